import { setTimeout as pause } from 'node:timers/promises'
import { AreaReorganised } from '../area-reorganised.ts'
import { untilKnown } from '../counter.ts'
import { successor } from '../move-area.ts'
import type { Run, Scenario } from '../run.ts'
import { commune } from '../site.ts'
import { atReview, fileOne, type Reviewed } from '../walk.ts'
import { WatchedInbox } from '../watched-inbox.ts'

/** From when they begin to decide, file and look until the instant, and as long after it. */
const armedMs = 5_000
/** Everything is gone from before the instant until after it. */
const goneMs = { before: 700, after: 1_200 }

type Officer = Reviewed['officer']

/** Names of what is timed; by their p95 the long run judges. */
const inboxBefore = 'an inbox before the instant'
const inboxAfter = 'an inbox after the instant'
/** Both are under the same load but for the decisions, which are around the instant and wait after it. */
const slowerAtMost = 5

/** An instant at which the area goes from one unit to another, and who decides before and after. */
interface Crossing {
  at: number
  from: { unit: string; officer: Officer }
  to: { unit: string; officer: Officer }
  /** When each is decided, ms from the instant. */
  offsetMs: (n: number) => number
}

export const cutoverHerd: Scenario = {
  id: 'F21',
  title:
    'a reorganisation moves an area to another commune, and its undo back, while all decide, file and look; once nothing fails, once everything is killed at the instant',
  async run(run) {
    const { site } = run
    const dossiers = await atReview(site, run.size(24, 300))
    const half = Math.ceil(dossiers.length / 2)
    const [here, there] = await Promise.all([officerOf(run, commune), officerOf(run, successor)])
    const reorganised = new AreaReorganised(site)
    try {
      const calm = { at: await reorganised.next(armedMs), from: here, to: there }
      await cross(run, dossiers.slice(0, half), {
        ...calm,
        // Close to the instant on both sides: what judges by an instant that is a little off is wrong here alone.
        offsetMs: (n) => ((n + 0.5) / half - 0.5) * 2_000,
      })
      judgeSpeed(run)
      const killedAt = await reorganised.next(armedMs)
      await cross(run, dossiers.slice(half), {
        ...{ at: killedAt, from: there, to: here },
        offsetMs: () => site.random.whole(-armedMs, armedMs),
        during: () => killAt(run, killedAt),
      })
      await logIn(run, here.officer)
    } finally {
      await reorganised.end()
    }
  },
}

/** Who holds the review there. */
async function officerOf({ site }: Run, unit: string): Promise<{ unit: string; officer: Officer }> {
  const [row] = await site.database.sql<{ id: string }[]>`
    select officer_id as id from mandate where unit_id = ${unit} and role = 'civilStatus' order by id limit 1`
  if (row === undefined) throw new Error(`${unit} has nobody for the review`)
  return { unit, officer: await site.callerAs(row.id, 'officer') }
}

async function cross(
  run: Run,
  dossiers: readonly Reviewed[],
  { during, ...crossing }: Crossing & { during?: () => Promise<void> },
): Promise<void> {
  const { site } = run
  const { at, from, to } = crossing
  const inboxes = [
    new WatchedInbox(site, { officer: from.officer, from: -Infinity, until: at }),
    new WatchedInbox(site, { officer: to.officer, from: at, until: Infinity }),
  ]
  const watching = inboxes.map((inbox) => inbox.watch())
  try {
    const asked = new Map<string, number>()
    const decided = Promise.all(dossiers.map((one, n) => decides(run, one, { ...crossing, n, asked })))
    const filings = run.size(4, 60)
    const filed = Promise.all(
      Array.from({ length: filings }, async (_, n) => {
        await pause((armedMs * 2 * n) / filings)
        return await run.timed('a filing around an instant', () => fileOne(site, 'registration'))
      }),
    )
    await during?.()
    await Promise.all([decided, filed])
    for (const inbox of inboxes) inbox.judge(run, dossiers, asked)
    if (during === undefined) {
      for (const inbox of inboxes) {
        for (const ms of inbox.tookMs(at - armedMs, at)) run.took(inboxBefore, ms)
        for (const ms of inbox.tookMs(at, at + armedMs)) run.took(inboxAfter, ms)
      }
    }
    await judgeLedger(run, dossiers, crossing)
  } finally {
    for (const inbox of inboxes) inbox.stop()
    await Promise.all(watching)
  }
}

/** Spread over the time around the instant; what the former officer may no longer decide the new one does. */
async function decides(
  run: Run,
  { task }: Reviewed,
  { from, to, at, offsetMs, n, asked }: Crossing & { n: number; asked: Map<string, number> },
): Promise<void> {
  const { counter } = run.site
  await pause(Math.max(0, at + offsetMs(n) - Date.now()))
  const askedAt = Date.now()
  asked.set(task, askedAt)
  const before = await untilKnown(() => counter.decide(from.officer, { task, outcome: 'approved' }))
  if (before.status === 200) {
    run.check(
      'nobody decides for a unit that holds the area no more',
      askedAt < at,
      `${task} after ${askedAt - at} ms`,
    )
    return
  }
  run.check(
    'who is no longer competent is refused as such',
    before.status === 403,
    `#${n} answered ${before.status}`,
  )
  run.check('nobody is refused before the instant', Date.now() >= at, `${task} answered ${before.status}`)
  const key = `${task}-again`
  const after = await untilKnown(() => counter.decide(to.officer, { task, outcome: 'approved', key }))
  run.check('the new desk decides it', after.status === 200, `#${n} answered ${after.status}`)
}

/** A decision that was sent before the instant and arrived after it is refused: what counts is when it was accepted. */
async function judgeLedger(
  run: Run,
  dossiers: readonly Reviewed[],
  { at, from, to }: Crossing,
): Promise<void> {
  const tasks = dossiers.map(({ task }) => task)
  const rows = await run.site.database.sql<{ task: string; unit: string; acceptedAt: number }[]>`
    select task_id as task, unit_id as unit, epoch_ms(accepted_at) as "acceptedAt" from decision_request
    where kind = 'decide' and status = 'applied' and task_id = any(${tasks}::text[])`
  for (const task of tasks) {
    const [decision, ...others] = rows.filter((row) => row.task === task)
    const holder = (decision?.acceptedAt ?? 0) < at ? from.unit : to.unit
    run.check(
      'each is decided once, by the unit that holds it when the decision is accepted',
      decision?.unit === holder && others.length === 0,
      `${task} by ${decision?.unit ?? 'nobody'}, ${(decision?.acceptedAt ?? 0) - at} ms after the instant, and ${others.length} more`,
    )
  }
}

/** Speed is reported of every run and judged in the long one, which nothing waits for: a busy machine is no fault of what is tested. */
function judgeSpeed(run: Run): void {
  if (!run.long) return
  const p95 = (of: string) => run.times.find(({ what }) => what === of)?.p95Ms ?? Number.NaN
  const ratio = p95(inboxAfter) / p95(inboxBefore)
  run.check(
    `the p95 of an inbox is at most ${slowerAtMost} times that before the instant`,
    ratio <= slowerAtMost,
    `${ratio.toFixed(1)} times`,
  )
}

/** API, worker, relay and Temporal, from shortly before the instant until shortly after. */
async function killAt(run: Run, at: number): Promise<void> {
  const { api, worker, relay, servers } = run.site
  await pause(Math.max(0, at - goneMs.before - Date.now()))
  await Promise.all([api.kill(), worker.kill(), relay.kill(), servers.temporal.kill()])
  await pause(Math.max(0, at + goneMs.after - Date.now()))
  await servers.temporal.restart()
  await Promise.all([api.start(), worker.start(), relay.start()])
  run.healed('everything killed at the instant')
}

/** The whole city looks at its inbox in the morning. */
async function logIn(run: Run, officer: Officer): Promise<void> {
  const { counter } = run.site
  await Promise.all(
    Array.from({ length: run.size(20, 200) }, async () => {
      const { status } = await run.timed('a log-in after everything was killed', () =>
        untilKnown(() => counter.read('/inbox', officer).catch(() => null)),
      )
      run.check('who logs in after the instant is served', status === 200, `answered ${status}`)
    }),
  )
}
