import { beforeAll, expect, test } from 'vitest'
import type { PayoutRuns } from '../../procedures/grammar/run/payout-run.ts'
import { taskQueues } from '../../temporal.config.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type TestEngine, testEngine } from '../engine.ts'

let engine: TestEngine
let database: TestDatabase
beforeAll(async () => {
  ;[engine, database] = await Promise.all([testEngine(), testDatabase()])
})

const notCalled = () => Promise.reject(new Error('no run is here'))
const payoutRuns: PayoutRuns = { preparePayoutRun: notCalled, unitsToPay: notCalled, payPage: notCalled }
const payouts = { benefitPayout: notCalled }

/** Of activities that all workers of a queue together begin, as the engine knows it. */
async function perSecondOf(name: string): Promise<number | null | undefined> {
  const { taskQueueStatus } = await engine.connection.workflowService.describeTaskQueue({
    ...{ namespace: engine.namespace, taskQueue: { name }, taskQueueType: 2, includeTaskQueueStatus: true },
  })
  return taskQueueStatus?.ratePerSecond
}

test('the engine gives out steps of payout runs no faster than is agreed with the bank, and payouts of single dossiers as before', async () => {
  await engine.startWorker({ database, payouts, payoutRuns, pagesPerSecond: 2.5 })
  await expect.poll(() => perSecondOf(taskQueues.payoutRuns), { timeout: 20_000 }).toBe(2.5)
  expect(await perSecondOf(taskQueues.payments)).toBeGreaterThan(1_000)
})
