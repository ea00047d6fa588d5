/** The rows of the ledger that go with a move of orders. */
import type { LedgerAccount } from '../../domain/money.ts'
import type { Querying } from '../database.ts'

/** What a move does to the budget source of an order that has one. */
const budgetMoves = {
  used: ['budgetReserved', 'budgetUsed'],
  freed: ['budgetReserved', 'budgetFree'],
  restored: ['budgetUsed', 'budgetFree'],
} as const satisfies Record<string, readonly [LedgerAccount, LedgerAccount]>

export interface Posting {
  name: string
  debit: LedgerAccount
  credit: LedgerAccount
  budget?: keyof typeof budgetMoves
  /** Instant in ms; left out where each order that moved has its own, in its column `at`. */
  atMs?: number
}

/** A statement that books the move of each row of `moved`, which has the columns of `payment_order`. */
export function posting(sql: Querying, { name, debit, credit, budget, atMs }: Posting) {
  const at = atMs === undefined ? sql`at` : sql`instant(${atMs})`
  const columns = sql`amount_dong, id, area_id, unit_id, budget_source_id, ${at}`
  const ofBudget = (move: keyof typeof budgetMoves) => sql`
    union all select ${move} || ' ' || id, ${budgetMoves[move][0]}, ${budgetMoves[move][1]}, ${columns}
    from moved where budget_source_id is not null`
  return sql`
    insert into ledger_posting (id, debit, credit, amount_dong, order_id, area_id, unit_id, budget_source_id, valid_at)
    select ${name} || ' ' || id, ${debit}, ${credit}, ${columns} from moved
    ${budget === undefined ? sql`` : ofBudget(budget)}`
}
