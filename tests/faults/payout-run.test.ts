/**
 * Payout runs under faults, each on a site of its own, as its bank errs otherwise. A worker that dies at each point of a page waits for four heartbeats, and is
 * in `npm run faults`; `tests/activities/payment/pay-page.test.ts` and `tests/demo/payout.test.ts` kill it in less time.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { madeReady } from './made-ready.ts'
import { runScenario, violationsOf } from './run.ts'
import { payoutRunAway, payoutRunErring, payoutRunTwice } from './scenarios/payout-run.ts'
import { payoutRunLate } from './scenarios/payout-run-slow.ts'
import { type Servers, startServers } from './servers.ts'

const seed = 1
let servers: Servers
beforeAll(async () => {
  servers = await startServers(await madeReady())
}, 240_000)
afterAll(() => servers.stop())

describe('everybody is paid once', { timeout: 400_000 }, () => {
  test.each([payoutRunErring, payoutRunAway, payoutRunTwice, payoutRunLate])(
    '$id: $title',
    async (scenario) => {
      const report = await runScenario(servers, scenario, { seed })
      expect(violationsOf(report), report.logs.join('\n')).toEqual([])
    },
  )
})
