/** Carries the waves of notices of a reorganisation: beside the other notices, which never wait for one. */
import { readNoticeFacts } from '../../db/notices/notice-facts.ts'
import { type RunningWave, runningWaves, takeOfWave, waveBatch } from '../../db/notices/notice-wave.ts'
import { addressed, type NoticeDeps, type Outgoing, sendNotices } from './relay-notices.ts'
import { render, renderWave } from './render.ts'

/** One round of every wave that is not paused, as its throttle lets it; true when there may be more. */
export async function relayWaves(deps: NoticeDeps): Promise<boolean> {
  let more = false
  for (const wave of await runningWaves(deps.database.sql)) {
    if ((await relayWave(deps, wave)) >= waveBatch) more = true
  }
  return more
}

/** @returns how many rows were taken */
async function relayWave(deps: NoticeDeps, wave: RunningWave): Promise<number> {
  const { database, now } = deps
  const at = now()
  const taken = await takeOfWave(database, wave, at)
  const facts = await readNoticeFacts(
    database.sql,
    taken.map(({ id }) => id),
    at,
  )
  const outgoing = taken.flatMap((one) => {
    const about = facts.get(one.id)
    return about === undefined ? [] : [{ one, about }]
  })
  if (wave.policy !== 'digest') {
    const each = outgoing.map(
      ({ one, about }): Outgoing => ({
        notice: { ...addressed(one, about), ...render(one.event, about) },
        of: [one.id],
      }),
    )
    await sendNotices(deps, each)
    return taken.length
  }
  const people = new Map<string, typeof outgoing>()
  for (const notice of outgoing)
    people.set(notice.one.group, [...(people.get(notice.one.group) ?? []), notice])
  const digests = [...people].flatMap(([group, owed]): readonly Outgoing[] => {
    const sorted = owed.toSorted((a, b) => a.one.id - b.one.id)
    const [first] = sorted
    if (first === undefined) return []
    const of = sorted.map(({ one }) => one.id)
    const words = renderWave(
      first.about.recipient,
      sorted.map(({ one, about }) => ({ event: one.event, facts: about })),
    )
    // Another set of notices needs another key: under the first one the gateway would skip it as sent.
    const key = `wave/${wave.id}/${group}/${Math.max(...of)}.${of.length}`
    return [{ notice: { ...addressed(first.one, first.about), ...words, key }, of }]
  })
  await sendNotices(deps, digests)
  return taken.length
}
