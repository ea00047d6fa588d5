import type { Querying } from '../../../db/database.ts'
import { knownReorganisations, reorganisationOf } from '../../../db/reorganisations/known-reorganisations.ts'
import { hex } from '../../../db/reorganisations/overview.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { rowsHash } from '../../../db/reorganisations/rows/rows-hash.ts'

/** A form of the procedure 0.000001 as the rows that stand have it: of the small reorganisation. @param effectiveAt to come, with its zone */
export async function formOfOffices(sql: Querying, effectiveAt: string): Promise<object> {
  const of = reorganisationOf(await knownReorganisations(), 'offices-2027-01-01')
  const { changes } = of.produce(await readReferenceRows(sql), Date.parse(effectiveAt))
  const changedRows = Object.values(changes).flat().length
  return { reorganisation: of.id, effectiveAt, baseChange: 1, changedRows, rowsHash: hex(rowsHash(changes)) }
}
