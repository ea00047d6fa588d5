import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../../../harness/until.ts'
import type { Fault } from '../link-proxy.ts'
import type { Run, Scenario } from '../run.ts'
import { atReview, eventsOf, type Reviewed } from '../walk.ts'

/** Beyond what a decision costs without an outage, however long the outage. */
const extraEventsAtMost = 12
const appliedWithinMs = 15_000

export const databaseAway: Scenario = {
  id: 'database-away',
  title: 'PostgreSQL is away for minutes with decisions in progress',
  async run(run) {
    const { site } = run
    const [control, ...dossiers] = await atReview(site, 1 + run.size(30, 200))
    if (control === undefined) throw new Error('no dossier was filed')
    const usual = await costOf(run, control)
    const before = await Promise.all(dossiers.map(({ dossierId }) => eventsOf(site, dossierId)))

    await site.links.workerToPostgres.set({ is: 'refuse' })
    const calls = dossiers.map(({ officer, task }) =>
      site.counter.decide(officer, { task, outcome: 'approved' }),
    )
    for (const answer of await Promise.all(calls)) {
      run.check(
        'a decision that is not applied is not acknowledged',
        (answer?.status ?? 503) >= 500,
        `answered ${answer?.status}`,
      )
    }
    await site.links.apiToPostgres.set({ is: 'refuse' })
    await pause(run.size(10_000, 180_000))
    await allLinks(run, { is: 'none' })
    const back = Date.now()
    run.healed('PostgreSQL away', back)

    await untilApplied(run, dossiers)
    const appliedMs = Date.now() - back
    run.check('all are applied 15 s after its return', appliedMs <= appliedWithinMs, `after ${appliedMs} ms`)
    const after = await Promise.all(dossiers.map(({ dossierId }) => eventsOf(site, dossierId)))
    after.forEach((events, n) => {
      const extra = events - (before[n] ?? 0) - usual
      run.check(
        `waiting costs at most ${extraEventsAtMost} events`,
        extra <= extraEventsAtMost,
        `${extra} more events`,
      )
    })
  },
}

/** Events that a decision costs when nothing is wrong. */
async function costOf(run: Run, { dossierId, officer, task }: Reviewed): Promise<number> {
  const { site } = run
  const before = await eventsOf(site, dossierId)
  const answer = await site.counter.decide(officer, { task, outcome: 'approved' })
  run.check(
    'a decision is applied when nothing is wrong',
    answer?.status === 200,
    `answered ${answer?.status}`,
  )
  return (await eventsOf(site, dossierId)) - before
}

async function untilApplied({ site }: Run, dossiers: readonly Reviewed[]): Promise<void> {
  await until(
    'all are applied',
    async () => {
      const [row] = await site.database.sql<{ count: number }[]>`
        select count(*)::int as count from decision_request
        where task_id = any (${dossiers.map(({ task }) => task)}) and status = 'applied'`
      return row?.count === dossiers.length
    },
    60_000,
  )
}

async function allLinks({ site }: Run, fault: Fault): Promise<void> {
  await Promise.all([site.links.workerToPostgres.set(fault), site.links.apiToPostgres.set(fault)])
}
