/**
 * No statement of an import compares each row of a list with all: twice the rows are twice the work. PostgreSQL itself counts what the nodes of
 * each plan visit, so that no clock is read.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importBacklog } from '../../imports/import-backlog.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { importStaff } from '../../imports/import-staff.ts'
import { testDatabase } from '../database.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from './rows.ts'
import { type VisitedStatement, watchedDatabase } from './visited-rows.ts'

const count = 600
/** A list is judged when it is read, and again in the change that writes it. */
const judgedTwice = 2
/** So many rows may a node visit for each of a list: the offices of its unit, some mandates of its officer. A list compared with itself is 600. */
const visitsOfARow = 20
/** Rows of the largest table that stands: a statement may read it once. */
let standing = 0

let watched: ReturnType<typeof watchedDatabase>
let backlogWatched: ReturnType<typeof watchedDatabase>
beforeAll(async () => {
  const { ownerUrl, sql } = await testDatabase()
  watched = watchedDatabase(ownerUrl)
  backlogWatched = watchedDatabase(ownerUrl, { asLarge: true })
  const [row] = await sql<{ rows: number }[]>`
    select greatest((select count(*) from mandate), (select count(*) from officer), (select count(*) from unit))::int as rows`
  standing = row?.rows ?? 0
})
afterAll(() => Promise.all([watched.close(), backlogWatched.close()]))

const excessive = (statements: readonly VisitedStatement[]) =>
  statements
    .filter(({ visited }) => visited > judgedTwice * (standing + visitsOfARow * count))
    .map(({ text, ...of }) => ({ ...of, text: text.replace(/\s+/g, ' ').slice(0, 200) }))

const units = ['new:00004', 'new:00008', 'new:00025', 'new:00070']
const list = (about: (n: number) => RawRow = () => ({})): RawRow[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{
      rowKey: `R-${n}`,
      officer: `CB-${n}`,
      name: 'Nguyễn Văn An',
      role: 'oneStop',
      basis: 'Quyết định 12',
    },
    ...{ unit: units[n % units.length], account: `cu-${n}@hanoi`, from: '01/07/2025' },
    ...about(n),
  }))
const moved = (n: number, from: string): RawRow => ({ unit: units[(n + 1) % units.length], from })

let files = 0
async function importing(rows: readonly RawRow[]) {
  files += 1
  watched.statements()
  const { figures } = await importStaff(watched.database, {
    ...{
      source: 'so-noi-vu',
      caller: 'test',
      key: `file-${files}`,
      at: Date.parse('2025-09-01T08:00:00+07:00'),
    },
    rows: rowsOf(rows),
  })
  return { figures, statements: watched.statements() }
}

describe('a staff list visits no more than some rows for each of its own', { timeout: 120_000 }, () => {
  test.each<[string, RawRow[], Record<string, number>]>([
    ['of new officers', list(), { created: count }],
    ['that says the same again', list(), { alreadyThere: count }],
    ['that ends each mandate', list(() => ({ until: '31/12/2026' })), { updated: count, ended: count }],
    [
      'of officers who all change post and keep their account',
      list((n) => moved(n, '01/10/2025')),
      { updated: count },
    ],
    [
      'of officers who all change post and account',
      list((n) => ({ ...moved(n + 1, '01/11/2025'), account: `moi-${n}@hanoi` })),
      { updated: count },
    ],
    [
      'of officers of whom each takes the post and the account of the next',
      list((n) => ({ ...moved(n + 2, '01/12/2025'), account: `moi-${(n + 1) % count}@hanoi` })),
      { updated: count },
    ],
    [
      'of a second mandate of each, in place of another',
      list((n) => ({
        ...{ rowKey: `S-${n}`, kind: 'delegated', actingFor: `CB-${(n + 1) % count}`, role: 'civilStatus' },
        ...{ account: undefined, from: '01/01/2026' },
      })),
      { created: count },
    ],
    [
      'whose accounts all are those of others',
      list((n) => ({ rowKey: `T-${n}`, officer: `X-${n}`, account: `moi-${n}@hanoi`, from: '01/01/2026' })),
      { quarantined: count },
    ],
  ])('%s', async (_what, rows, expected) => {
    const { figures, statements } = await importing(rows)
    const { reasons: _, ...counts } = figures
    expect(counts).toMatchObject(expected)
    expect(statements.length).toBeGreaterThan(10)
    expect(excessive(statements)).toEqual([])
  })
})

describe('a backlog visits no more than some rows for each of its own', { timeout: 120_000 }, () => {
  /** After so many rows the tables are analyzed; before, they are too small for a plan to matter. */
  const dossiers = 1_000
  const corrected = 300
  const backlog = (from: number, rows: number, about: RawRow = {}): RawRow[] =>
    Array.from({ length: rows }, (_, n) =>
      rowOf(`${n % 2 === 0 ? 'H26.301-250613-' : 'BD-'}${1_000 + from + n}`, {
        ...{ papersHeld: 'Giấy khai sinh', identityNumber: `0010850${10_000 + from + n}` },
        ...about,
      }),
    )
  const importingBacklog = (rows: readonly RawRow[]) => {
    files += 1
    return importBacklog(
      { database: backlogWatched.database, vault, registry, now: () => asOf },
      { ...{ mapping, caller: 'test', key: `file-${files}`, asOf }, rows: rowsOf(rows) },
    )
  }
  beforeAll(async () => void (await importingBacklog(backlog(0, dossiers))), 120_000)

  test.each<[string, RawRow[], Record<string, number>]>([
    ['of new dossiers', backlog(dossiers, dossiers), { created: dossiers }],
    ['that says the same again', backlog(0, dossiers), { alreadyThere: dossiers }],
    [
      'that corrects each row',
      backlog(0, corrected, { step: 'Trình ký', address: 'Số 5' }),
      { updated: corrected },
    ],
    [
      'of other persons under known codes',
      backlog(0, dossiers, { applicantName: 'Người khác' }),
      { quarantined: dossiers },
    ],
  ])('%s', async (_what, rows, expected) => {
    backlogWatched.statements()
    expect(await importingBacklog(rows)).toMatchObject(expected)
    const statements = backlogWatched.statements()
    expect(statements.length).toBeGreaterThan(10)
    expect(excessive(statements)).toEqual([])
  })
})
