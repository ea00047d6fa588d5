/** What rows of reference data tell matters apart by, of each kind, for tests that go through all areas. */
import type { TestDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'

export const cutover = Date.parse('2025-07-01T00:00:00+07:00')

/** Code and field: named by a competence; by a custody in all areas; by that of `custodianOfOneArea`; by nothing. */
export const kindsOfSubjects = [
  ['1.013225', 'Hoạt động xây dựng'],
  ['1.012756', 'Đất đai'],
  ['2.000806', 'Hộ tịch'],
  ['0.000000', 'Không sở nào'],
] as const

/** A custodian that a procedure has in one area alone, from the cut-over on, besides those of a field in all areas. */
export const custodianOfOneArea = (database: TestDatabase): Promise<unknown> =>
  inChange(
    database,
    (tx) => tx`
      insert into custody (id, scope, subject, area_id, unit_id, valid, basis)
      values ('test', 'procedure', '2.000806', 'unplaced:old:00007', 'new:00025', tstzrange(instant(${cutover}), null), 'test')`,
  )
