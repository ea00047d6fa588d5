/** Worker, relay and API killed, links broken: one after the other, on one site. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSiteFor, runOn, violationsOf } from './run.ts'
import { apiKilled } from './scenarios/api-killed.ts'
import { canary } from './scenarios/canary.ts'
import { claimAcrossUnits } from './scenarios/claim-across-units.ts'
import { databaseAway } from './scenarios/database-away.ts'
import { partitions } from './scenarios/partitions.ts'
import { relayKilled } from './scenarios/relay-killed.ts'
import { reorganisationArmed } from './scenarios/reorganisation-armed.ts'
import { sameMoment } from './scenarios/same-moment.ts'
import { workerKilled } from './scenarios/worker-killed.ts'
import { type Servers, startServers } from './servers.ts'
import type { Site } from './site.ts'

const seed = 1
let servers: Servers
let site: Site
beforeAll(async () => {
  servers = await startServers()
  site = await openSiteFor(servers, seed)
})
afterAll(async () => {
  await site.stop()
  await servers.stop()
})

describe('nothing is lost, done twice or stuck', { timeout: 240_000 }, () => {
  test.each([
    canary,
    claimAcrossUnits,
    reorganisationArmed,
    relayKilled,
    apiKilled,
    workerKilled,
    sameMoment,
    databaseAway,
    partitions,
  ])('$id: $title', async (scenario) => {
    expect(violationsOf(await runOn(site, scenario, { seed }))).toEqual([])
  })
})
