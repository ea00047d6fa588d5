import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { incompetentDecisions } from '../../../../db/territory/authority/competence-audit.ts'
import { referenceChange } from '../../../../db/territory/reference-change.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'

const CUT_OVER = Date.parse('2025-07-01T00:00:00+07:00')
const BEFORE = CUT_OVER - 1
// Phường Phúc Xá went whole to phường Hồng Hà (00097); Cống Vị (00007) was split and is kept by Ngọc Hà (00008).
const PHUC_XA = 'cell:00001:00097'
const CONG_VI = 'unplaced:old:00007'

let db: TestDatabase
const dossierId = randomUUID()
beforeAll(async () => {
  db = await testDatabase()
  await db.sql`insert into plan (hash, procedure_code, edition, body) values ('plan', '1.000689', '2025-07-01', '{}')`
  await db.sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at)
    values (${dossierId}, 'H26.301.1-250620-0001', '1.000689', 'Hộ tịch', 'plan', 'online', 'old:00001', ${PHUC_XA},
      '\\x00', instant(${BEFORE}))`
})

/** A row as somebody with the password of the database could forge it. */
async function signed(
  unitId: string,
  at: number,
  row: { area?: string; field?: string; role?: string; power?: string; officer?: string; law?: number } = {},
) {
  const {
    area = PHUC_XA,
    field = 'Hộ tịch',
    role = 'civilStatus',
    power = 'process',
    officer = `can-bo:${unitId}:${role}:1`,
    law = null,
  } = row
  const [task, id] = [randomUUID(), randomUUID()]
  await db.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
    values (${task}, ${dossierId}, ${task}, 'review', 'review', 'desk', ${role}, 'commune', ${power}, '1.000689',
      ${field}, ${area}, instant(${BEFORE}), instant(${CUT_OVER}))`
  await db.sql`
    insert into decision_request (id, caller, key, body_hash, dossier_id, kind, task_id, item, actor_id, actor_role, unit_id,
      mandate_id, accepted_at, law, status, settled_at, next_attempt_at)
    values (${id}, ${officer}, ${id}, '\\x00', ${dossierId}, 'decide', ${task}, '{}', ${officer}, 'officer', ${unitId},
      ${`uy-quyen:${unitId}:${role}:1`}, instant(${at}), ${law}::bigint, 'applied', instant(${at}), instant(${at}))`
  return id
}

const found = async (query: object = {}) =>
  await incompetentDecisions(db.sql, { fromMs: BEFORE - 1000, untilMs: CUT_OVER + 1000, ...query })

test('the audit finds decisions of a body that was not competent at their date, and nothing else', async () => {
  await signed('old:00001', BEFORE)
  await signed('new:00097', CUT_OVER)
  const kept = { area: CONG_VI, field: 'Người có công', role: 'socialAffairs' }
  await signed('new:00008', CUT_OVER, { ...kept, power: 'receive' })
  expect(await found()).toEqual({ items: [], asKnownNow: [], next: null })

  const tooLate = await signed('old:00001', CUT_OVER)
  const tooEarly = await signed('new:00097', BEFORE)
  const another = await signed('new:00004', CUT_OVER + 1)
  const keeper = await signed('new:00008', CUT_OVER + 2, { ...kept, power: 'sign' })
  const anotherKeeper = await signed('new:00008', CUT_OVER + 3, { area: CONG_VI, power: 'receive' })
  const posing = await signed('new:00097', CUT_OVER + 4, { officer: 'can-bo:new:00097:economy:1' })
  // The office of civil status does no construction.
  const otherField = await signed('new:00097', CUT_OVER + 5, { field: 'Hoạt động xây dựng' })
  const { items } = await found()
  expect(items.map(({ decision, why, responsibleId }) => [decision, why, responsibleId])).toEqual([
    [tooEarly, 'unit', 'old:00001'],
    [tooLate, 'unit', 'new:00097'],
    [another, 'unit', 'new:00097'],
    [keeper, 'custodian', 'new:00008'],
    [anotherKeeper, 'unit', 'hanoi:so-tu-phap'],
    [posing, 'mandate', 'new:00097'],
    [otherField, 'mandate', 'new:00097'],
  ])
})

test('the audit goes page by page, and only over the time of the query', async () => {
  const { items } = await found()
  const first = await found({ limit: 2 })
  const second = await found({ limit: 5, after: first.next ?? undefined })
  expect([...first.items, ...second.items]).toEqual(items)
  expect(second.next).toBeNull()
  expect((await found({ untilMs: CUT_OVER })).items).toHaveLength(1)
})

describe('the audit after an undo', () => {
  // A cell of new:00097 goes to new:00004 at T, and the change that says so is taken back later.
  const T = CUT_OVER + 100_000_000
  const within = { fromMs: T, untilMs: T + 1000 }
  const header = { actorId: 'x', basis: 'Nghị quyết thử', effectiveAt: T }
  const why = (rows: readonly { decision: string; why: string; responsibleId: string | null }[]) =>
    rows.map(({ decision, why, responsibleId }) => [decision, why, responsibleId])
  let moved: number
  let undone: number
  let meanwhile: string

  beforeAll(async () => {
    const move = await referenceChange(db, { kind: 'reorganisation', ...header }, async (tx) => {
      await tx`
        update jurisdiction set valid = valid * tstzrange(null, instant(${T}))
        where area_id = ${PHUC_XA} and unit_id = 'new:00097'`
      await tx`
        insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
        values ('moved', ${PHUC_XA}, 'commune', 'new:00004', tstzrange(instant(${T}), null), 'x')`
    })
    moved = move.change
    meanwhile = await signed('new:00004', T, { law: moved })
    const undo = await referenceChange(db, { kind: 'undo', undoes: moved, ...header }, async (tx) => {
      await tx`update jurisdiction set valid = 'empty' where id = 'moved'`
      await tx`
        update jurisdiction set valid = tstzrange(lower(valid), null)
        where area_id = ${PHUC_XA} and unit_id = 'new:00097'`
    })
    undone = undo.change
  })

  test('keeps a decision made meanwhile as lawful, and lists it apart', async () => {
    const { items, asKnownNow } = await found(within)
    expect(items).toEqual([])
    expect(why(asKnownNow)).toEqual([[meanwhile, 'unit', 'new:00097']])
  })

  test('lists nothing as known before the undo', async () => {
    const known = { change: moved, atMs: T + 1000 }
    expect(await found({ ...within, known })).toEqual({ items: [], asKnownNow: [], next: null })
  })

  test('finds the same decision unlawful where it was made after the undo, and not one of the earlier holder', async () => {
    const late = await signed('new:00004', T + 1, { law: undone })
    await signed('new:00097', T + 2, { law: undone })
    const { items, asKnownNow } = await found(within)
    expect(why(items)).toEqual([[late, 'unit', 'new:00097']])
    expect(why(asKnownNow)).toEqual([[meanwhile, 'unit', 'new:00097']])
  })

  test('judges a decision without a change number by what was known when it was recorded', async () => {
    const forged = await signed('new:00004', T + 3)
    expect(why((await found({ ...within, fromMs: T + 3 })).items)).toEqual([[forged, 'unit', 'new:00097']])
  })

  test('goes page by page over both lists, and loses none', async () => {
    const whole = await found(within)
    const pages = [await found({ ...within, limit: 2 })]
    while (pages.at(-1)?.next) pages.push(await found({ ...within, limit: 2, after: pages.at(-1)?.next }))
    expect(pages.flatMap(({ items }) => items)).toEqual(whole.items)
    expect(pages.flatMap(({ asKnownNow }) => asKnownNow)).toEqual(whole.asKnownNow)
  })

  test('refuses to undo a change twice', async () => {
    const again = referenceChange(db, { kind: 'undo', undoes: moved, ...header }, async () => undefined)
    await expect(again).rejects.toMatchObject({ constraint_name: 'reference_change_undoes_unique' })
    const nothing = referenceChange(db, { kind: 'undo', ...header }, async () => undefined)
    await expect(nothing).rejects.toMatchObject({ constraint_name: 'reference_change_undoes_one' })
  })
})
