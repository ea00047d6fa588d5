import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type InboxQuery, inboxPage } from '../../../db/tasks/inbox.ts'
import { responsibleFor } from '../../../db/territory/responsibility/responsibility.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { inChange } from '../../reference-change.ts'
import {
  BEFORE,
  CUT_OVER,
  DUE,
  emptyDossier,
  OPENED,
  openTasks,
  type TaskRow,
  wholeInbox as wholeInboxOf,
} from './inbox-tasks.ts'

const NOBODY_ELSE = 'can-bo:new:00097:civilStatus:1'
const SOMEBODY_ELSE = 'somebody-else'

let db: TestDatabase
let dossierId: string
beforeAll(async () => {
  db = await testDatabase()
  dossierId = await emptyDossier(db)
  await inChange(db, async (tx) => {
    await tx`insert into officer (id, name) values (${SOMEBODY_ELSE}, 'Cán bộ khác')`
    await tx`
      insert into mandate (id, officer_id, unit_id, role, valid, basis)
      values (${SOMEBODY_ELSE}, ${SOMEBODY_ELSE}, 'new:00097', 'civilStatus', tstzrange(instant(${CUT_OVER}), null), 'x')`
  })
})
beforeEach(async () => {
  await db.sql`delete from task`
})

const open = (...tasks: TaskRow[]) => openTasks(db, dossierId, tasks)
const wholeInbox = (query: InboxQuery) => wholeInboxOf(db, query)

async function inbox(unitId: string, query: Partial<InboxQuery> = {}): Promise<string[]> {
  const page = await inboxPage(db.sql, { unitId, asOfMs: CUT_OVER, ...query })
  return page.items.map((item) => item.taskId)
}

describe('an inbox of a commune shows', () => {
  test('what is known about a task', async () => {
    await open({ id: 'a', claimedBy: NOBODY_ELSE })
    expect(await inboxPage(db.sql, { unitId: 'new:00097', asOfMs: CUT_OVER })).toEqual({
      items: [
        {
          taskId: 'a',
          dossierId,
          code: 'H26.301.1-250620-0001',
          procedureCode: '1.000689',
          step: 'review',
          kind: 'review',
          role: 'civilStatus',
          openedAt: OPENED,
          dueAt: DUE,
          late: false,
          claimedBy: NOBODY_ELSE,
          escalatedTo: null,
        },
      ],
      next: null,
    })
  })

  test('the tasks of its areas: that of the old commune until the cut-over, that of the new one since, never both', async () => {
    await open({ id: 'a' })
    expect(await inbox('old:00001', { asOfMs: BEFORE })).toEqual(['a'])
    expect(await inbox('new:00097', { asOfMs: BEFORE })).toEqual([])
    expect(await inbox('old:00001')).toEqual([])
    expect(await inbox('new:00097')).toEqual(['a'])
  })

  test('tasks of all its areas, the earliest due first, equal ones by id', async () => {
    await open(
      { id: 'c', area: 'unplaced:new:00097', dueAt: DUE + 1 },
      { id: 'b', area: 'cell:00001:00097' },
      { id: 'a', area: 'unplaced:new:00097' },
      { id: 'd', dueAt: DUE - 1 },
    )
    expect(await inbox('new:00097')).toEqual(['d', 'a', 'b', 'c'])
  })

  test('as custodian what is not placed yet, but for fields that another unit keeps', async () => {
    await open(
      { id: 'a', area: 'unplaced:old:00007', field: 'Người có công' },
      { id: 'b', area: 'unplaced:old:00007', role: 'oneStop', power: 'receive' },
    )
    expect(await inbox('new:00008')).toEqual(['a'])
    expect(await inbox('new:00025')).toEqual([])
    expect(await inbox('hanoi:so-tu-phap', { roles: ['oneStop'] })).toEqual(['b'])
    expect(await inbox('hanoi:so-tu-phap', { asOfMs: BEFORE })).toEqual([])
  })

  test('neither closed tasks nor those of an applicant', async () => {
    await open({ id: 'a', closed: true }, { id: 'b', holder: 'applicant' })
    expect(await inbox('new:00097')).toEqual([])
  })

  test('from when a task is late', async () => {
    await open({ id: 'a' })
    const late = async (asOfMs: number) =>
      (await inboxPage(db.sql, { unitId: 'new:00097', asOfMs })).items.map((item) => item.late)
    expect(await late(DUE)).toEqual([false])
    expect(await late(DUE + 1)).toEqual([true])
  })

  test('only the desks of the query, and not what another officer has claimed', async () => {
    await open(
      { id: 'a', role: 'chair', power: 'sign' },
      { id: 'b', claimedBy: NOBODY_ELSE },
      { id: 'c', claimedBy: SOMEBODY_ELSE },
      { id: 'd' },
    )
    expect(await inbox('new:00097', { roles: ['chair'] })).toEqual(['a'])
    expect(await inbox('new:00097', { roles: ['civilStatus'], officerId: NOBODY_ELSE })).toEqual(['b', 'd'])
  })
})

describe('an inbox shows', () => {
  test('a district its own tasks until the cut-over', async () => {
    await open({ id: 'permit', procedure: '1.013225', field: 'Hoạt động xây dựng' }, { id: 'birth' })
    expect(await inbox('old:001', { asOfMs: BEFORE })).toEqual(['permit'])
    expect(await inbox('old:00001', { asOfMs: BEFORE })).toEqual(['birth'])
    expect(await inbox('new:00097')).toEqual(['birth', 'permit'])
  })

  test('a department the tasks of its fields, wherever in the city', async () => {
    await open(
      { id: 'a', tier: 'department', field: 'Người có công', area: 'cell:00001:00097' },
      { id: 'b', tier: 'department', field: 'Việc làm', area: 'unplaced:old:00007', dueAt: DUE - 1 },
      { id: 'c', tier: 'department', field: 'Bảo trợ xã hội' },
      { id: 'd', tier: 'commune', field: 'Người có công' },
    )
    expect(await inbox('hanoi:so-noi-vu')).toEqual(['b', 'a'])
    expect(await inbox('hanoi:so-y-te')).toEqual(['c'])
    expect(await inbox('new:00097')).toEqual(['d'])
  })

  test('the city its own tasks, and fields that no department has', async () => {
    await open(
      { id: 'a', tier: 'city' },
      { id: 'b', tier: 'department', field: 'Không sở nào' },
      { id: 'c', tier: 'department', field: 'Người có công' },
    )
    expect(await inbox('hanoi:01')).toEqual(['a', 'b'])
  })

  test('a department a single procedure that was given to it out of the field of another', async () => {
    await inChange(
      db,
      (tx) => tx`
        insert into competence (id, scope, subject, power, tier, held_by, unit_id, valid, basis) values
          ('given', 'procedure', '1.010801', 'sign', 'department', 'department', 'hanoi:so-y-te',
           tstzrange(instant(${CUT_OVER}), null), 'Quyết định phân công')`,
    )
    const given = { tier: 'department', field: 'Người có công', procedure: '1.010801' }
    await open({ id: 'sign', power: 'sign', ...given }, { id: 'review', power: 'process', ...given })
    expect(await inbox('hanoi:so-y-te')).toEqual(['sign'])
    expect(await inbox('hanoi:so-noi-vu')).toEqual(['review'])
    await inChange(db, (tx) => tx`update competence set valid = 'empty' where id = 'given'`)
  })
})

describe('pages of an inbox', () => {
  test('follow each other without loss or repetition, also among equal due times', async () => {
    const tasks = Array.from({ length: 120 }, (_, n) => ({
      id: `t${String(n).padStart(3, '0')}`,
      area: n % 2 === 0 ? 'cell:00001:00097' : 'unplaced:new:00097',
      dueAt: DUE + (n % 3),
    }))
    await open(...tasks)
    const expected = tasks
      .toSorted((a, b) => a.dueAt - b.dueAt || a.id.localeCompare(b.id))
      .map((task) => task.id)
    for (const limit of [1, 7, 50]) {
      expect(await wholeInbox({ unitId: 'new:00097', asOfMs: CUT_OVER, limit })).toEqual(expected)
    }
  })

  test('leave nothing out where one area or field holds most of what is due first', async () => {
    const areas = await db.sql<{ id: string }[]>`
      select area_id as id from jurisdiction where unit_id = 'new:00097' and not custodian and valid @> instant(${CUT_OVER}) order by 1`
    const fields = await db.sql<{ id: string }[]>`
      select distinct subject as id from competence
      where unit_id = 'hanoi:so-xay-dung' and tier = 'department' and scope = 'field' and valid @> instant(${CUT_OVER}) order by 1`
    expect([areas.length, fields.length].every((count) => count > 2)).toBe(true)
    // The first of them has 70 tasks before all others, which have many of equal due times.
    const spread = (
      ids: readonly { id: string }[],
      prefix: string,
      about: (id: string) => Partial<TaskRow>,
    ) =>
      Array.from({ length: 200 }, (_, n) => ({
        id: `${prefix}${String((n * 61) % 200).padStart(3, '0')}`,
        dueAt: n < 70 ? DUE + Math.floor(n / 2) : DUE + 1000 + (n % 7),
        ...about(ids[n < 70 ? 0 : n % ids.length]?.id ?? ''),
      }))
    const ofCommune = spread(areas, 'c', (area) => ({ area }))
    const ofDepartment = spread(fields, 'd', (field) => ({
      field,
      tier: 'department',
      procedure: '9.999999',
    }))
    await open(...ofCommune, ...ofDepartment)
    const inOrder = (tasks: readonly { id: string; dueAt: number }[]) =>
      tasks.toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
    for (const limit of [7, 50]) {
      const asked = { asOfMs: CUT_OVER, limit }
      expect(await wholeInbox({ unitId: 'new:00097', ...asked })).toEqual(inOrder(ofCommune))
      expect(await wholeInbox({ unitId: 'hanoi:so-xay-dung', ...asked })).toEqual(inOrder(ofDepartment))
    }
  })

  test('hold 50 tasks at most, and the last one says so', async () => {
    await open(...Array.from({ length: 51 }, (_, n) => ({ id: `t${n}` })))
    const first = await inboxPage(db.sql, { unitId: 'new:00097', asOfMs: CUT_OVER, limit: 1000 })
    expect(first.items).toHaveLength(50)
    const second = await inboxPage(db.sql, {
      unitId: 'new:00097',
      asOfMs: CUT_OVER,
      after: first.next ?? undefined,
    })
    expect(second.items).toHaveLength(1)
    expect(second.next).toBeNull()
  })
})

test('each task is in exactly one inbox: that of the unit responsible, before and after the cut-over', async () => {
  await inChange(
    db,
    (tx) => tx`
      insert into custody (id, scope, subject, area_id, unit_id, valid, basis)
      select id || subject, kind, subject, case when here then id end, unit_id, '[2025-06-01,)', 'x'
      from (values ('procedure', '1.013225', false, 'hanoi:so-y-te'), ('field', 'Hộ tịch', true, 'new:00025'),
        ('procedure', '2.000806', true, 'new:00004')) kept (kind, subject, here, unit_id)
      join (select id, row_number() over (order by md5(id)) as n from area where id like 'unplaced:old:%') a on n <= case when here then 60 else 1 end`,
  )
  await db.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
    select 't' || n, ${dossierId}, 't' || n, 'review', 'review', 'desk', 'civilStatus',
      (array['commune', 'commune', 'department', 'city'])[1 + n % 4],
      (array['receive', 'process', 'sign', 'return', 'pay'])[1 + n % 5],
      (array['2.000806', '1.000689', '1.013225'])[1 + n % 3],
      (array['Hộ tịch', 'Hoạt động xây dựng', 'Người có công', 'Chính sách'])[1 + n / 60 % 4],
      a.id, instant(${OPENED}), instant(${DUE}::float8 + n)
    from (select id, row_number() over (order by md5(id))::int as n from area where lower(valid) < instant(${BEFORE})) a
    where n <= 480`
  for (const asOfMs of [BEFORE, CUT_OVER]) {
    const expected = await db.sql<{ unitId: string; tasks: string[] }[]>`
      select u.id as "unitId", coalesce(array_agg(t.id order by t.due_at) filter (where t.id is not null), '{}') as tasks
      from unit u left join (
        select task.*, r.unit_id from task cross join lateral (${responsibleFor(db.sql, 'task', asOfMs)}) r
      ) t on t.unit_id = u.id
      where u.valid @> instant(${asOfMs}) group by u.id`
    expect(expected.flatMap(({ tasks }) => tasks)).toHaveLength(480)
    expect(expected.filter(({ tasks }) => tasks.length > 0).length).toBeGreaterThan(70)
    const seen = expected.map(async ({ unitId }) => ({ unitId, tasks: await wholeInbox({ unitId, asOfMs }) }))
    expect(await Promise.all(seen)).toEqual([...expected])
  }
  await inChange(db, (tx) => tx`update custody set valid = 'empty' where basis = 'x'`)
})
