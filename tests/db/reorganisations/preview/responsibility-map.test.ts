import { beforeAll, describe, expect, test } from 'vitest'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { responsibleFor } from '../../../../db/territory/responsibility/responsibility.ts'
import { tiers } from '../../../../domain/dossier/dossier.ts'
import type { Matter, Responsible } from '../../../../domain/territory/matter.ts'
import type { ReferenceRows } from '../../../../reorganisations/grammar/reference-rows.ts'
import { responsibilityMap } from '../../../../reorganisations/preview/responsibility-map.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'

const CUT_OVER = Date.parse('2025-07-01T00:00:00+07:00')
const instants = [
  Date.parse('2025-03-10T09:00:00+07:00'),
  CUT_OVER - 1,
  CUT_OVER,
  Date.parse('2026-10-01T09:00:00+07:00'),
]
/** Procedures and fields that competence or custody names, and one that nothing names. */
const subjects = [
  ['1.013225', 'Hoạt động xây dựng'],
  ['2.000806', 'Hộ tịch'],
  ['1.012756', 'Đất đai'],
  ['0.000000', 'Không sở nào'],
] as const

let db: TestDatabase
let rows: ReferenceRows
beforeAll(async () => {
  db = await testDatabase()
  // A custodian that a procedure has in one area alone, besides those of a field in all areas.
  await inChange(
    db,
    (tx) => tx`
      insert into custody (id, scope, subject, area_id, unit_id, valid, basis)
      values ('test', 'procedure', '2.000806', 'unplaced:old:00007', 'new:00025', tstzrange(instant(${CUT_OVER}), null), 'test')`,
  )
  rows = await readReferenceRows(db.sql)
})

/** Every area with every power, tier and subject, each with who is responsible by the statement that decides. */
async function decided(
  at: number,
): Promise<readonly (Matter & { unitId: string | null; custodian: boolean | null })[]> {
  return await db.sql<(Matter & { unitId: string | null; custodian: boolean | null })[]>`
    with m as materialized (
      select a.id as area_id, s.procedure_code, s.field, power, tier from area a
      cross join unnest(${subjects.map(([code]) => code)}::text[], ${subjects.map(([, field]) => field)}::text[]) s (procedure_code, field)
      cross join unnest(${['receive', 'process', 'sign']}::text[]) power cross join unnest(${[...tiers]}::text[]) tier)
    select m.area_id as "areaId", m.procedure_code as "procedureCode", m.field, m.power, m.tier, r.unit_id as "unitId", r.custodian
    from m left join lateral (${responsibleFor(db.sql, 'm', at)}) r on true`
}

const said = (one: Responsible | null): string => (one === null ? 'nobody' : `${one.unitId} ${one.custodian}`)

async function differing(from: ReferenceRows, at: number): Promise<number> {
  const map = responsibilityMap(from, at)
  const all = await decided(at)
  expect(all.length).toBeGreaterThan(30_000)
  expect(new Set(all.map(({ unitId }) => unitId)).size).toBeGreaterThan(100)
  return all.filter(
    ({ unitId, custodian, ...matter }) =>
      said(map(matter)) !== said(unitId === null ? null : { unitId, custodian: custodian === true }),
  ).length
}

describe('the map of who is responsible, from rows in memory', () => {
  test.each(instants)(
    'says of every area, power, tier and subject what the statement says, at %d',
    async (at) => {
      expect(await differing(rows, at)).toBe(0)
    },
  )

  test('is found out where it forgets who keeps a field, or what a procedure has of its own', async () => {
    expect(await differing({ ...rows, custody: [] }, CUT_OVER)).toBeGreaterThan(100)
    const competence = rows.competence.filter(({ scope }) => scope !== 'procedure')
    expect(await differing({ ...rows, competence }, CUT_OVER - 1)).toBeGreaterThan(100)
  })
})
