import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Filing } from '../../../../db/dossier/filing/file-dossier.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { planHash } from '../../../../procedures/registry/plan-hash.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { commune, fileRead } from '../../../dossier-story.ts'
import { registration } from '../../../procedures/invented/registration.ts'

let database: TestDatabase
let areaId: string
beforeAll(async () => {
  database = await testDatabase()
  const [area] = await database.sql<{ id: string }[]>`
    select area_id as id from jurisdiction where unit_id = ${commune} limit 1`
  areaId = area?.id ?? ''
})

const plan = planOf(registration)

function filing(about: Partial<Filing> & { name?: string } = {}): Filing {
  const { name = 'Trần Văn Bình', ...rest } = about
  return {
    caller: 'test',
    key: randomUUID(),
    bodyHash: Buffer.from(name),
    plan,
    planHash: planHash(plan),
    field: registration.field,
    channel: 'counter',
    receptionUnitId: commune,
    areaId,
    groupId: null,
    parties: [{ role: 'applicant', kind: 'person', name, phone: null, identity: null }],
    places: [{ kind: 'residence', areaId, evidence: 'declared', address: null }],
    form: { open: { name }, secrets: {} },
    papers: [{ kind: 'request', originals: 1, copies: 0, note: null }],
    at: Date.parse('2026-11-24T09:00:00+07:00'),
    ...rest,
  }
}

const dossiers = async (): Promise<number> => (await database.sql`select 1 from dossier`).length

test('the statement of a filing writes all rows of a dossier, its first task, and a message to start it', async () => {
  const { receipt, repeated } = await fileRead(database, filing())
  expect(repeated).toBe(false)
  expect(receipt.code).toMatch(/-261124-\d{4}$/)
  const [kept] = await database.sql`
    select (select count(*) from dossier_party where dossier_id = d.id)::int as parties,
      (select count(*) from place where dossier_id = d.id)::int as places,
      (select count(*) from paper where dossier_id = d.id)::int as papers,
      (select count(*) from dossier_form where dossier_id = d.id)::int as forms,
      (select string_agg(topic, ',') from outbox where dossier_id = d.id) as messages,
      (select string_agg(kind || ' ' || revision, ',' order by seq) from journal where dossier_id = d.id) as journal,
      (select string_agg(key || ' ' || role, ',') from task where dossier_id = d.id and closed_at is null) as tasks,
      (select string_agg(revision || ' ' || effect_key, ',') from dossier_revision where dossier_id = d.id) as revisions,
      d.status, d.revision, d.started_at is null as waiting
    from dossier d where id = ${receipt.dossierId}`
  expect(kept).toEqual({
    parties: 1,
    places: 1,
    papers: 1,
    forms: 1,
    messages: 'startWorkflow',
    journal: 'filed 0,start 1',
    tasks: 'receive.1 oneStop',
    revisions: '1 start',
    status: 'open',
    revision: 1,
    waiting: true,
  })
})

describe('a filing under a key that was used', () => {
  test('gets the first receipt for the same body', async () => {
    const asked = filing()
    const { receipt } = await fileRead(database, asked)
    expect(await fileRead(database, asked)).toEqual({ receipt, repeated: true })
  })

  test('is refused for another body, and the dossier of the key is named', async () => {
    const asked = filing()
    const { receipt } = await fileRead(database, asked)
    await expect(fileRead(database, { ...asked, bodyHash: Buffer.from('other') })).rejects.toMatchObject({
      code: 'keyReused',
      details: { id: receipt.dossierId },
    })
  })

  test('ten times at the same moment makes one dossier', async () => {
    const before = await dossiers()
    const asked = filing()
    const answers = await Promise.all(Array.from({ length: 10 }, () => fileRead(database, asked)))
    expect(new Set(answers.map(({ receipt }) => receipt.dossierId)).size).toBe(1)
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(await dossiers()).toBe(before + 1)
  })
})

test('a filing of the same applicant with the same content is taken, and its receipt names the open dossier', async () => {
  const name = 'Phạm Thị Mai'
  const { receipt: first } = await fileRead(database, filing({ name }))
  expect(first.possibleDuplicateOf).toBeNull()
  const { receipt: second } = await fileRead(database, filing({ name }))
  expect(second.possibleDuplicateOf).toBe(first.dossierId)
})

test('the first task is due from the receipt as its workflow would have reckoned it', async () => {
  const { receipt } = await fileRead(database, filing({ name: 'Đỗ Văn Hạn' }))
  const [kept] = await database.sql`
    select epoch_ms(task.opened_at) as "openedAt", task.due_at > task.opened_at as later,
      epoch_ms(task.due_at) = (result -> 'dueAt' ->> 'receive.1')::float8 as journalled
    from task join dossier_revision r on r.dossier_id = task.dossier_id where task.dossier_id = ${receipt.dossierId}`
  expect(kept).toEqual({ openedAt: Date.parse(receipt.filedAt), later: true, journalled: true })
})

test('codes of a unit and day are given out once, also at the same moment', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => fileRead(database, filing({ name: `Người thứ ${index}` }))),
  )
  expect(new Set(answers.map(({ receipt }) => receipt.code)).size).toBe(8)
})

test('a filing that fails leaves nothing: no dossier, no key, no message', async () => {
  const before = await dossiers()
  const asked = filing({ areaId: 'nowhere' })
  await expect(fileRead(database, asked)).rejects.toThrow(/foreign key/)
  expect(await dossiers()).toBe(before)
  expect(await database.sql`select 1 from filing_key where key = ${asked.key}`).toHaveLength(0)
})

test('a dossier received elsewhere carries the code of the unit competent to resolve it', async () => {
  const received = filing({ receptionUnitId: 'new:00082', name: 'Lê Thị Xa' })
  const { receipt } = await fileRead(database, received)
  const [kept] = await database.sql`
    select payload ->> 'codeUnit' as "codeUnit", unit_id as "receivedBy", identifier from journal
    join unit on unit.id = payload ->> 'codeUnit' where dossier_id = ${receipt.dossierId} and seq = 1`
  expect(kept).toMatchObject({ codeUnit: commune, receivedBy: 'new:00082' })
  expect(receipt.code.startsWith(`${kept?.identifier}-261124-`)).toBe(true)
})
