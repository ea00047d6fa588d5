/** Payout runs whose worker dies, whose bank errs or is away, and that are proposed twice: everybody is paid once. */
import { setTimeout as pause } from 'node:timers/promises'
import { createVault } from '../../../db/identity/identity-vault.ts'
import { progressOf } from '../../../db/payouts/run.ts'
import { grantMany, type OwedByPayee } from '../../../harness/payouts/grant-many.ts'
import { judgePayout } from '../../../harness/payouts/judge-payout.ts'
import { releaseRun, wouldBePaid } from '../../../harness/payouts/three-persons.ts'
import { until } from '../../../harness/until.ts'
import type { Run, Scenario } from '../run.ts'
import { patienceMs } from '../walk.ts'

const periods = ['2025-06', '2025-07']
const points = [
  ...['after_intent', 'after_send_before_response', 'after_response_before_commit'],
  'after_commit_before_complete',
] as const

/** Longer than the engine takes to notice a worker that died in a page, some times over. */
const settledWithinMs = 8 * patienceMs

export async function granted({ site }: Run, count: number, units: number): Promise<OwedByPayee> {
  return await grantMany(site.database, createVault(site.vaultKeys), {
    count,
    units,
    seed: site.random.whole(1, 1e6),
  })
}

export const proposed = async ({ site }: Run): Promise<string> =>
  await releaseRun(site, { periods, prepared: await wouldBePaid(site, periods) })

export async function settled({ site: { database } }: Run, runId: string): Promise<void> {
  await until(
    'the run is reported',
    async () =>
      (await database.sql`select 1 from dossier where id = ${runId} and status = 'closed'`).length === 1,
    settledWithinMs,
  )
}

export async function judged(run: Run, owed: OwedByPayee, runIds: readonly string[]): Promise<void> {
  const { due, confirmed, duplicates, unknown, problems } = await judgePayout(run.site, { owed, runIds })
  run.check('G2 each order of the run is paid once', duplicates === 0, `${duplicates} were paid again`)
  run.check(
    'every order of the run is confirmed',
    confirmed === due && due === owed.size,
    `${confirmed} of ${due}`,
  )
  run.check('nothing of the run is unknown', unknown === 0, `${unknown}`)
  for (const problem of problems)
    run.check('the bank and the books of the system agree, person by person', false, problem)
}

export const payoutRunKilled: Scenario = {
  id: 'payout-run-killed',
  title: 'the worker of a payout run dies at each named point of a page, at its nth call',
  async run(run) {
    const { worker } = run.site
    const times = run.size(1, 3)
    const owed = await granted(run, run.size(60, 600), run.size(20, 60))
    const runId = await proposed(run)
    for (const point of points) {
      for (let nth = 1; nth <= times; nth += 1) {
        await worker.kill()
        await worker.start({ CRASH_AT: `${point}:${nth}` })
        // It dies there unless too few pages are left.
        await Promise.race([worker.exited, pause(settledWithinMs / 8)])
        run.check(`a page passes ${point}`, !worker.runs, `not for the ${nth}. time`)
      }
    }
    await worker.kill()
    await worker.start()
    run.healed('the worker of a run')
    await settled(run, runId)
    await judged(run, owed, [runId])
  },
}

export const payoutRunErring: Scenario = {
  id: 'payout-run-erring',
  title:
    'the bank executes pages and does not answer, answers twice, in disorder, with what nobody can read, does half, and forgets each key at once',
  bank: [
    ...[
      '--execute-then-time-out',
      '0.3',
      '--answer-twice',
      '0.2',
      '--out-of-order',
      '0.2',
      '--garbage',
      '0.1',
    ],
    ...['--half-batch', '0.1', '--accept-first', '0.1', '--forget-keys'],
  ],
  async run(run) {
    const owed = await granted(run, run.size(60, 2_000), run.size(6, 60))
    const runId = await proposed(run)
    await settled(run, runId)
    await judged(run, owed, [runId])
  },
}

export const payoutRunAway: Scenario = {
  id: 'payout-run-away',
  title: 'the bank of a payout run is gone for a while: the run resumes by itself',
  async run(run) {
    const { bank, database } = run.site
    const owed = await granted(run, run.size(60, 600), 20)
    await bank.kill()
    const runId = await proposed(run)
    await pause(run.size(6_000, 60_000))
    const progress = await progressOf(database.sql, runId)
    run.check(
      'nothing is taken for paid while the bank is gone',
      progress.every(({ state }) => state !== 'CONFIRMED' && state !== 'REJECTED'),
    )
    await bank.start()
    run.healed('the bank of a run')
    await settled(run, runId)
    await judged(run, owed, [runId])
  },
}

export const payoutRunTwice: Scenario = {
  id: 'payout-run-twice',
  title: 'the same payout run is proposed twice: the second is changed, and pays nobody',
  async run(run) {
    const owed = await granted(run, run.size(40, 600), 6)
    const prepared = await wouldBePaid(run.site, periods)
    const runId = await releaseRun(run.site, { periods, prepared })
    const again = await releaseRun(run.site, { periods, prepared, attempt: 2 }).catch(
      (error: unknown) => error,
    )
    run.check(
      'the second run ends before it is checked',
      again instanceof Error && again.message.includes('ended as refused'),
      String(again),
    )
    await settled(run, runId)
    await judged(run, owed, [runId])
    const left = await wouldBePaid(run.site, periods)
    run.check('a run afterwards would pay nobody', left.orders === 0, `${left.orders} orders`)
  },
}
