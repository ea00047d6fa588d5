import { beforeAll, describe, expect, test } from 'vitest'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { responsibleFor } from '../../../../db/territory/responsibility/responsibility.ts'
import { tiers } from '../../../../domain/dossier/dossier.ts'
import type { Matter, Responsible } from '../../../../domain/territory/matter.ts'
import type { ReferenceRows } from '../../../../reorganisations/grammar/reference-rows.ts'
import { responsibilityMap } from '../../../../reorganisations/preview/responsibility-map.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import {
  custodianOfOneArea,
  cutover,
  kindsOfSubjects,
} from '../../territory/responsibility/kinds-of-subjects.ts'

const instants = [
  Date.parse('2025-03-10T09:00:00+07:00'),
  cutover - 1,
  cutover,
  Date.parse('2026-10-01T09:00:00+07:00'),
]
let db: TestDatabase
let rows: ReferenceRows
beforeAll(async () => {
  db = await testDatabase()
  await custodianOfOneArea(db)
  rows = await readReferenceRows(db.sql)
})

/** Every area with every power, tier and subject, each with who is responsible by the statement that decides. */
async function decided(
  at: number,
): Promise<readonly (Matter & { unitId: string | null; custodian: boolean | null })[]> {
  return await db.sql<(Matter & { unitId: string | null; custodian: boolean | null })[]>`
    with m as materialized (
      select a.id as area_id, s.procedure_code, s.field, power, tier from area a
      cross join unnest(${kindsOfSubjects.map(([code]) => code)}::text[], ${kindsOfSubjects.map(([, field]) => field)}::text[]) s (procedure_code, field)
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
    expect(await differing({ ...rows, custody: [] }, cutover)).toBeGreaterThan(100)
    const competence = rows.competence.filter(({ scope }) => scope !== 'procedure')
    expect(await differing({ ...rows, competence }, cutover - 1)).toBeGreaterThan(100)
  })
})
