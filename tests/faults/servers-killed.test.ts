/** PostgreSQL and Temporal killed: one after the other, on servers of this file's own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { madeReady } from './made-ready.ts'
import { openSiteFor, runOn, violationsOf } from './run.ts'
import { decisionUnheard } from './scenarios/decision-unheard.ts'
import { postgresKilled } from './scenarios/postgres-killed.ts'
import { temporalKilled } from './scenarios/temporal-killed.ts'
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

describe('nothing is lost, done twice or stuck', { timeout: 240_000 }, () => {
  test.each([decisionUnheard, temporalKilled, postgresKilled])('$id: $title', async (scenario) => {
    const report = await runOn(site, scenario, { seed })
    expect(violationsOf(report), report.logs.join('\n')).toEqual([])
  })
})
