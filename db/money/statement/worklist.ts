/** Lines of the bank's statements by what they mean now, for who has to find out about them. */
import type { BankOutcome, CorrectedOutcome } from '../../../domain/bank-statement.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'

/** Where the page before ended. */
export interface WorklistPage {
  after: { bookedAt: number; lineId: string } | null
  limit: number
}

/** Lines of a bank that mean this now, by the time of their booking (ms). */
export async function readWorklist(
  sql: Querying,
  { bank, outcome }: { bank: string; outcome: CorrectedOutcome },
  { after, limit }: WorklistPage,
) {
  const from = after ?? { bookedAt: 0, lineId: '' }
  return await typedRows(sql, 'money.worklist')`
    select l.line_id as "lineId", l.statement_id as "statementId", l.line, epoch_ms(l.booked_at) as "bookedAt", l.kind,
      l.bank_ref as "bankRef", l.order_ref as "orderRef", coalesce(c.order_id, l.order_id) as "orderId",
      l.amount_dong as "amountDong", coalesce(c.outcome, l.outcome) as outcome,
      case when c.id is null then l.reason else c.reason end as reason, o.state as "orderState", o.amount_dong as "orderDong",
      c.actor_id as "correctedBy", c.basis
    from bank_line l
    left join lateral (
      select * from bank_line_correction later where later.bank = l.bank and later.line_id = l.line_id order by id desc limit 1) c on true
    left join payment_order o on o.id = coalesce(c.order_id, l.order_id)
    where l.bank = ${bank} and (l.booked_at, l.line_id) > (instant(${from.bookedAt}), ${from.lineId})
      and (l.outcome = ${outcome} or c.id is not null) and coalesce(c.outcome, l.outcome) = ${outcome}
    order by l.booked_at, l.line_id limit ${limit}`
}

/** How many lines that somebody has to find out about were read more than a day ago. */
export async function linesWaitingLong(sql: Querying, atMs: number): Promise<number> {
  const [row] = await typedRows(sql, 'money.linesWaitingLong')`
    select count(*)::int as waiting from bank_line l
    left join lateral (
      select outcome from bank_line_correction later where later.bank = l.bank and later.line_id = l.line_id order by id desc limit 1) c on true
    where l.outcome not in ('matched', 'reversal') and l.recorded_at < instant(${atMs}) - interval '1 day'
      and coalesce(c.outcome, l.outcome) not in ('matched', 'reversal', 'explained')`
  return row?.waiting ?? 0
}

/**
 * What a line means since somebody found out: a row of its own, the ones of before stay. It moves no order: UNKNOWN is left by an inquiry
 * or a line of the statement alone. @returns false where there is no such line
 */
export async function explainLine(
  sql: Querying,
  { bank, lineId }: { bank: string; lineId: string },
  found: { outcome: Exclude<CorrectedOutcome, BankOutcome>; actorId: string; basis: string; at: number },
): Promise<boolean> {
  const written = await sql`
    insert into bank_line_correction (bank, line_id, outcome, actor_id, basis, valid_at)
    select bank, line_id, ${found.outcome}, ${found.actorId}, ${found.basis}, instant(${found.at})
    from bank_line where bank = ${bank} and line_id = ${lineId}`
  return written.count > 0
}
