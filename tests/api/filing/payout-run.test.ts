/** A payout run is a dossier: proposed, prepared by the engine, checked, released by who may sign its sum, and paid. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createPayoutRuns } from '../../../activities/create-payout-runs.ts'
import type { BatchGateway } from '../../../activities/payment/gateways/gateway.ts'
import { dryRun } from '../../../db/payouts/prepare-run.ts'
import { progressOf } from '../../../db/payouts/run.ts'
import { childWorkflowId } from '../../../domain/dossier/workflow-id.ts'
import { vault } from '../../activities/payment/payer.ts'
import { grantsPayable, periods } from '../../activities/payment/run-to-pay.ts'
import { machineNow } from '../../clock.ts'
import { People } from '../../db/benefits/people.ts'
import { type ApiWorld, apiWorld } from '../app.ts'
import { begins, DEPARTMENT, ended, relays, specialistOf } from './armed-dossier.ts'

/** Pays whatever it is sent. */
const payingBank = (sent: string[]): BatchGateway => ({
  inquireBatch: async () => 'notFound',
  inquire: async () => ({ kind: 'notFound' }),
  sendBatch: async ({ orders }) => {
    sent.push(...orders.map(({ orderKey }) => orderKey))
    return new Map(orders.map(({ orderKey }) => [orderKey, { kind: 'confirmed', ref: `ref ${orderKey}` }]))
  },
})

const sent: string[] = []
/** Pages that end in the engine and in no row, as in a database that was restored since. */
let forgotten = 0
let world: ApiWorld
let people: People
beforeAll(async () => {
  world = await apiWorld({
    payoutRuns: (database) => {
      const runs = createPayoutRuns({ database, vault, gateway: payingBank(sent), clock: machineNow })
      return {
        ...runs,
        async payPage(page) {
          forgotten -= 1
          if (forgotten < 0) await runs.payPage(page)
        },
      }
    },
  })
  people = new People(world.database)
})

const proposed = async (changes: object = {}) => {
  const { orders, amountDong, totalsHash } = await dryRun(world.database, { periods, atMs: machineNow() })
  const form = {
    ...{ periods: periods.join(' '), knownAt: new Date(machineNow()).toISOString() },
    ...{ payees: orders, amountDong: amountDong.toString(), totalsHash },
    together: 'Công văn về chi trả trước khi sắp xếp đơn vị hành chính',
    ...changes,
  }
  const { dossierId } = await begins(world, form, {
    procedure: '0.000002',
    papers: [{ kind: 'changes', originals: 0, copies: 1 }],
  })
  return dossierId
}

const decides = async (dossierId: string, step: string, outcome: string, role: string, number: number) => {
  const task = await world.opened(dossierId, `${step}.1`)
  const by = role === 'specialist' ? await specialistOf(world, number) : await world.officer(role, DEPARTMENT)
  return await by.post(`/tasks/${task}/decisions`, { outcome })
}

describe('a payout run', () => {
  test('pays once what three persons have proposed, checked and released', async () => {
    await grantsPayable(world.database, people)
    const dossierId = await proposed()
    expect(await decides(dossierId, 'propose', 'accepted', 'specialist', 1)).toMatchObject({ status: 200 })
    expect(await decides(dossierId, 'check', 'approved', 'specialist', 2)).toMatchObject({ status: 200 })
    expect(await decides(dossierId, 'release', 'signed', 'director', 1)).toMatchObject({ status: 200 })
    expect(await ended(world, dossierId)).toMatchObject({
      ending: 'issued',
      steps: { prepare: 'prepared', pay: 'paid' },
    })
    expect(sent).toHaveLength(1)
    expect(await progressOf(world.database.sql, dossierId)).toMatchObject([
      { state: 'CONFIRMED', orders: 1, amountDong: 16_734_000n },
    ])
    const [unit] = await progressOf(world.database.sql, dossierId)
    const child = world.engine.client.workflow.getHandle(childWorkflowId(dossierId, `pay-${unit?.unitId}`))
    expect((await child.describe()).status.name).toBe('COMPLETED')
  })

  test('pays pages that ended in the engine and in no row, as of a database that was restored meanwhile', async () => {
    await grantsPayable(world.database, people)
    const dossierId = await proposed()
    await decides(dossierId, 'propose', 'accepted', 'specialist', 1)
    await decides(dossierId, 'check', 'approved', 'specialist', 2)
    forgotten = 1
    await decides(dossierId, 'release', 'signed', 'director', 1)
    expect(await ended(world, dossierId)).toMatchObject({ ending: 'issued', steps: { pay: 'paid' } })
    expect(await progressOf(world.database.sql, dossierId)).toMatchObject([{ state: 'CONFIRMED', orders: 1 }])
  })

  test('ends refused where its totals are not those of its form', async () => {
    await grantsPayable(world.database, people)
    const dossierId = await proposed({ payees: 7 })
    await decides(dossierId, 'propose', 'accepted', 'specialist', 1)
    expect(await ended(world, dossierId)).toMatchObject({ ending: 'refused', steps: { prepare: 'changed' } })
    await relays(world)
  })
})
