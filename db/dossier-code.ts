import { localDate } from '../domain/calendar.ts'
import type { Querying } from './database.ts'

/**
 * The next code of a unit on the local day of `atMs`, e.g. `H26.103-250701-0001`: identifier of the unit, date
 * of reception, number of the day (118/2025/NĐ-CP, Điều 28). The number has four digits or more, never a fixed
 * width. It is given out for good when the transaction commits, and other filings at the unit wait until then:
 * ask for it late in the transaction.
 * @throws Error if the unit does not exist at that instant
 */
export async function nextDossierCode(sql: Querying, unitId: string, atMs: number): Promise<string> {
  const [row] = await sql<{ code: string }[]>`
    with receiving as (
      select id, identifier from unit where id = ${unitId} and valid @> instant(${atMs})
    ), counted as (
      insert into dossier_code_counter as counter (unit_id, day, last)
      select id, ${localDate(atMs)}::date, 1 from receiving
      on conflict (unit_id, day) do update set last = counter.last + 1
      returning day, last
    )
    select identifier || '-' || to_char(day, 'YYMMDD') || '-'
      || lpad(last::text, greatest(4, length(last::text)), '0') as code
    from receiving, counted`
  if (row === undefined) {
    throw new Error(
      `Unit ${unitId} does not exist on ${localDate(atMs)} and can give no code; ask which unit is responsible then`,
    )
  }
  return row.code
}
