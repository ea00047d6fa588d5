/** Faults that leave the servers alone: each scenario has a site of its own, so they run beside each other. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runScenario, type Scenario, violationsOf } from './run.ts'
import { apiKilled } from './scenarios/api-killed.ts'
import { bankSilent } from './scenarios/bank-silent.ts'
import { databaseAway } from './scenarios/database-away.ts'
import { longHistory } from './scenarios/long-history.ts'
import { partitions } from './scenarios/partitions.ts'
import { refusedOften } from './scenarios/refused-often.ts'
import { relayKilled } from './scenarios/relay-killed.ts'
import { sameKey } from './scenarios/same-key.ts'
import { sameMoment } from './scenarios/same-moment.ts'
import { sameRequest } from './scenarios/same-request.ts'
import { workerKilled } from './scenarios/worker-killed.ts'
import { type Servers, startServers } from './servers.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
})
afterAll(async () => await servers.stop())

const seed = 1
const violations = async (scenario: Scenario) => violationsOf(await runScenario(servers, scenario, { seed }))

// Longest first. Most of each is waiting: for a sticky queue, a back-off, a time-out.
describe.concurrent('nothing is lost, done twice or stuck', { timeout: 240_000 }, () => {
  test.each([
    databaseAway,
    partitions,
    workerKilled,
    apiKilled,
    sameMoment,
    longHistory,
    relayKilled,
    bankSilent,
    refusedOften,
    sameKey,
    sameRequest,
  ])('$id: $title', async (scenario) => {
    expect(await violations(scenario)).toEqual([])
  })
})
