/** Budget sources: what may be paid out of each, and what of it is reserved, used and free. */
import postgres from 'postgres'
import { z } from 'zod'
import { DomainError } from '../../domain/errors.ts'
import { type Dong, formatDong, parseDong } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { newId } from '../new-id.ts'
import { breaksRule } from '../sql-error.ts'
import { typedRows } from '../statement.ts'

export interface NewBudgetSource {
  code: string
  fiscalYear: number
  name: string
  /** The decision that allots it. */
  basis: string
  ceilingDong: Dong
  actorId: string
  /** Instant in ms. */
  at: number
}

/** A source with its first ceiling; its id. Run it in a transaction. */
export async function openBudgetSource(tx: Querying, source: NewBudgetSource): Promise<string> {
  const id = newId()
  const { code, fiscalYear, name, basis } = source
  await tx`
    insert into budget_source (id, code, fiscal_year, name, basis) values (${id}, ${code}, ${fiscalYear}, ${name}, ${basis})`
  await setCeiling(tx, id, source)
  return id
}

/**
 * Another ceiling from now on; the ones of before stay.
 * @throws {DomainError} `budgetExceeded` where more is reserved and used than it allows
 */
export async function setCeiling(
  sql: Querying,
  sourceId: string,
  { ceilingDong, basis, actorId, at }: Pick<NewBudgetSource, 'ceilingDong' | 'basis' | 'actorId' | 'at'>,
): Promise<void> {
  await withinCeiling(
    sql`
      insert into budget_ceiling (source_id, ceiling_dong, basis, actor_id, valid_at)
      values (${sourceId}, ${ceilingDong.toString()}, ${basis}, ${actorId}, instant(${at}))`,
  )
}

/** The source that a form names by code and year, as "NCC/2025"; undefined where there is none. */
export async function budgetSourceOf(sql: Querying, name: string): Promise<string | undefined> {
  const [row] = await typedRows(sql, 'money.budgetSourceOf')`
    select id from budget_source where code || '/' || fiscal_year = ${name}`
  return row?.id
}

export interface BudgetStatement {
  code: string
  fiscalYear: number
  name: string
  ceilingDong: Dong
  /** For orders that are released and not settled. */
  reservedDong: Dong
  /** Paid and not returned. */
  usedDong: Dong
  freeDong: Dong
}

/** What the ledger has of one source; undefined where there is none. */
export async function budgetStatement(sql: Querying, sourceId: string): Promise<BudgetStatement | undefined> {
  const [row] = await typedRows(sql, 'money.budgetStatement')`
    select source.code, source.fiscal_year as "fiscalYear", source.name, latest.ceiling_dong as "ceilingDong",
      coalesce(sum(moved.dong) filter (where moved.account = 'budgetReserved'), 0)::text as "reservedDong",
      coalesce(sum(moved.dong) filter (where moved.account = 'budgetUsed'), 0)::text as "usedDong"
    from budget_source source
    join lateral (select ceiling_dong from budget_ceiling where source_id = source.id order by id desc limit 1) latest on true
    left join ledger_posting posting on posting.budget_source_id = source.id
    left join lateral (values (posting.credit, posting.amount_dong), (posting.debit, -posting.amount_dong)) moved (account, dong) on true
    where source.id = ${sourceId} group by source.id, latest.ceiling_dong`
  if (row === undefined) return undefined
  const [ceilingDong, reservedDong, usedDong] = [
    parseDong(row.ceilingDong),
    parseDong(row.reservedDong),
    parseDong(row.usedDong),
  ]
  const { code, fiscalYear, name } = row
  const freeDong = ceilingDong - reservedDong - usedDong
  return { code, fiscalYear, name, ceilingDong, reservedDong, usedDong, freeDong }
}

export interface Released {
  orders: number
  reservedDong: Dong
}

/**
 * Reserves the sums of orders out of their sources, all of them or none: an order out of a source is sent only after it. Orders without a
 * source need it not, and are not counted; those that are released already stay so. One statement: two at once wait for each other.
 * @param which a condition on `payment_order`
 * @throws {DomainError} `budgetExceeded` with what is free and what was wanted
 */
export async function releaseOrders(
  sql: Querying,
  which: postgres.PendingQuery<postgres.Row[]>,
  atMs: number,
): Promise<Released> {
  const [row] = await withinCeiling(
    typedRows(sql, 'money.releaseOrders')`
      with reserved as (
        insert into ledger_posting (id, debit, credit, amount_dong, order_id, area_id, unit_id, budget_source_id, valid_at)
        select 'reserved ' || id, 'budgetFree', 'budgetReserved', amount_dong, id, area_id, unit_id, budget_source_id, instant(${atMs})
        from payment_order where ${which} and state = 'PENDING' and budget_source_id is not null
        order by id
        on conflict (id) do nothing returning amount_dong)
      select count(*)::int as orders, coalesce(sum(amount_dong), 0)::text as dong from reserved`,
  )
  return { orders: row?.orders ?? 0, reservedDong: parseDong(row?.dong ?? '0') }
}

const refusalSchema = z.object({
  code: z.string(),
  fiscalYear: z.number(),
  ceilingDong: z.string().transform(parseDong),
  freeDong: z.string().transform(parseDong),
  wantedDong: z.string().transform(parseDong),
})

async function withinCeiling<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement
  } catch (error) {
    throw budgetExceeded(error) ?? error
  }
}

/** The refusal of the database in words; null of any other error. */
function budgetExceeded(error: unknown): DomainError | null {
  if (!(error instanceof postgres.PostgresError) || !breaksRule(error, 'budget_within_ceiling')) return null
  const refusal = refusalSchema.safeParse(parsed(error.detail ?? ''))
  if (!refusal.success) return new DomainError('budgetExceeded', {}, { cause: error })
  const { code, fiscalYear, ceilingDong, freeDong, wantedDong } = refusal.data
  const source = `Budget source ${code} of ${fiscalYear}`
  const hint =
    wantedDong === 0n
      ? `${source} has ${formatDong(-freeDong)} more reserved and used than a ceiling of ${formatDong(ceilingDong)} allows. Free orders first, or keep a higher ceiling.`
      : `${source} has ${formatDong(freeDong)} free of ${formatDong(ceilingDong)}, and ${formatDong(wantedDong)} are wanted. Nothing was reserved. Release fewer orders, name another source, or have the ceiling raised by a decision.`
  return new DomainError('budgetExceeded', { hint }, { cause: error })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
