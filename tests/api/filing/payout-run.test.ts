/** A payout run is a dossier: proposed, prepared by the engine, checked, released by who may sign its sum, and paid. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createPayoutRuns } from '../../../activities/create-payout-runs.ts'
import type { BatchGateway, OrderBatch } from '../../../activities/payment/gateways/gateway.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { openBudgetSource } from '../../../db/money/budget.ts'
import { dryRun } from '../../../db/payouts/prepare-run.ts'
import { progressOf } from '../../../db/payouts/run.ts'
import { childWorkflowId } from '../../../domain/dossier/workflow-id.ts'
import { until } from '../../../harness/until.ts'
import { vault } from '../../activities/payment/payer.ts'
import { grantsPayable, periods } from '../../activities/payment/run-to-pay.ts'
import { machineNow } from '../../clock.ts'
import { areasOf, People } from '../../db/benefits/people.ts'
import { type ApiWorld, apiWorld } from '../app.ts'
import { begins, DEPARTMENT, ended, relays, specialistOf } from './armed-dossier.ts'

/** Pays what it is sent, and remembers it. */
class PayingBank implements BatchGateway {
  readonly sent: string[] = []
  readonly #batches = new Set<string>()
  /** Runs before a batch is paid. */
  onSend: (batchKey: string) => Promise<void> = async () => {}

  async sendBatch({ batchKey, orders }: OrderBatch) {
    await this.onSend(batchKey)
    this.#batches.add(batchKey)
    this.sent.push(...orders.map(({ orderKey }) => orderKey))
    return new Map(orders.map(({ orderKey }) => [orderKey, confirmed(orderKey)]))
  }

  async inquireBatch({ batchKey, orders }: OrderBatch) {
    if (!this.#batches.has(batchKey)) return 'notFound' as const
    return {
      inProgress: false,
      answers: new Map(orders.map(({ orderKey }) => [orderKey, confirmed(orderKey)])),
    }
  }

  async inquire(orderKey: string) {
    return this.sent.includes(orderKey) ? confirmed(orderKey) : { kind: 'notFound' as const }
  }
}
const confirmed = (orderKey: string) => ({ kind: 'confirmed' as const, ref: `ref ${orderKey}` })

const bank = new PayingBank()
let world: ApiWorld
let people: People
beforeAll(async () => {
  world = await apiWorld({
    payoutRuns: (database) => createPayoutRuns({ database, vault, gateway: bank, clock: machineNow }),
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
    expect(bank.sent).toHaveLength(1)
    expect(await progressOf(world.database.sql, dossierId)).toMatchObject([
      { state: 'CONFIRMED', orders: 1, amountDong: 16_734_000n },
    ])
    const [unit] = await progressOf(world.database.sql, dossierId)
    const child = world.engine.client.workflow.getHandle(childWorkflowId(dossierId, `pay-${unit?.unitId}`))
    expect((await child.describe()).status.name).toBe('COMPLETED')
  })

  test('that is set back while it pays ends only once the bank was asked about what was lost', async () => {
    const places = await areasOf(world.database.sql)
    for (const { areaId } of places.slice(0, 2)) await grantsPayable(world.database, people, { areaId })
    const before = bank.sent.length
    const confirmedOrders = async () => {
      const rows = await world.database.sql<{ id: string }[]>`
        select id from payment_order where state = 'CONFIRMED' and id::text = any(${bank.sent.slice(before)}::text[])`
      return rows.map(({ id }) => id)
    }
    let batches = 0
    // While the second unit is sent, the first is set back to before its orders: they are with the bank, and not in these rows.
    bank.onSend = async () => {
      batches += 1
      if (batches !== 2) return
      const ids = await until('the first unit is paid', async () => {
        const found = await confirmedOrders()
        return found.length > 0 && found
      })
      await world.database.asOwner(async (sql) => {
        await sql`set session_replication_role = replica`
        await sql`delete from ledger_posting where order_id = any(${[...ids]}::uuid[])`
        await sql`
          update payment_order set state = 'PENDING', intent_at = null, settled_at = null, gateway_ref = null, attempts = 0
          where id = any(${[...ids]}::uuid[])`
      })
    }
    const dossierId = await proposed()
    await decides(dossierId, 'propose', 'accepted', 'specialist', 1)
    await decides(dossierId, 'check', 'approved', 'specialist', 2)
    await decides(dossierId, 'release', 'signed', 'director', 1)
    expect(await ended(world, dossierId)).toMatchObject({ ending: 'issued', steps: { pay: 'paid' } })
    expect(batches).toBe(2)
    const progress = await progressOf(world.database.sql, dossierId)
    expect(progress.map(({ state, orders }) => ({ state, orders }))).toEqual([
      { state: 'CONFIRMED', orders: 1 },
      { state: 'CONFIRMED', orders: 1 },
    ])
    const paid = bank.sent.slice(before)
    expect(new Set(paid).size).toBe(paid.length)
  })

  test('ends refused where its budget source has less than its sum, and nothing is sent', async () => {
    await grantsPayable(world.database, people)
    const before = bank.sent.length
    await transaction(world.database.sql, (tx) =>
      openBudgetSource(tx, {
        ...{ code: 'NCC', fiscalYear: 2025, name: 'Ưu đãi người có công', ceilingDong: 1_000_000n },
        ...{ basis: 'QĐ 100/QĐ-UBND', actorId: 'lan', at: machineNow() },
      }),
    )
    const dossierId = await proposed({ budgetSource: 'NCC/2025', benefits: 'me-vnah' })
    await decides(dossierId, 'propose', 'accepted', 'specialist', 1)
    await decides(dossierId, 'check', 'approved', 'specialist', 2)
    expect(await decides(dossierId, 'release', 'signed', 'director', 1)).toMatchObject({ status: 200 })
    expect(await ended(world, dossierId)).toMatchObject({
      ending: 'refused',
      steps: { pay: 'beyondCeiling' },
    })
    expect(bank.sent).toHaveLength(before)
    const alerts = await world.database.sql`select kind from alert where dossier_id = ${dossierId}`
    expect(alerts).toEqual([{ kind: 'budgetExceeded' }])
  })

  test('ends refused where it names a unit, a benefit or a source that there is not', async () => {
    for (const named of [{ units: 'new:99999' }, { benefits: 'none' }, { budgetSource: 'NONE/2025' }]) {
      const dossierId = await proposed(named)
      await decides(dossierId, 'propose', 'accepted', 'specialist', 1)
      expect(await ended(world, dossierId)).toMatchObject({
        ending: 'refused',
        steps: { prepare: 'unknown' },
      })
    }
  })

  test('ends refused where its totals are not those of its form', async () => {
    await grantsPayable(world.database, people)
    const dossierId = await proposed({ payees: 7 })
    await decides(dossierId, 'propose', 'accepted', 'specialist', 1)
    expect(await ended(world, dossierId)).toMatchObject({ ending: 'refused', steps: { prepare: 'changed' } })
    await relays(world)
  })
})
