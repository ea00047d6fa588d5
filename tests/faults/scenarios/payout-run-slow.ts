/** Payout runs whose bank answers late, limits calls or is a black hole, and whose rounds are missed: they resume by themselves, and everybody is paid once. */
import { setTimeout as pause } from 'node:timers/promises'
import { progressOf } from '../../../db/payouts/run.ts'
import { scheduledRounds } from '../../../domain/operation.ts'
import { until } from '../../../harness/until.ts'
import { roundScheduleIds } from '../../../temporal.config.ts'
import { LinkProxy } from '../link-proxy.ts'
import type { Run, Scenario } from '../run.ts'
import { fileOne, opened, walk } from '../walk.ts'
import { granted, judged, proposed, settled } from './payout-run.ts'

export const payoutRunLate: Scenario = {
  id: 'payout-run-late',
  title:
    'the bank executes and answers when nobody listens any more, or executes late, twice and in disorder',
  bank: [
    ...['--late', '0.2', '--execute-late', '0.2', '--late-ms', '2500'],
    ...['--answer-twice', '0.2', '--out-of-order', '0.3', '--accept-first', '0.1'],
  ],
  async run(run) {
    const owed = await granted(run, run.size(60, 2_000), run.size(6, 60))
    const runId = await proposed(run)
    await settled(run, runId)
    await judged(run, owed, [runId])
  },
}

export const payoutRunLimited: Scenario = {
  id: 'payout-run-limited',
  title:
    'the bank takes two calls a second and answers 429 to the others: what it did not take is not UNKNOWN',
  bank: ['--requests-per-second', '2'],
  async run(run) {
    const owed = await granted(run, run.size(40, 600), run.size(8, 60))
    const runId = await proposed(run)
    let unknown = 0
    const looking = setInterval(async () => {
      const progress = await progressOf(run.site.database.sql, runId).catch(() => [])
      if (progress.some(({ state }) => state === 'UNKNOWN')) unknown += 1
    }, 100)
    await settled(run, runId).finally(() => clearInterval(looking))
    run.check('an order that the bank did not take is never UNKNOWN', unknown === 0, `seen ${unknown} times`)
    await judged(run, owed, [runId])
  },
}

/** As `proxies.ts` has it for pages: doubled up to this, ms. */
const longestBackOffMs = 15_000
const unitsAtOnce = 8
/** Until the back-off is as long as it gets: a sixth try comes 12 s after the first, as each of them waits a second for an answer. */
const triesBefore = 6

export const payoutRunBlackHole: Scenario = {
  id: 'payout-run-black-hole',
  title: 'the way to the bank swallows everything for a while: calls grow rare, and dossiers do not wait',
  bank: [],
  async run(run) {
    const { worker, bankUrl, database } = run.site
    let calls = 0
    const link = await new LinkProxy(() => {
      calls += 1
      return Number(new URL(bankUrl).port)
    }).open()
    try {
      await worker.kill()
      await worker.start({ PAYMENT_GATEWAY_URL: `http://${link.address}` })
      await link.set({ is: 'blackHole' })
      const owed = await granted(run, run.size(40, 600), 20)
      const runId = await proposed(run)
      await until('a page was tried', () => calls > 0)
      const [began, before] = [Date.now(), calls]
      const dossier = await fileOne(run.site, 'registration')
      await walk(run.site, dossier, 'receive.1:accepted review.1:approved')
      await opened(run.site, `${dossier}.sign.1`)
      await pause(run.size(30_000, 120_000))
      const most = unitsAtOnce * (triesBefore + (Date.now() - began) / longestBackOffMs)
      run.check('calls to a bank that is silent grow rare', calls - before <= most, `${calls - before} calls`)
      const progress = await progressOf(database.sql, runId)
      run.check(
        'nothing is taken for paid while the bank is silent',
        progress.every(({ state }) => state !== 'CONFIRMED' && state !== 'REJECTED'),
      )
      await link.set({ is: 'none' })
      run.healed('the way to the bank')
      await settled(run, runId)
      await judged(run, owed, [runId])
    } finally {
      await link.close()
    }
  },
}

/** More than two rounds are due in it, ms. */
const missedForMs = 130_000

export const payoutRunRoundsMissed: Scenario = {
  id: 'payout-run-rounds-missed',
  title:
    'the worker is away while rounds are due, and the run loses its workflow meanwhile: rounds catch up once, also when they are triggered twice',
  async run(run) {
    const { worker, engine } = run.site
    await worker.kill()
    await worker.start({ SCHEDULED_ROUNDS: 'yes' })
    const owed = await granted(run, run.size(60, 600), 20)
    const runId = await proposed(run)
    await worker.kill()
    const workflow = engine.client.workflow.getHandle(runId)
    if ((await workflow.describe()).status.name === 'RUNNING') await workflow.terminate('by hand')
    await pause(missedForMs)
    const left = (await progressOf(run.site.database.sql, runId)).filter(({ state }) => state !== 'CONFIRMED')
    run.check('somebody is not paid yet when rounds are missed', left.length > 0)
    run.check('nobody mends it meanwhile', await isEnded(run, runId))
    await worker.start({ SCHEDULED_ROUNDS: 'yes' })
    for (const kind of [...scheduledRounds, ...scheduledRounds])
      await engine.client.schedule.getHandle(roundScheduleIds[kind]).trigger()
    run.healed('rounds that were missed')
    await settled(run, runId)
    await judged(run, owed, [runId])
  },
}

const isEnded = async ({ site: { engine } }: Run, workflowId: string): Promise<boolean> =>
  (await engine.client.workflow.getHandle(workflowId).describe()).status.name !== 'RUNNING'
