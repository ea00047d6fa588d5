/** What the old district held of papers is held here: under the names that people write, and asked of the citizen by nobody again. */
import { beforeAll, describe, expect, test } from 'vitest'
import { checklistOf } from '../../api/papers/paper-checklist.ts'
import { handOverList } from '../../db/papers/hand-over-list.ts'
import { originalsHeldBy } from '../../db/papers/original-place.ts'
import { readPapers } from '../../db/papers/paper-counts.ts'
import { backlogAsOf, backlogRows } from '../../harness/backlog.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { papersNamed } from '../../imports/papers-held.ts'
import { loadSourceMapping, sourceMappingOf } from '../../imports/source-mapping.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { registration } from '../procedures/invented/registration.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from './rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

let files = 0
function importing(...rows: readonly RawRow[]) {
  files += 1
  const deps = { database, vault, registry, now: () => asOf }
  return importBacklog(deps, { mapping, caller: 'test', key: `papers-${files}`, asOf, rows: rowsOf(rows) })
}
async function paperStatuses(oldCode: string) {
  const [row] = await database.sql<
    { id: string }[]
  >`select dossier_id as id from import_row where old_code = ${oldCode}`
  const held = await readPapers(database.sql, row?.id ?? '')
  return checklistOf(registration, held, asOf).map(
    ({ name, status, originals }) => `${name}: ${status} ${originals?.unitId ?? '-'}`,
  )
}

describe('what a row says of papers', () => {
  const land = {
    code: '9.000009',
    papers: {
      request: { name: 'Tờ khai đăng ký, theo mẫu' },
      title: { name: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất' },
      birth: { name: 'Giấy chứng sinh; không có thì văn bản của người làm chứng' },
      birthCopy: { name: 'Giấy chứng sinh (bản sao)' },
    },
  }
  const there = sourceMappingOf({
    ...{ source: 'thu-nghiem', name: 'Kiểm thử', columns: {}, steps: {} },
    papers: {
      'Sổ đỏ': 'Giấy chứng nhận quyền sử dụng đất',
      'Giấy chứng sinh': 'Giấy chứng sinh',
      'Tờ khai': 'Tờ khai',
    },
    procedurePapers: { '9.000009': { 'Mẫu 01': 'request', 'Mẫu 02': 'noSuchPaper' } },
  })
  const named = (papersHeld: string | string[]) => {
    const { kinds, others } = papersNamed(land, { papersHeld }, there)
    return [...kinds, ...others.map((name) => `? ${name}`)]
  }

  test.each([
    ['request, title', ['request', 'title']],
    ['TO KHAI DANG KY THEO MAU', ['request']],
    [
      'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất; Tờ khai',
      ['title', 'request'],
    ],
    ['Giấy chứng sinh; không có thì văn bản của người làm chứng', ['birth']],
    ['Sổ đỏ | Mẫu 01', ['title', 'request']],
    [
      'Hợp đồng mua bán, có công chứng; Mẫu 02, Sổ đỏ',
      ['title', '? Hợp đồng mua bán, có công chứng', '? Mẫu 02'],
    ],
    // Two papers of the procedure begin so: nobody knows which.
    ['Giấy chứng sinh', ['? Giấy chứng sinh']],
    ['Ảnh; ảnh ;', ['? Ảnh']],
    [
      ['Ảnh 3x4', 'title'],
      ['title', '? Ảnh 3x4'],
    ],
  ])('is found by key, by its own name and by the name that is mapped: %j', (held, expected) => {
    expect(named(held)).toEqual(expected)
  })

  test('every paper of every definition is found by its own name, also beside another', async () => {
    const { procedures } = await loadProcedures()
    const own = await loadSourceMapping('mot-cua-quan')
    const lost = procedures.flatMap((procedure) => {
      const papersHeld = [...Object.values(procedure.papers).map(({ name }) => name), 'Ảnh 3x4'].join('; ')
      const { others } = papersNamed(procedure, { papersHeld }, own)
      return others.length === 1 ? [] : [`${procedure.code}: ${others.join(' / ')}`]
    })
    expect(lost).toEqual([])
  })
})

describe('papers that the old district held', () => {
  test('are held here, by the name of the form and by a name that nobody knows, and nothing of them is missing', async () => {
    const held = { papersHeld: 'Tờ khai; Giấy khai sinh', papersAt: '001' }
    expect(await importing(rowOf('G-1', held))).toMatchObject({ created: 1, quarantined: 0 })
    expect(await paperStatuses('G-1')).toEqual(['Tờ khai: there old:001', 'Giấy khai sinh: there old:001'])
    expect(await importing(rowOf('G-1', held))).toMatchObject({ alreadyThere: 1 })
    const after = { code: '', kind: 'original', what: '' } as const
    const list = await handOverList(database.sql, { unitId: 'old:001', asOfMs: asOf, after, limit: 10 })
    expect(list.map(({ otherName }) => otherName).sort()).toEqual(['Giấy khai sinh', null])
    const { items } = await originalsHeldBy(database.sql, {
      unitId: 'old:001',
      officeId: null,
      after: 0,
      limit: 10,
    })
    expect(items.map(({ otherName }) => otherName).sort()).toEqual(['Giấy khai sinh', null])
    const [kept] = await database.sql`select string_agg(payload::text, '') as all from journal`
    expect(String(kept?.all)).not.toContain('Giấy khai sinh')
  })

  test('are corrected by a later row: another name, and a name fewer', async () => {
    await importing(rowOf('G-2', { papersHeld: 'Giấy khai sinh', papersAt: '001' }))
    expect(await paperStatuses('G-2')).toEqual(['Tờ khai: missing -', 'Giấy khai sinh: there old:001'])
    expect(await importing(rowOf('G-2', { papersHeld: ['Tờ khai', 'Ảnh'], papersAt: '002' }))).toMatchObject({
      updated: 1,
    })
    expect(await paperStatuses('G-2')).toEqual(['Tờ khai: there old:002', 'Ảnh: there old:002'])
  })

  test('no text of the column gets lost silently: one that cannot be kept is quarantined by its column', async () => {
    const batch = await importing(rowOf('G-3', { papersHeld: 'x'.repeat(5_000) }))
    expect(batch).toMatchObject({ created: 0, quarantined: 1 })
  })
})

test('of the invented backlog a share has papers, each name is known but one, and no step is done twice', async () => {
  const own = await testDatabase()
  const procedures = await loadProcedures()
  const rows: RawRow[] = []
  for await (const row of backlogRows(procedures, { rows: 96, seed: 7, wrong: 0 })) rows.push(row)
  const deps = { database: own, vault, registry: procedures, now: () => backlogAsOf }
  const source = await loadSourceMapping('mot-cua-quan')
  const asked = { mapping: source, caller: 'test', asOf: backlogAsOf }
  expect(await importBacklog(deps, { ...asked, key: 'first', rows: rowsOf(rows) })).toMatchObject({
    created: 96,
  })
  const held = rows.filter(({ papersHeld }) => papersHeld !== undefined)
  expect(held.length).toBeGreaterThan(16)
  const found = await own.sql<{ code: string; others: string | null; papers: number; places: number }[]>`
    select i.old_code as code, string_agg(p.note, ',') as others, count(*)::int as papers, count(o.id)::int as places
    from import_row i join paper p on p.dossier_id = i.dossier_id
    left join original_place o on o.dossier_id = p.dossier_id and o.kind = p.kind and o.until is null group by 1`
  expect(found.map(({ code }) => code).sort()).toEqual(held.map(({ oldCode }) => String(oldCode)).sort())
  expect(new Set(found.map(({ others }) => others))).toEqual(new Set([null, 'Ảnh 3x4']))
  expect(found.filter(({ papers, places }) => papers !== places)).toEqual([])
  // One task each, at the step where it stood: what was done there is open nowhere.
  const [open] = await own.sql`
    select count(*)::int as tasks, count(distinct dossier_id)::int as dossiers from task where closed_at is null`
  expect(open).toEqual({ tasks: 96, dossiers: 96 })
  expect(await importBacklog(deps, { ...asked, key: 'again', rows: rowsOf(rows) })).toMatchObject({
    alreadyThere: 96,
  })
})
