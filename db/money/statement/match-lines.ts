/** What lines of a bank's statement mean for their orders, judged as a set: orders move and are booked in the statement that judges. */
import type postgres from 'postgres'
import { type BankLineKind, type BankOutcome, bankLineKinds } from '../../../domain/bank-statement.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { posting } from '../posting.ts'
import { asRows, type BankLine, lockOrders, namedOrders, type StatementOf } from './bank-lines.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>
type Outcomes = Readonly<Partial<Record<BankOutcome, number>>>

/**
 * Writes new lines, each with its one outcome, and moves the orders that they settle or give back; run it in a transaction. Debits come
 * first: a return of the same file may follow from one. @returns how many lines have which outcome
 */
export async function matchLines(
  tx: Querying,
  of: StatementOf,
  lines: readonly BankLine[],
): Promise<Outcomes> {
  await lockOrders(tx, namedOrders(lines))
  const outcomes: Partial<Record<BankOutcome, number>> = {}
  for (const kind of bankLineKinds) {
    const ofKind = lines.filter((line) => line.kind === kind)
    if (ofKind.length === 0) continue
    const rows = await typedRows(tx, 'money.matchLines')`
      with ${judged(tx, kind, asRows(tx, ofKind))},
      written as (
        insert into bank_line (bank, line_id, statement_id, line, booked_at, kind, bank_ref, order_ref, order_id, amount_dong, outcome,
          reason)
        select ${of.bank}, line_id, ${of.statementId}, line, booked_at, ${kind}, bank_ref, case when known is null then order_ref end,
          known, amount_dong, outcome, reason
        from judged returning outcome)
      select outcome, count(*)::int as lines from written group by outcome`
    for (const { outcome, lines: count } of rows) outcomes[outcome] = (outcomes[outcome] ?? 0) + count
  }
  return outcomes
}

/**
 * Judges again what is unmatched, as it may follow from what came later: the debit of a return, or the order of a restored
 * database. What it means now is a row of its own; run it in a transaction. @returns how many lines mean something else now
 */
export async function matchAgain(tx: Querying, of: StatementOf, at: number): Promise<number> {
  const open = await typedRows(tx, 'money.unmatchedOrders')`
    select distinct o.id from (${unmatched(tx, of.bank)}) line join payment_order o on o.id = line.order_id`
  await lockOrders(
    tx,
    open.map(({ id }) => id),
  )
  let changed = 0
  for (const kind of bankLineKinds) {
    const rows = tx`select * from (${unmatched(tx, of.bank)}) line where kind = ${kind}`
    const moved = await tx`
      with ${judged(tx, kind, rows)}
      insert into bank_line_correction (bank, line_id, outcome, order_id, actor_id, basis, valid_at)
      select ${of.bank}, line_id, outcome, known, 'statement', ${`bank_statement ${of.statementId}`}, instant(${at})
      from judged where outcome <> 'unmatched'`
    changed += moved.count
  }
  return changed
}

/** Lines that are unmatched as of now, with the order that they name by its form. */
const unmatched = (sql: Querying, bank: string) => sql`
  select l.line, l.line_id, l.booked_at, l.bank_ref, l.order_ref, l.kind, l.amount_dong,
    coalesce(l.order_id, case when l.order_ref ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then l.order_ref::uuid end) as order_id
  from bank_line l
  where l.bank = ${bank} and l.outcome = 'unmatched'
    and not exists (select from bank_line_correction c where c.bank = l.bank and c.line_id = l.line_id)`

/** Common tables: `judged` has each line with its outcome, its reason and the order that it names; what moves by them is moved and booked. */
function judged(sql: Querying, kind: BankLineKind, lines: Fragment): Fragment {
  const found = sql`
    found as (
      select given.*, o.id as known, o.state, o.gateway_ref, o.amount_dong = given.amount_dong as same_sum
      from (${lines}) given left join payment_order o on o.id = given.order_id)`
  return kind === 'debit' ? sql`${found}, ${debits(sql)}` : sql`${found}, ${returns(sql)}`
}

/**
 * The first debit of the right sum confirms an order that is with the bank, under its reference; any other is money that left twice.
 * An order that is confirmed already has its reference.
 */
const debits = (sql: Querying) => sql`
  ranked as (
    select found.*, row_number() over (partition by known, bank_ref, same_sum order by booked_at, line) as nth,
      case when state in ('CONFIRMED', 'RETURNED') then gateway_ref
        else first_value(bank_ref) over (partition by known order by same_sum desc, booked_at, line) end as settled_ref
    from found),
  judged as (
    select ranked.*,
      case when known is null or state in ('PENDING', 'REJECTED') then 'unmatched'
        when not same_sum then 'wrongAmount'
        when bank_ref <> settled_ref or nth > 1
          or exists (select from bank_line earlier where earlier.order_id = known and earlier.outcome = 'matched')
          or known in (select order_id from bank_line_correction where outcome = 'matched') then 'duplicateDebit'
        else 'matched' end as outcome,
      case when known is null then 'noSuchOrder' when state = 'PENDING' then 'notSent' when state = 'REJECTED' then 'rejected' end as reason
    from ranked),
  moved as (
    update payment_order o set state = 'CONFIRMED', gateway_ref = judged.bank_ref, settled_at = judged.booked_at
    from judged where o.id = judged.known and judged.outcome = 'matched' and o.state in ('INTENT', 'SENT', 'UNKNOWN')
    returning o.*, judged.booked_at as at),
  posted as (${posting(sql, { name: 'confirmed', debit: 'inTransit', credit: 'paid', budget: 'used' })})`

/** Only what was paid comes back, in its whole sum, under the reference of its transfer, and once. */
const returns = (sql: Querying) => sql`
  ranked as (
    select found.*, row_number() over (partition by known, bank_ref, same_sum order by booked_at, line) as nth from found),
  reasoned as (
    select ranked.*,
      case when known is null then 'noSuchOrder' when state = 'RETURNED' then 'returnedAlready'
        when state <> 'CONFIRMED' then 'notConfirmed' when not same_sum then null when bank_ref <> gateway_ref then 'otherTransfer'
        when nth > 1 then 'returnedAlready' end as reason
    from ranked),
  judged as (
    select reasoned.*,
      case when reason is not null then 'unmatched' when not same_sum then 'wrongAmount' else 'reversal' end as outcome
    from reasoned),
  returned as (select known as id, bank_ref as ref, 'returnedByBank' as reason, booked_at as at from judged where outcome = 'reversal'),
  ${returnedOrders(sql)}`

/**
 * Common tables that give the orders of `returned` (id, ref, reason, at) back: each is owed again and its parts are free for another order. It
 * stays paid and returned, and its posting is reversed by another.
 */
export const returnedOrders = (sql: Querying) => sql`
  moved as (
    update payment_order o set state = 'RETURNED', rejection = returned.reason from returned
    where o.id = returned.id and o.state = 'CONFIRMED' and o.gateway_ref = returned.ref returning o.*, returned.at),
  freed as (update order_part set live = false from moved where order_id = moved.id),
  posted as (${posting(sql, { name: 'returned', debit: 'paid', credit: 'payable', budget: 'restored' })})`
