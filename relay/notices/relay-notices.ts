/** Carries notices from the outbox to the gateway; words and names are added at this last step. */

import type { Database } from '../../db/database.ts'
import { type NoticeFactsRow, readNoticeFacts } from '../../db/notices/notice-facts.ts'
import {
  markNoticesFailed,
  markNoticesSent,
  takeDigests,
  takeIndividual,
  type WaitingNotice,
} from '../../db/notices/notice-outbox.ts'
import { currentCalendar } from '../../db/time/published-calendar.ts'
import { errorPlace } from '../../domain/error-trace.ts'
import { lastClose } from '../../domain/time/last-close.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { NoticeGateway, OutgoingNotice } from './notice-gateway.ts'
import { render, renderDigest } from './render.ts'

export interface NoticeDeps {
  database: Database
  gateway: NoticeGateway
  now: () => number
}

const batchSize = 200
const recipientBatchSize = 50

/** One round of individual notices; true when there may be more. */
export async function relayNotices(deps: NoticeDeps): Promise<boolean> {
  const { database, now } = deps
  const at = now()
  const waiting = await takeIndividual(database.sql, at, batchSize)
  const facts = await readNoticeFacts(
    database.sql,
    waiting.map(({ id }) => id),
    at,
  )
  await sendNotices(
    deps,
    waiting.flatMap((one) => {
      const about = facts.get(one.id)
      return about === undefined
        ? []
        : [{ notice: { ...addressed(one, about), ...render(one.event, about) }, of: [one.id] }]
    }),
  )
  return waiting.length === batchSize
}

/** One round of digests: what came up until the last working day closed, one for each recipient. */
export async function relayDigests(deps: NoticeDeps): Promise<boolean> {
  const { database, now } = deps
  const at = now()
  const until = lastClose(await currentCalendar(database.sql, at), at)
  const waiting = await takeDigests(database.sql, { at, until, recipients: recipientBatchSize })
  const facts = await readNoticeFacts(
    database.sql,
    waiting.map(({ id }) => id),
    at,
  )
  const recipients = byRecipient(waiting)
  await sendNotices(
    deps,
    [...recipients].flatMap(([recipient, owed]) => {
      const sorted = owed
        .toSorted((a, b) => a.askedAt - b.askedAt || a.id - b.id)
        .flatMap((one) => {
          const about = facts.get(one.id)
          return about === undefined ? [] : [{ one, event: one.event, facts: about }]
        })
      const [first] = sorted
      const of = sorted.map(({ one }) => one.id)
      if (first === undefined) return []
      // Another set of notices needs another key: under the first one the gateway would skip it as sent.
      const key = `digest/${recipient}/${localDate(until)}/${Math.max(...of)}.${of.length}`
      const words = renderDigest(first.facts.recipient, until, sorted)
      return [{ notice: { ...addressed(first.one, first.facts), ...words, key }, of }]
    }),
  )
  return recipients.size === recipientBatchSize
}

function byRecipient(waiting: readonly WaitingNotice[]): ReadonlyMap<string, readonly WaitingNotice[]> {
  const groups = new Map<string, WaitingNotice[]>()
  for (const one of waiting) {
    const recipient = `${one.recipientKind}/${one.recipientId}`
    groups.set(recipient, [...(groups.get(recipient) ?? []), one])
  }
  return groups
}

export const addressed = (
  { key, recipientKind, recipientId }: WaitingNotice,
  { address }: NoticeFactsRow,
): Pick<OutgoingNotice, 'key' | 'recipient' | 'address'> => ({
  key,
  recipient: { kind: recipientKind, id: recipientId },
  address,
})

/** What is about to leave, and the rows that it is made of. */
export interface Outgoing {
  notice: OutgoingNotice
  of: readonly number[]
}

/** Passes them to the gateway, and marks what it took and what it did not. */
export async function sendNotices(
  { database, gateway, now }: NoticeDeps,
  outgoing: readonly Outgoing[],
): Promise<void> {
  if (outgoing.length === 0) return
  const notices = outgoing.map(({ notice }) => notice)
  const outcome = await gateway.deliver(notices, now()).catch((error: unknown) => {
    return { failed: errorPlace(error) }
  })
  const taken = 'failed' in outcome ? new Set<string>() : outcome
  const sent = outgoing.filter(({ notice }) => taken.has(notice.key))
  const left = outgoing.filter(({ notice }) => !taken.has(notice.key)).flatMap(({ of }) => of)
  const marks = sent.flatMap(({ notice, of }) => of.map((id) => ({ id, noticeKey: notice.key })))
  if (marks.length > 0) await markNoticesSent(database.sql, marks, now())
  if (left.length > 0) {
    await markNoticesFailed(database.sql, left, 'failed' in outcome ? outcome.failed : 'notTaken')
  }
}
