import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { authorities, authority } from '../../../../db/territory/authority/authority.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'

const CUT_OVER = Date.parse('2025-07-01T00:00:00+07:00')
const BEFORE = CUT_OVER - 1
const AUTUMN = Date.parse('2026-10-01T09:00:00+07:00')

// Phường Phúc Xá went whole to phường Hồng Hà (00097); Cống Vị (00007) was split between Ngọc Hà and Giảng Võ.
const PHUC_XA = 'cell:00001:00097'
const CONG_VI = 'unplaced:old:00007'

let db: TestDatabase
const dossierId = randomUUID()
beforeAll(async () => {
  db = await testDatabase()
  await db.sql`
    insert into plan (hash, procedure_code, edition, body)
    values ('plan', '1.000689', '2025-07-01', '{"steps":{"sign":{"notBy":["review"]}}}')`
  await db.sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at)
    values (${dossierId}, 'H26.301.1-250620-0001', '1.000689', 'Hộ tịch', 'plan', 'online', 'old:00001', ${PHUC_XA},
      '\\x00', instant(${BEFORE}))`
})

interface Over {
  kind?: string
  field?: string
  areaId?: string
  power?: string
  role?: string
  step?: string
  unitId?: string
}

/** A task open at a desk of the commune. */
async function open(over: Over) {
  const {
    areaId = PHUC_XA,
    field = 'Hộ tịch',
    power = 'process',
    role = 'civilStatus',
    step = 'review',
    kind = 'review',
  } = over
  const id = randomUUID()
  await db.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
    values (${id}, ${dossierId}, ${id}, ${step}, ${kind}, 'desk', ${role}, 'commune', ${power}, '1.000689', ${field},
      ${areaId}, instant(${BEFORE}), instant(${AUTUMN}))`
  return id
}

/** A decision that an officer has taken. */
async function decided(taskId: string, officerId: string, { outcome = 'approved' } = {}): Promise<void> {
  const id = randomUUID()
  await db.sql`
    insert into decision_request (id, caller, key, body_hash, dossier_id, kind, task_id, item, actor_id, actor_role, unit_id,
      mandate_id, accepted_at, status, settled_at, next_attempt_at)
    values (${id}, ${officerId}, ${id}, '\\x00', ${dossierId}, 'decide', ${taskId}, '{}', ${officerId}, 'officer', 'new:00097',
      'uy-quyen:new:00097:chair:1', instant(${AUTUMN}), 'applied', instant(${AUTUMN}), instant(${AUTUMN}))`
  await db.sql`update task set closed_at = instant(${AUTUMN}), outcome = ${outcome}, closed_by = ${id} where id = ${taskId}`
}

/** A supplement that an officer has entered for the applicant. */
async function brought(officerId: string): Promise<void> {
  const id = randomUUID()
  await db.sql`
    insert into decision_request (id, caller, key, body_hash, dossier_id, kind, item, actor_id, actor_role, unit_id, mandate_id, accepted_at, status,
      settled_at, next_attempt_at)
    values (${id}, ${officerId}, ${id}, '\\x00', ${dossierId}, 'supplement', '{}', ${officerId}, 'officer', 'new:00097',
      'uy-quyen:new:00097:chair:1', instant(${AUTUMN}), 'applied', instant(${AUTUMN}), instant(${AUTUMN}))`
}

describe('a task may be decided by', () => {
  const oldOfficer = 'can-bo:old:00001:civilStatus:1'
  const newOfficer = 'can-bo:new:00097:civilStatus:1'
  const asks = async (officerId: string, asOfMs: number, over: Over = {}) => {
    const { unitId, ...task } = over
    return await authority(db.sql, { officerId, unitId, taskId: await open(task), asOfMs })
  }

  test('the officer of the old commune until the cut-over, never after', async () => {
    expect(await asks(oldOfficer, BEFORE)).toMatchObject({
      allowed: true,
      mandate: { id: 'uy-quyen:old:00001:civilStatus:1', kind: 'own', actingForId: null },
      unitId: 'old:00001',
    })
    expect(await asks(oldOfficer, CUT_OVER)).toMatchObject({ allowed: false, code: 'noMandate' })
  })

  test('the officer of the new commune from the cut-over, never before', async () => {
    expect(await asks(newOfficer, BEFORE)).toMatchObject({ allowed: false, code: 'noMandate' })
    expect(await asks(newOfficer, CUT_OVER)).toMatchObject({ allowed: true, unitId: 'new:00097' })
  })

  test('nobody of another unit, and the refusal says who is responsible', async () => {
    expect(await asks('can-bo:new:00004:civilStatus:1', AUTUMN)).toMatchObject({
      allowed: false,
      code: 'notCompetent',
      responsible: { unitId: 'new:00097', custodian: false },
      because: expect.stringContaining('Hồng Hà'),
    })
  })

  test('nobody with another role of the same unit', async () => {
    expect(await asks('can-bo:new:00097:economy:1', AUTUMN)).toMatchObject({
      allowed: false,
      code: 'noMandate',
    })
  })

  test('nobody in the name of a unit in which the mandate is not held', async () => {
    expect(await asks(newOfficer, AUTUMN, { unitId: 'new:00097' })).toMatchObject({ allowed: true })
    expect(await asks(newOfficer, AUTUMN, { unitId: 'new:00004' })).toMatchObject({
      allowed: false,
      code: 'noMandate',
    })
  })

  test('the vice-chair, for the chair', async () => {
    expect(await asks('can-bo:new:00097:chair:2', AUTUMN, { role: 'chair', power: 'sign' })).toMatchObject({
      allowed: true,
      mandate: { kind: 'delegated', actingForId: 'can-bo:new:00097:chair:1' },
      because: expect.stringContaining('ký thay'),
    })
  })

  test('a custodian receives and returns, but decides nothing on substance', async () => {
    for (const [unitId, field] of [
      ['new:00008', 'Người có công'],
      ['hanoi:so-tu-phap', 'Hộ tịch'],
    ] as const) {
      const custodian = `can-bo:${unitId}:oneStop:1`
      const kept = { areaId: CONG_VI, field, role: 'oneStop' }
      for (const power of ['receive', 'return']) {
        expect(await asks(custodian, AUTUMN, { ...kept, power })).toMatchObject({ allowed: true, unitId })
      }
      for (const power of ['process', 'sign', 'pay']) {
        expect(await asks(custodian, AUTUMN, { ...kept, power })).toMatchObject({
          allowed: false,
          code: 'notCompetent',
          responsible: { unitId, custodian: true },
        })
      }
    }
  })

  test('who held the area when a decision was accepted, though it was placed elsewhere since', async () => {
    const placedAt = AUTUMN + 1000
    const task = { areaId: 'cell:00007:00025', field: 'Người có công', power: 'receive', role: 'oneStop' }
    await db.sql`
      insert into placement (id, caller, key, body_hash, dossier_id, from_area_id, area_id, unit_id, mandate_id, basis, decided_at)
      values (${randomUUID()}, 'custodian', 'k', '\\x00', ${dossierId}, ${CONG_VI}, 'cell:00007:00025', 'new:00008',
        'uy-quyen:new:00008:oneStop:1', 'Xác minh nơi ở', instant(${placedAt}))`
    const before = await asks('can-bo:new:00008:oneStop:1', placedAt - 1, task)
    expect(before).toMatchObject({ allowed: true, unitId: 'new:00008' })
    expect(await asks('can-bo:new:00008:oneStop:1', placedAt, task)).toMatchObject({ code: 'notCompetent' })
    expect(await asks('can-bo:new:00025:oneStop:1', placedAt, task)).toMatchObject({ allowed: true })
    await db.sql`delete from placement where dossier_id = ${dossierId}`
  })

  test('the commune that keeps an area has no hand in a field that a department keeps there', async () => {
    const kept = { areaId: CONG_VI, role: 'oneStop', power: 'receive' }
    expect(await asks('can-bo:new:00008:oneStop:1', AUTUMN, kept)).toMatchObject({
      allowed: false,
      code: 'notCompetent',
      because: 'Thẩm quyền tiếp nhận vào thời điểm này thuộc Sở Tư pháp.',
    })
  })

  test('somebody who stands in, for as long as the substitution lasts', async () => {
    const standIn = 'can-bo:new:00004:civilStatus:1'
    await inChange(
      db,
      (tx) => tx`
        insert into mandate (id, officer_id, unit_id, role, kind, acting_for_id, valid, basis) values
          ('substitution', ${standIn}, 'new:00097', 'civilStatus', 'substitution', ${newOfficer},
           tstzrange(instant(${AUTUMN}), instant(${AUTUMN + 1000})), 'Quyết định phân công')`,
    )
    expect(await asks(standIn, AUTUMN)).toMatchObject({
      allowed: true,
      mandate: { id: 'substitution', actingForId: newOfficer, basis: 'Quyết định phân công' },
      because: expect.stringContaining('thay thế'),
    })
    expect(await asks(standIn, AUTUMN + 1000)).toMatchObject({ allowed: false, code: 'notCompetent' })
  })

  test('nobody who decided a step that another officer must decide, whomever they act for', async () => {
    const review = await open({ step: 'review' })
    const sign = await open({ step: 'sign', role: 'chair', power: 'sign' })
    const chair = 'can-bo:new:00097:chair:1'
    const asksToSign = () => authority(db.sql, { officerId: chair, taskId: sign, asOfMs: AUTUMN })
    expect(await asksToSign()).toMatchObject({ allowed: true })
    await decided(review, chair)
    expect(await asksToSign()).toMatchObject({ allowed: false, code: 'sameOfficer' })
  })

  test('who is not excluded by the task itself, else by the plan', async () => {
    const chair = 'can-bo:new:00097:chair:1'
    const receive = await open({ step: 'receive' })
    await decided(receive, chair)
    const sign = await open({ step: 'sign', role: 'chair', power: 'sign' })
    const asksToSign = () => authority(db.sql, { officerId: chair, taskId: sign, asOfMs: AUTUMN })
    const keeps = (steps: string[] | null) => db.sql`update task set not_by = ${steps} where id = ${sign}`
    await keeps(['receive'])
    expect(await asksToSign()).toMatchObject({ allowed: false, code: 'sameOfficer' })
    await keeps([])
    expect(await asksToSign()).toMatchObject({ allowed: true })
    await decided(await open({ step: 'review' }), chair)
    expect(await asksToSign()).toMatchObject({ allowed: true })
    await keeps(null)
    expect(await asksToSign()).toMatchObject({ allowed: false, code: 'sameOfficer' })
  })

  test('an officer who did not request the supplement, where it is the account of a payout', async () => {
    const payout = { kind: 'payout', role: 'accountant' }
    const [first, second] = ['can-bo:new:00097:accountant:1', 'can-bo:new:00097:accountant:2'] as const
    await decided(await open(payout), first, { outcome: 'incomplete' })
    const again = await open(payout)
    const asksToPay = (officerId: string) => authority(db.sql, { officerId, taskId: again, asOfMs: AUTUMN })
    expect(await asksToPay(first)).toMatchObject({ allowed: false, code: 'sameOfficer' })
    expect(await asksToPay(second)).toMatchObject({ allowed: true })
    await brought(second)
    expect(await asksToPay(second)).toMatchObject({ allowed: false, code: 'sameOfficer' })
  })

  test('nobody where it is not at a desk', async () => {
    expect(await authority(db.sql, { officerId: newOfficer, taskId: 'none', asOfMs: AUTUMN })).toMatchObject({
      allowed: false,
      code: 'staleTask',
    })
  })

  test('who may decide this one, where many are judged at the same time', async () => {
    const tasks = [await open({}), await open({ areaId: CONG_VI }), await open({ role: 'chair' })]
    const answers = await authorities(db.sql, { officerId: newOfficer, taskIds: tasks, asOfMs: AUTUMN })
    expect(tasks.map((id) => answers.get(id)?.allowed)).toEqual([true, false, false])
  })

  test('nobody who is not a known officer', async () => {
    expect(await asks('can-bo:nobody', AUTUMN)).toMatchObject({ allowed: false, code: 'noMandate' })
  })
})
