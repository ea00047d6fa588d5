import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPayouts } from '../../activities/create-payouts.ts'
import { readBankLedger } from '../../activities/payment/bank-simulator/bank-ledger.ts'
import {
  type GatewaySimulator,
  startGatewaySimulator,
} from '../../activities/payment/bank-simulator/simulator.ts'
import { compareLedgers } from '../../activities/payment/compare-ledgers.ts'
import { httpGateway } from '../../activities/payment/gateways/http-gateway.ts'
import { readPaymentLedger } from '../../db/money/ledger.ts'
import { until } from '../../harness/until.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'
import { vault } from '../activities/payment/payer.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type TestEngine, testEngine } from '../engine.ts'
import { type CorpusRun, coursesOf, oneOfEachShape, runCourse, workflowsRunning } from './corpus-run.ts'
import { judgeRuns } from './judge-runs.ts'

const registry = await loadProcedures()
const ways = registry.procedures.flatMap(coursesOf)
const refused = ways.filter(({ example }) => example.ends === 'refused')
const courses = [
  ...ways.filter(({ example }) => example.ends !== 'refused'),
  ...oneOfEachShape(registry, refused),
]

/** More wait for each other; fewer leave the server waiting. */
const concurrency = 40

let database: TestDatabase
let engine: TestEngine
let bank: GatewaySimulator
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-bank-'))
  bank = await startGatewaySimulator({ ledgerFile: join(folder, 'book.jsonl') })
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
  const gateway = httpGateway({ url: bank.url })
  await engine.startWorker({ database, vault, payouts: createPayouts({ database, vault, gateway }) })
})

afterAll(async () => {
  await bank.close()
  await rm(folder, { recursive: true })
})

describe('a dossier of every procedure', () => {
  it('goes its longest way to the result, over a bank that rejects once, and one of each set of steps is refused, on a real engine', async () => {
    expect(new Set(courses.map(({ procedure }) => procedure)).size).toBe(registry.procedures.length)
    const waiting = courses.values()
    const runs: CorpusRun[] = []
    const lane = async () => {
      for (const course of waiting) runs.push(await runCourse({ database, engine }, registry, course))
    }
    await Promise.all(Array.from({ length: concurrency }, lane))

    expect(await judgeRuns(database.sql, runs)).toEqual([])
    await until('every workflow has ended', async () => (await workflowsRunning(engine)) === 0)
    expect(compareLedgers(await readPaymentLedger(database.sql), await readBankLedger(bank.url))).toEqual([])
  }, 900_000)
})
