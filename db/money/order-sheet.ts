/** One order with what it pays, what it replaces and what was booked for it. */
import type { Dong, LedgerAccount, OrderState, PayoutChannel } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

export interface OrderSheet {
  id: string
  state: OrderState
  channel: PayoutChannel
  amountDong: Dong
  payeeName: string
  unitId: string
  areaId: string
  runId: string | null
  page: number | null
  /** The order that it was issued again for. */
  replacesId: string | null
  /** The bank's reference. */
  gatewayRef: string | null
  /** Why it was refused, left out or returned. */
  reason: string | null
  /** How often it was sent. */
  attempts: number
  /** Instants in ms. */
  createdAt: number
  intentAt: number | null
  settledAt: number | null
  /** It has an account, whose number is sealed. */
  hasAccount: boolean
  lines: readonly OrderLine[]
  postings: readonly Posting[]
}

export interface OrderLine {
  lineId: string
  entitlementId: string
  beneficiaryId: string
  period: string
  cause: string
  amountDong: Dong
}

export interface Posting {
  debit: LedgerAccount
  credit: LedgerAccount
  amountDong: Dong
  /** ms */
  validAt: number
}

/** Null where there is no such order. */
export async function readOrder(sql: Querying, id: string): Promise<OrderSheet | null> {
  const [row] = await typedRows(sql, 'money.orderSheet')`
    select o.id, o.state, o.channel, o.amount_dong as "amountDong", party.name as "payeeName", o.unit_id as "unitId", o.area_id as "areaId",
      o.run_id as "runId", o.page, o.replaces_id as "replacesId", o.gateway_ref as "gatewayRef", o.rejection as reason, o.attempts,
      epoch_ms(o.created_at) as "createdAt", epoch_ms(o.intent_at) as "intentAt", epoch_ms(o.settled_at) as "settledAt",
      o.channel = 'transfer' as "hasAccount"
    from payment_order o join party on party.id = o.payee_id where o.id = ${id}`
  if (row === undefined) return null
  const lines = await typedRows(sql, 'money.linesOfOrder')`
    select line.id as "lineId", line.entitlement_id as "entitlementId", e.beneficiary_id as "beneficiaryId", line.period, line.cause,
      part.amount_dong as "amountDong"
    from order_part held join due_part part on part.id = held.due_part_id join due_line line on line.id = part.due_line_id
    join entitlement e on e.id = line.entitlement_id
    where held.order_id = ${id} order by line.period, line.id`
  const postings = await typedRows(sql, 'money.postingsOfOrder')`
    select debit, credit, amount_dong as "amountDong", epoch_ms(valid_at) as "validAt" from ledger_posting
    where order_id = ${id} order by recorded_at, id`
  return {
    ...row,
    amountDong: BigInt(row.amountDong),
    lines: lines.map((line) => ({ ...line, amountDong: BigInt(line.amountDong) })),
    postings: postings.map((posting) => ({ ...posting, amountDong: BigInt(posting.amountDong) })),
  }
}
