/** A run over a bank's statement: its counts are written with the lines that they count. */
import type { BankOutcome, KeptOutReason } from '../../../domain/bank-statement.ts'
import type { ImportStatus } from '../../../domain/dossier/imports.ts'
import type { Querying } from '../../database.ts'
import { newId } from '../../new-id.ts'
import { typedRows } from '../../statement.ts'

/** Rows by what became of them; they sum to `rowsIn`. */
export interface StatementCounts extends Record<BankOutcome, number> {
  rowsIn: number
  alreadyThere: number
  keptOut: number
}

/** Instants in ms. */
export interface StatementRun extends StatementCounts {
  id: string
  bank: string
  status: ImportStatus
  beganAt: number
  endedAt: number | null
}

/** Begins a run; one of the bank that was broken off is abandoned, and what it wrote stays. Called under `lockSource`. */
export async function beginStatement(
  sql: Querying,
  { bank, caller, at }: { bank: string; caller: string; at: number },
): Promise<string> {
  await sql`
    update bank_statement set status = 'abandoned', ended_at = instant(${at}) where bank = ${bank} and status = 'running'`
  const id = newId()
  await sql`
    insert into bank_statement (id, bank, caller, began_at) values (${id}, ${bank}, ${caller}, instant(${at}))`
  return id
}

export async function countRows(sql: Querying, id: string, counts: StatementCounts): Promise<void> {
  const { rowsIn, matched, duplicateDebit, wrongAmount, unmatched, reversal, alreadyThere, keptOut } = counts
  await sql`
    update bank_statement set rows_in = rows_in + ${rowsIn}, matched = matched + ${matched},
      duplicate_debit = duplicate_debit + ${duplicateDebit}, wrong_amount = wrong_amount + ${wrongAmount},
      unmatched = unmatched + ${unmatched}, reversal = reversal + ${reversal}, already_there = already_there + ${alreadyThere},
      kept_out = kept_out + ${keptOut}
    where id = ${id}`
}

export async function endStatement(sql: Querying, id: string, at: number): Promise<void> {
  await sql`update bank_statement set status = 'complete', ended_at = instant(${at}) where id = ${id}`
}

/** @throws Error where there is none */
export async function readStatement(sql: Querying, id: string): Promise<StatementRun> {
  const [run] = await typedRows(sql, 'money.statementRun')`
    select id, bank, status, rows_in as "rowsIn", matched, duplicate_debit as "duplicateDebit", wrong_amount as "wrongAmount",
      unmatched, reversal, already_there as "alreadyThere", kept_out as "keptOut", epoch_ms(began_at) as "beganAt",
      epoch_ms(ended_at) as "endedAt"
    from bank_statement where id = ${id}`
  if (run === undefined) throw new Error(`There is no run over a statement ${id}`)
  return run
}

/** A row that became no line. */
export interface KeptOut {
  line: number
  lineId: string | null
  reason: KeptOutReason
  columns: readonly string[]
}

export async function keepOut(sql: Querying, id: string, rows: readonly KeptOut[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into bank_row_kept_out (statement_id, line, line_id, reason, columns)
    select ${id}, line, "lineId", reason, columns
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (line int, "lineId" text, reason text, columns text[])`
}

export async function readKeptOut(sql: Querying, id: string): Promise<readonly KeptOut[]> {
  return await typedRows(sql, 'money.keptOut')`
    select line, line_id as "lineId", reason, columns from bank_row_kept_out where statement_id = ${id} order by line`
}
