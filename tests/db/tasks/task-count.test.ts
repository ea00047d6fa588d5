import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { foldTaskCounts, mendTaskCounts } from '../../../db/tasks/task-count.ts'
import { type CountGroup, countGroups, countTasks, type TaskCount } from '../../../db/tasks/task-counts.ts'
import { responsibleFor } from '../../../db/territory/responsibility/responsibility.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { inChange } from '../../reference-change.ts'

const NOW = Date.parse('2025-09-10T09:00:00+07:00')
const HOUR = 3_600_000
/** Phường Ba Đình has the first area, phường Ngọc Hà the second. */
const baDinh = 'cell:00001:00004'

let db: TestDatabase
let areas: readonly { id: string; unitId: string }[]
let dossierId: string
beforeAll(async () => {
  db = await testDatabase()
  areas = await db.sql<{ id: string; unitId: string }[]>`
    select min(area_id) as id, unit_id as "unitId" from jurisdiction
    where tier = 'commune' and not custodian and valid @> instant(${NOW}) group by unit_id order by unit_id limit 5`
  dossierId = randomUUID()
  await db.sql`insert into plan (hash, procedure_code, edition, body) values ('plan', '1.000689', '2025-07-01', '{}')`
  await db.sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at)
    values (${dossierId}, 'H26.101-250910-0001', '1.000689', 'Hộ tịch', 'plan', 'online', 'new:00004', ${areas[0]?.id ?? baDinh}, '\\x00',
      instant(${NOW - 48 * HOUR}))`
})
beforeEach(async () => {
  await db.sql`delete from task`
})

interface TaskRow {
  id: string
  area?: string | undefined
  tier?: string
  procedure?: string
  field?: string
  role?: string
  power?: string
  dueAt?: number
}

async function open(...tasks: readonly TaskRow[]): Promise<void> {
  const rows = tasks.map((task) => ({
    area: areas[0]?.id,
    tier: 'commune',
    procedure: '1.000689',
    field: 'Hộ tịch',
    role: 'civilStatus',
    power: 'process',
    dueAt: NOW + HOUR,
    ...task,
  }))
  await db.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
    select id, ${dossierId}, id, 'review', 'review', 'desk', role, tier, power, procedure, field, area, instant(${NOW - HOUR}), instant("dueAt")
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as task (id text, area text, tier text, procedure text, field text,
      role text, power text, "dueAt" float8)`
}

const close = (id: string) =>
  db.sql`update task set closed_at = instant(${NOW}), outcome = 'approved' where id = ${id}`

async function counted(by: CountGroup, unitId: string | null = null, asOfMs = NOW): Promise<TaskCount[]> {
  return [...(await countTasks(db.sql, { unitId, by, asOfMs }))]
}
const byKey = async (...given: Parameters<typeof counted>) =>
  Object.fromEntries((await counted(...given)).map(({ key, tasks, late }) => [key, [tasks, late]]))

/** The same from the tasks themselves, each asked who is responsible for it. */
async function plainByUnit(asOfMs: number): Promise<Record<string, number[]>> {
  const rows = await db.sql<{ key: string; tasks: number; late: number }[]>`
    select r.unit_id as key, count(*)::int as tasks, count(*) filter (where t.due_at < instant(${asOfMs}))::int as late
    from task t cross join lateral (${responsibleFor(db.sql, 't', asOfMs)}) r
    where t.closed_at is null and t.holder = 'desk' group by 1`
  return Object.fromEntries(rows.map(({ key, tasks, late }) => [key, [tasks, late]]))
}

describe('counts of open tasks are exact:', () => {
  test('a task counts once it is open, and no more once it is closed, folded or not', async () => {
    await open({ id: 'a' }, { id: 'b', role: 'chair', power: 'sign' })
    expect(await byKey('field')).toEqual({ 'Hộ tịch': [2, 0] })
    await close('a')
    expect(await byKey('field')).toEqual({ 'Hộ tịch': [1, 0] })
    await foldTaskCounts(db, NOW)
    expect(await byKey('field')).toEqual({ 'Hộ tịch': [1, 0] })
    await close('b')
    expect(await counted('field')).toEqual([])
    await foldTaskCounts(db, NOW)
    expect(await counted('field')).toEqual([])
  })

  test('a task is late from the instant after its due time, whenever it was folded', async () => {
    await open({ id: 'a', dueAt: NOW + HOUR })
    for (const foldedAt of [NOW, NOW + HOUR, NOW + 2 * HOUR]) {
      await foldTaskCounts(db, foldedAt)
      expect(await byKey('lateness', null, NOW + HOUR)).toEqual({ inTime: [1, 0] })
      expect(await byKey('lateness', null, NOW + HOUR + 1)).toEqual({ late: [1, 1] })
    }
  })

  test('a task is late by its due time as it was moved last', async () => {
    await open({ id: 'a', dueAt: NOW - HOUR })
    await foldTaskCounts(db, NOW)
    await db.sql`update task set due_at = instant(${NOW + HOUR}) where id = 'a'`
    expect(await byKey('lateness')).toEqual({ inTime: [1, 0] })
  })

  test('a task counts for the unit responsible now, its office and step, and for the units above it', async () => {
    const [first, second] = areas
    await open(
      { id: 'a', area: first?.id },
      { id: 'b', area: second?.id, dueAt: NOW - HOUR },
      { id: 'c', tier: 'department', role: 'specialist' },
    )
    await foldTaskCounts(db, NOW)
    const units = {
      [first?.unitId ?? '']: [1, 0],
      [second?.unitId ?? '']: [1, 1],
      'hanoi:so-tu-phap': [1, 0],
    }
    expect(await byKey('unit')).toEqual(units)
    expect(await byKey('unit', 'hanoi:01')).toEqual(units)
    expect(await byKey('unit', second?.unitId)).toEqual({ [second?.unitId ?? '']: [1, 1] })
    expect(await byKey('step', second?.unitId)).toEqual({ '1.000689/review': [1, 1] })
    expect(await byKey('office', 'hanoi:so-tu-phap')).toEqual({ 'hanoi:so-tu-phap/chuyen-mon': [1, 0] })
  })

  test('of two offices that share a role a task counts for the one that does the field', async () => {
    const commune = areas[0]?.unitId ?? ''
    await open(
      { id: 'a' },
      { id: 'b', role: 'economy', field: 'Hoạt động xây dựng' },
      { id: 'c', role: 'economy', field: 'Đất đai' },
    )
    await foldTaskCounts(db, NOW)
    await open({ id: 'd', role: 'economy', field: 'Hoạt động xây dựng' })
    const [civil, economy] = [`${commune}/van-phong`, `${commune}/phong-kinh-te`]
    expect(await byKey('office', commune)).toEqual({ [civil]: [1, 0], [economy]: [3, 0] })
    await inChange(
      db,
      (tx) => tx`
        insert into office (id, unit_id, name, roles, fields, valid, basis)
        values ('xay-dung', ${commune}, 'Phòng Hạ tầng', '{economy}', '{Hoạt động xây dựng}', tstzmultirange(tstzrange(instant(${NOW - HOUR}), null)), 'x')`,
    )
    await inChange(
      db,
      (tx) => tx`update office set fields = array_remove(fields, 'Hoạt động xây dựng') where id = ${economy}`,
    )
    const split = { [civil]: [1, 0], [economy]: [1, 0], 'xay-dung': [2, 0] }
    expect(await byKey('office', commune)).toEqual(split)
    expect(await byKey('office')).toEqual(split)
    await inChange(db, (tx) => tx`update office set valid = '{}' where id = 'xay-dung'`)
  })

  test('a task that is placed elsewhere counts for that unit', async () => {
    await open({ id: 'a' })
    await foldTaskCounts(db, NOW)
    await db.sql`update task set area_id = ${areas[1]?.id ?? ''} where id = 'a'`
    expect(await byKey('unit')).toEqual({ [areas[1]?.unitId ?? '']: [1, 0] })
  })

  test('they are the same as reading each task, through many changes and folds', async () => {
    // Of these a department keeps some, the commune where it is drawn the rest, and of one area a commune by a row of its own.
    const kept = await db.sql<{ id: string }[]>`
      select area_id as id from jurisdiction where custodian order by area_id limit 4`
    await inChange(
      db,
      (tx) => tx`
        insert into custody (id, scope, subject, area_id, unit_id, valid, basis) values
          ('x', 'field', 'Hộ tịch', ${kept[0]?.id ?? ''}, 'new:00025', '[2025-07-01,)', 'x'),
          ('y', 'procedure', '2.000528', null, 'hanoi:so-y-te', '[2025-07-01,)', 'x')`,
    )
    const matters = [
      {},
      { field: 'Người có công', role: 'socialAffairs' },
      { procedure: '2.000528' },
      { field: 'Đất đai', tier: 'department' },
      { tier: 'city', power: 'sign' },
    ]
    for (let round = 0; round < 6; round += 1) {
      await open(
        ...[...areas, ...kept].flatMap(({ id: area }, n) =>
          matters.map((matter, m) => ({
            ...matter,
            id: `${round}.${n}.${m}`,
            area,
            dueAt: NOW + (n + m - round) * HOUR,
          })),
        ),
      )
      await db.sql`update task set closed_at = instant(${NOW}), outcome = 'approved' where hashtext(id) % 5 = ${round % 5} and closed_at is null`
      if (round % 2 === 0) await foldTaskCounts(db, NOW + (round - 3) * HOUR)
      for (const asOf of [NOW - 2 * HOUR, NOW, NOW + HOUR])
        expect(await byKey('unit', null, asOf)).toEqual(await plainByUnit(asOf))
    }
    const plain = await plainByUnit(NOW)
    for (const unit of ['hanoi:so-tu-phap', 'hanoi:so-y-te', 'new:00025', 'new:00008'])
      for (const by of countGroups)
        expect((await counted(by, unit)).reduce((sum, { tasks }) => sum + tasks, 0)).toBe(
          plain[unit]?.[0] ?? 0,
        )
    expect(await mendTaskCounts(db)).toBe(0)
  })

  test('a writer that waits to commit holds up neither another writer nor the fold', async () => {
    await open({ id: 'a' })
    await db.sql.begin(async (tx) => {
      await tx`update task set closed_at = instant(${NOW}), outcome = 'approved' where id = 'a'`
      await open({ id: 'b' })
      await foldTaskCounts(db, NOW)
      expect(await byKey('field')).toEqual({ 'Hộ tịch': [2, 0] })
    })
    expect(await byKey('field')).toEqual({ 'Hộ tịch': [1, 0] })
  })
})

describe('the check of counts', () => {
  test('finds and mends a task that was written around the triggers', async () => {
    await open({ id: 'a', dueAt: NOW + 24 * HOUR }, { id: 'b', dueAt: NOW + 24 * HOUR })
    await foldTaskCounts(db, NOW)
    await db.asOwner(async (owner) => {
      await owner`set session_replication_role = replica`
      await owner`delete from task where id = 'a'`
    })
    expect(await byKey('field')).toEqual({ 'Hộ tịch': [2, 0] })
    expect(await mendTaskCounts(db)).toBe(1)
    expect(await byKey('field')).toEqual({ 'Hộ tịch': [1, 0] })
    expect(await mendTaskCounts(db)).toBe(0)
  })

  test('finds and mends a total that is not the sum of its parts', async () => {
    await open({ id: 'a', dueAt: NOW + 24 * HOUR })
    await foldTaskCounts(db, NOW)
    await db.sql`update task_count set tasks = tasks + 5 where area_id = '*'`
    expect(await byKey('field')).toEqual({ 'Hộ tịch': [6, 0] })
    expect(await mendTaskCounts(db)).toBe(1)
    expect(await byKey('field')).toEqual({ 'Hộ tịch': [1, 0] })
  })
})
