/** `npm run payout`: a run is begun, watched, held up and reported from a terminal. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pagesOf } from '../../db/payouts/pages.ts'
import { prepareRun } from '../../db/payouts/prepare-run.ts'
import { parseDong } from '../../domain/money.ts'
import { keys } from '../activities/payment/payer.ts'
import { grantsPayable, periods } from '../activities/payment/run-to-pay.ts'
import { machineNow } from '../clock.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { People } from '../db/benefits/people.ts'
import { runCommandLine } from './run-command.ts'

const department = 'hanoi:so-noi-vu'
const named = `--periods ${periods.join(',')}`
const forecastSchema = z.object({ orders: z.number(), amountDong: z.string(), totalsHash: z.string() })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await grantsPayable(database, new People(database))
})

const payout = (command: string) =>
  runCommandLine(`bin/payout.ts ${command}`, {
    ...{ DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:9' },
    IDENTITY_KEYS: JSON.stringify(keys),
  })

describe('npm run payout', () => {
  test('says what a run would pay, and writes nothing', async () => {
    const words = await payout(`dry-run ${named}`)
    expect(words).toMatchObject({ code: 0, stderr: '' })
    expect(words.stdout).toContain('2025-06, 2025-07: 1 orders, 16.734.000 đ')
    expect(await pagesOf(database.sql, '00000000-0000-4000-8000-000000000000')).toEqual([])
    expect(await database.sql`select 1 from payment_order`).toHaveLength(0)
  })

  test('begins its dossier, and holds it up once it is prepared', async () => {
    const create = `create ${named} --unit ${department} --by can-bo:${department}:specialist:1 --json`
    const begun = await payout(create)
    expect(begun).toMatchObject({ code: 0, stderr: '' })
    const { dossierId, code } = z
      .object({ dossierId: z.uuid(), code: z.string() })
      .parse(JSON.parse(begun.stdout))

    const early = await payout(`pause ${code} --by truc-dem --reason Chờ`)
    expect(early.code).toBe(2)
    expect(early.stderr).toContain('not prepared')

    const dry = forecastSchema.parse(JSON.parse((await payout(`dry-run ${named} --json`)).stdout))
    const control = { ...dry, amountDong: parseDong(dry.amountDong) }
    await prepareRun(database, { runId: dossierId, periods, atMs: machineNow(), control })
    const paused = await payout(`pause ${code} --by truc-dem --reason Chờ`)
    expect(paused.stdout).toContain('paused by truc-dem at ')
    expect(paused.stdout).toContain('PENDING    1  16.734.000 đ')
    expect(
      JSON.parse((await payout(`resume ${code} --by truc-dem --reason Xong --json`)).stdout),
    ).toMatchObject({ paused: false, steps: [{ kind: 'paused' }, { kind: 'resumed' }] })
    const report = await payout(`report ${code} --csv`)
    expect(report).toMatchObject({ code: 0 })
    expect(report.stdout).toContain(',PENDING,,1,16734000')
  }, 120_000)

  test('says what is missing, and what is no run', async () => {
    expect(await payout('create')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--by is missing'),
    })
    expect(await payout('status H26.1-250101-0001')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is no payout run'),
    })
    expect(await payout('dry-run --periods 2025-06,2025-06')).toMatchObject({ code: 2 })
  }, 60_000)
})
