/** What is recorded of an entitlement or a person, what was owed for it and what was paid. */
import type { FactKind, PayeeRole } from '../../domain/benefits/fact.ts'
import type { FactReason } from '../../domain/benefits/month-rules.ts'
import type { Dong, EntitlementGround, OrderState } from '../../domain/money.ts'
import { parseDong } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

export interface EntitlementHistory {
  id: string
  beneficiaryId: string
  benefit: string
  benefitName: string
  ground: EntitlementGround
  groundRef: string
  /** The commune of the area where the person is paid, now; null where no commune holds it yet. */
  unitId: string | null
  facts: readonly RecordedFact[]
  lines: readonly HistoryLine[]
}

export interface RecordedFact {
  id: string
  kind: FactKind
  fromMonth: string
  reason: FactReason | null
  times: number | null
  areaId: string | null
  ofFact: string | null
  basis: string
  recordedBy: string
  dossierId: string | null
  /** ms */
  recordedAt: number
  payees: readonly { payeeId: string; name: string; role: PayeeRole; share: number }[]
}

/** A difference owed, and the orders that pay its parts. */
export interface HistoryLine {
  id: string
  period: string
  cause: string
  causeRef: string
  amountDong: Dong
  unitId: string
  parts: readonly {
    payeeId: string
    amountDong: Dong
    /** Also those that were rejected or returned, the earliest first. */
    orders: readonly { id: string; state: OrderState; runId: string | null }[]
  }[]
}

/** A part as PostgreSQL builds it: its amount as digits. */
export interface PartRow {
  payeeId: string
  amountDong: string
  orders: HistoryLine['parts'][number]['orders']
}

/** Entitlements by id, with the unit that pays now. */
export async function readEntitlements(
  sql: Querying,
  by: { entitlementId: string } | { beneficiaryId: string },
  asOfMs: number,
): Promise<readonly EntitlementHistory[]> {
  const [entitlementId, beneficiaryId] =
    'entitlementId' in by ? [by.entitlementId, null] : [null, by.beneficiaryId]
  const found = await typedRows(sql, 'benefits.historyOf')`
    select e.id, e.beneficiary_id as "beneficiaryId", e.benefit, benefit.name as "benefitName", e.ground, e.ground_ref as "groundRef",
      there.unit_id as "unitId"
    from entitlement e join benefit on benefit.code = e.benefit
    left join lateral (
      select area_id from entitlement_fact where entitlement_id = e.id and kind = 'placed'
      order by from_month desc, number desc limit 1) placed on true
    left join jurisdiction there on there.area_id = placed.area_id and there.tier = 'commune' and there.valid @> instant(${asOfMs})
      and not there.custodian
    where e.id = ${entitlementId}::uuid or e.beneficiary_id = ${beneficiaryId}::uuid
    order by e.recorded_at, e.id`
  const ids = found.map(({ id }) => id)
  if (ids.length === 0) return []
  const [facts, lines] = await Promise.all([factsOf(sql, ids), linesOf(sql, ids)])
  return found.map((of) => ({
    ...of,
    facts: facts.filter(({ entitlementId: id }) => id === of.id).map(({ entitlementId: _, ...fact }) => fact),
    lines: lines.filter(({ entitlementId: id }) => id === of.id).map(({ entitlementId: _, ...line }) => line),
  }))
}

const factsOf = (sql: Querying, ids: readonly string[]) =>
  typedRows(sql, 'benefits.factsOf')`
    select f.entitlement_id as "entitlementId", f.id, f.kind, f.from_month as "fromMonth", f.reason, f.times, f.area_id as "areaId",
      f.of_fact as "ofFact", f.basis, f.recorded_by as "recordedBy", f.dossier_id as "dossierId", epoch_ms(f.recorded_at) as "recordedAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('payeeId', p.payee_id, 'name', party.name, 'role', p.role, 'share', p.share) order by p.payee_id)
        from entitlement_payee p join party on party.id = p.payee_id where p.fact_id = f.id), '[]') as payees
    from entitlement_fact f where f.entitlement_id = any(${[...ids]}::uuid[]) order by f.number`

async function linesOf(
  sql: Querying,
  ids: readonly string[],
): Promise<readonly (HistoryLine & { entitlementId: string })[]> {
  const rows = await typedRows(sql, 'benefits.linesOf')`
    select line.entitlement_id as "entitlementId", line.id, line.period, line.cause, line.cause_ref as "causeRef",
      line.amount_dong as "amountDong", line.unit_id as "unitId", coalesce((
        select jsonb_agg(jsonb_build_object('payeeId', part.payee_id, 'amountDong', part.amount_dong::text, 'orders', coalesce((
            select jsonb_agg(jsonb_build_object('id', o.id, 'state', o.state, 'runId', o.run_id) order by o.created_at, o.id)
            from order_part held join payment_order o on o.id = held.order_id where held.due_part_id = part.id), '[]')) order by part.payee_id)
        from due_part part where part.due_line_id = line.id), '[]') as parts
    from due_line line where line.entitlement_id = any(${[...ids]}::uuid[])
    order by line.period, line.recorded_at, line.id`
  return rows.map(({ amountDong, parts, ...line }) => ({
    ...line,
    amountDong: BigInt(amountDong),
    parts: parts.map((part) => ({ ...part, amountDong: parseDong(part.amountDong) })),
  }))
}
