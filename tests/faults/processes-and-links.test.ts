/** Worker, relay and API killed, links broken: on two sites, one after the other on each. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { madeReady } from './made-ready.ts'
import { openSiteFor, runOn, violationsOf } from './run.ts'
import { apiKilled } from './scenarios/api-killed.ts'
import { canary } from './scenarios/canary.ts'
import { claimAcrossUnits } from './scenarios/claim-across-units.ts'
import { databaseAway } from './scenarios/database-away.ts'
import { deskOfOffice } from './scenarios/desk-of-office.ts'
import { partitions } from './scenarios/partitions.ts'
import { relayKilled } from './scenarios/relay-killed.ts'
import { reorganisationArmed } from './scenarios/reorganisation-armed.ts'
import { sameMoment } from './scenarios/same-moment.ts'
import { workerKilled } from './scenarios/worker-killed.ts'
import { type Servers, startServers } from './servers.ts'
import type { Site } from './site.ts'

const seed = 1
/** Servers of their own and all processes, on a machine that is busy. */
const startWithinMs = 240_000
let servers: Servers
let sites: readonly [Site, Site]
beforeAll(async () => {
  servers = await startServers(await madeReady())
  sites = await Promise.all([openSiteFor(servers, seed), openSiteFor(servers, seed)])
}, startWithinMs)
afterAll(async () => {
  await Promise.all(sites.map((site) => site.stop()))
  await servers.stop()
})

/** Most of their time they wait: two sites go side by side, on each one scenario after the other. */
const lanes = [
  {
    lane: 0,
    scenarios: [canary, claimAcrossUnits, deskOfOffice, reorganisationArmed, sameMoment, partitions],
  },
  { lane: 1, scenarios: [relayKilled, apiKilled, workerKilled, databaseAway] },
] as const

describe.concurrent.each(lanes)(
  'nothing is lost, done twice or stuck on site $lane',
  ({ lane, scenarios }) => {
    describe.sequential('one after the other', { timeout: 240_000 }, () => {
      test.each([...scenarios])('$id: $title', async (scenario) => {
        const report = await runOn(sites[lane], scenario, { seed })
        expect(violationsOf(report), report.logs.join('\n')).toEqual([])
      })
    })
  },
)
