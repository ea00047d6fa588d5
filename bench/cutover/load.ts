/** Officers of both sides at work around an instant, through two API processes. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { httpClient } from '../http-client.ts'
import type { Asked, Side } from './answers.ts'

export interface Pair {
  units: Readonly<Record<Side, string>>
  /** Headers with the token of a clerk of each. */
  clerks: Readonly<Record<Side, Record<string, string>>>
  /** Open tasks in the areas of the one that ends, each used once. */
  tasks: string[]
}

export interface Site {
  apis: readonly ReturnType<typeof httpClient>[]
  pairs: readonly Pair[]
}

const items = z.object({ items: z.array(z.object({ task: z.string(), dueAt: z.string() })) })
export type Item = z.infer<typeof items>['items'][number]

/** So short that all of a page is overdue: what is filed for the bench is not. */
export const pageLength = 10

const refusal = z.object({ code: z.string() })

const sides = ['from', 'into'] as const
/** Of a hundred requests. */
const shares = [
  ['inbox', 70],
  ['claim', 15],
  ['decide', 15],
] as const

/** Requests of every kind by either side, `atOnce` at a time, from `lead` ms before the instant until as long after it. */
export async function workAround(
  site: Site,
  { at, leadMs, atOnce }: { at: number; leadMs: number; atOnce: number },
): Promise<Asked[]> {
  await pause(Math.max(0, at - leadMs - Date.now()))
  const asked: Asked[] = []
  let number = 0
  const work = async (): Promise<void> => {
    while (Date.now() < at + leadMs) asked.push(await one(site, number++))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return asked
}

/** The number decides who asks what, so that each kind comes from each side of each pair through each API. */
async function one(site: Site, number: number): Promise<Asked> {
  const { apis, pairs } = site
  const api = apis[number % apis.length]
  const at = Math.floor(number / apis.length)
  const side = sides[at % 2] ?? 'from'
  const index = Math.floor(at / 2) % pairs.length
  const pair = pairs[index]
  if (api === undefined || pair === undefined) throw new RangeError('the site has no API or no pair')
  const wanted = kindOf(number)
  const task = wanted === 'inbox' ? undefined : pair.tasks.pop()
  const what = task === undefined ? 'inbox' : wanted
  const sent = Date.now()
  const { status, body } = await send(api, pair, { side, what, task })
  return {
    what,
    side,
    pair: index,
    sent,
    answered: Date.now(),
    status,
    code: status < 400 ? null : refusal.parse(JSON.parse(body)).code,
    page: status === 200 && what === 'inbox' ? pageOf(body) : null,
  }
}

function kindOf(number: number): Asked['what'] {
  // Steps through the hundred without running in step with sides and pairs.
  let left = (number * 37) % 100
  for (const [kind, share] of shares) {
    if (left < share) return kind
    left -= share
  }
  return 'inbox'
}

function send(
  api: Site['apis'][number],
  { units, clerks }: Pair,
  { side, what, task }: { side: Side; what: Asked['what']; task: string | undefined },
) {
  if (what === 'inbox') return api.get(`/inbox?unit=${units[side]}&limit=${pageLength}`, clerks[side])
  if (what === 'claim') return api.post(`/tasks/${task}/claim`, {}, clerks[side])
  return api.post(
    `/tasks/${task}/decisions`,
    { outcome: 'accepted' },
    { ...clerks[side], 'idempotency-key': randomUUID() },
  )
}

export const itemsOf = (body: string): readonly Item[] => items.parse(JSON.parse(body)).items
const pageOf = (body: string): string => asPage(itemsOf(body))
export const asPage = (page: readonly Pick<Item, 'task'>[]): string => page.map(({ task }) => task).join()
