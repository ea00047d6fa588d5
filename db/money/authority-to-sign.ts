/** Whether an officer may sign what pays: the sum of the mandate has to reach the amount. */
import type { Dong } from '../../domain/money.ts'
import { explainSumExceeded } from '../../domain/territory/explain-authority.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import type { Authority } from '../territory/authority/authority.ts'
import { deskCovers, desksAt } from '../territory/authority/desk.ts'
import { amountToSign } from './amount-to-sign.ts'

interface Signing {
  taskId: string
  /** Null where none is recorded yet. */
  requestId: string | null
  /** Instant in ms at which the signature is judged. */
  asOfMs: number
}

/**
 * The authority to sign a task: the answer in hand where its mandate has no sum, or one that reaches what the form of the request has paid;
 * else `sumExceeded`. An officer holds a role in a unit by one mandate at a time, so there is no other to sign under.
 * @param found `authority` for the same task and instant
 */
export async function authorityToSign(sql: Querying, found: Authority, by: Signing): Promise<Authority> {
  if (!found.allowed || found.mandate.upToDong === null) return found
  const { mandate, unitId, responsible } = found
  const paysDong = await amountToSign(sql, by)
  if (paysDong === null || paysDong <= found.mandate.upToDong) return found
  const because = explainSumExceeded({
    ...{ upToDong: found.mandate.upToDong, basis: mandate.basis },
    ...(await whoReaches(sql, by, unitId, paysDong)),
  })
  return { allowed: false, code: 'sumExceeded', responsible, because }
}

/** How many officers of the unit may sign it by their sum. */
async function whoReaches(sql: Querying, { taskId, asOfMs }: Signing, unitId: string, paysDong: Dong) {
  const [row] = await typedRows(sql, 'money.whoReaches')`
    select unit.name as "unitName", t.role, (
      select count(distinct desk.officer_id)::int
      from (${desksAt(sql, sql`m.unit_id = ${unitId} and coalesce(m.up_to_dong >= ${paysDong.toString()}::bigint, true)`, asOfMs)}) desk
      where ${deskCovers(sql, 'desk', 't')}) as officers
    from task t join unit on unit.id = ${unitId} where t.id = ${taskId} and t.holder = 'desk'`
  if (row === undefined) throw new Error(`task ${taskId} is at no desk, and somebody signs it`)
  return row
}
