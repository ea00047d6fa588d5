/** The same thing again, at once, or too often, and a bank that is silent; nothing is killed, so all go side by side. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { madeReady } from './made-ready.ts'
import { openSiteFor, runOn, violationsOf } from './run.ts'
import { bankSilent } from './scenarios/bank-silent.ts'
import { longHistory } from './scenarios/long-history.ts'
import { refusedOften } from './scenarios/refused-often.ts'
import { sameKey } from './scenarios/same-key.ts'
import { sameRequest } from './scenarios/same-request.ts'
import { type Servers, startServers } from './servers.ts'
import type { Site } from './site.ts'

const seed = 1
/** Servers of their own and all processes, on a machine that is busy. */
const startWithinMs = 240_000
let servers: Servers
let site: Site
beforeAll(async () => {
  servers = await startServers(await madeReady())
  site = await openSiteFor(servers, seed)
}, startWithinMs)
afterAll(async () => {
  await site.stop()
  await servers.stop()
})

describe.concurrent('nothing is lost, done twice or stuck', { timeout: 400_000 }, () => {
  test.each([sameKey, sameRequest, refusedOften, bankSilent, longHistory])(
    '$id: $title',
    async (scenario) => {
      const report = await runOn(site, scenario, { seed })
      expect(violationsOf(report), report.logs.join('\n')).toEqual([])
    },
  )
})
