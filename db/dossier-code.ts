import { localDate } from '../domain/calendar.ts'
import { dossierCode } from '../domain/dossier-code.ts'
import type { Querying } from './database.ts'
import { type Matter, matterRow, responsibleFor } from './responsibility.ts'

export interface GivenCode {
  code: string
  /** The unit whose identifier the code keeps for ever. */
  unitId: string
}

/**
 * The next code of the unit competent to resolve a dossier, on the local day of `atMs` (118/2025/NĐ-CP, Điều 28). Where
 * nobody but a custodian holds the area, or nothing is to be decided (`matter` null), the unit that receives it gives
 * the code. The number is given out for good when the transaction commits, and other filings of the unit wait until
 * then: ask for it late in the transaction.
 * @throws Error if the unit does not exist at that instant
 */
export async function nextDossierCode(
  sql: Querying,
  { receptionUnitId, matter }: { receptionUnitId: string; matter: Matter | null },
  atMs: number,
): Promise<GivenCode> {
  const receivedOn = localDate(atMs)
  const competent =
    matter === null
      ? sql`null::text`
      : sql`(select r.unit_id from (${matterRow(sql, matter)}) m
          cross join lateral (${responsibleFor(sql, 'm', atMs)}) r where not r.custodian)`
  const [row] = await sql<{ unitId: string; identifier: string; number: number }[]>`
    with giving as (
      select id, identifier from unit
      where id = coalesce(${competent}, ${receptionUnitId}) and valid @> instant(${atMs})
    ), counted as (
      insert into dossier_code_counter as counter (unit_id, day, last)
      select id, ${receivedOn}::date, 1 from giving
      on conflict (unit_id, day) do update set last = counter.last + 1
      returning last
    )
    select id as "unitId", identifier, last as number from giving, counted`
  if (row === undefined) {
    throw new Error(
      `Unit ${receptionUnitId} does not exist on ${receivedOn} and can give no code; ask which unit is responsible then`,
    )
  }
  const { unitId, identifier, number } = row
  return { code: dossierCode({ identifier, receivedOn, central: null, number }), unitId }
}
