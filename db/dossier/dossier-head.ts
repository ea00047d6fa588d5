import type postgres from 'postgres'
import type { ClockState, DossierStatus } from '../../domain/dossier/dossier.ts'
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { deskOrder, deskReaches, desksAt } from '../territory/authority/desk.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'
import { isWithin } from '../territory/units/unit-lookup.ts'
import { namedUnits } from './named-units.ts'

/** What decides whether something may be asked of a dossier, and by whom. */
export interface DossierHead {
  id: string
  status: DossierStatus
  revision: number
  clock: ClockState
  extensions: number
  /** Legal receipt, ms. */
  filedAt: number
  awaitsSupplement: boolean
  plan: Plan
}

/** By id or by the code on the receipt. */
export async function findDossier(sql: Querying, idOrCode: string): Promise<DossierHead | null> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(idOrCode)
  const [row] = await typedRows(sql, 'dossier.findDossier')`
    select dossier.id, status, revision, clock, extensions, epoch_ms(filed_at) as "filedAt", plan.body as plan,
      exists (select 1 from task where dossier_id = dossier.id and closed_at is null and holder = 'applicant') as "awaitsSupplement"
    from dossier join plan on plan.hash = dossier.plan_hash
    where ${isId ? sql`dossier.id = ${idOrCode}` : sql`code = ${idOrCode.toUpperCase()}`}`
  return row ?? null
}

/** The service or officer that filed the dossier. */
export async function filerOf(sql: Querying, dossierId: string): Promise<string | null> {
  const [row] = await typedRows(sql, 'dossier.filerOf')`
    select actor_id as filer from journal where dossier_id = ${dossierId} and seq = 1 and kind = 'filed'`
  return row?.filer ?? null
}

/** Units responsible for one of its tasks, the one that received it, and those named to its citizens. */
const accessUnits = (
  sql: Querying,
  { dossierId, asOfMs }: { dossierId: string; asOfMs: number },
): postgres.PendingQuery<postgres.Row[]> => sql`
  select reception_unit_id as unit_id from dossier where id = ${dossierId}
  union
  select r.unit_id from task t cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r
  where t.dossier_id = ${dossierId} and t.holder = 'desk'
  union
  select named.unit_id from dossier d cross join lateral (${namedUnits(sql, 'd', asOfMs)}) named where d.id = ${dossierId}`

/**
 * The mandate by which a dossier is an officer's business at an instant: in a unit responsible for one of its tasks,
 * in the one that received it, or in one that its citizens are sent to, at a desk that does its field. Null where it is none.
 */
export async function mandateWithAccess(
  sql: Querying,
  by: { officerId: string; unitId: string | null; dossierId: string; asOfMs: number },
): Promise<{ mandateId: string; unitId: string; actingForId: string | null } | null> {
  const [row] = await typedRows(sql, 'dossier.mandateWithAccess')`
    with access_unit as (${accessUnits(sql, by)})
    select desk.id as "mandateId", desk.unit_id as "unitId", desk.acting_for_id as "actingForId"
    from (${desksAt(sql, sql`m.officer_id = ${by.officerId} and m.unit_id = coalesce(${by.unitId}, m.unit_id)`, by.asOfMs)}) desk
    join access_unit on access_unit.unit_id = desk.unit_id
    join dossier d on d.id = ${by.dossierId} and ${deskReaches(sql, 'desk', 'd')}
    order by ${deskOrder(sql, 'desk')} limit 1`
  return row ?? null
}

/** Whether a unit, or one below it, is responsible for a task of the dossier, received it, or is named to its citizens. */
export async function unitHasAccess(
  sql: Querying,
  by: { unitId: string; dossierId: string; asOfMs: number },
): Promise<boolean> {
  const within = isWithin(sql, {
    unit: { column: 'access_unit.unit_id' },
    root: by.unitId,
    asOfMs: by.asOfMs,
  })
  const [row] = await sql`
    with access_unit as (${accessUnits(sql, by)})
    select 1 from access_unit where ${within} limit 1`
  return row !== undefined
}
