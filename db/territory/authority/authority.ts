/**
 * Who may act on a task: the one place that says yes or no, and why, for inbox, API and the write. Whether the sum of a mandate reaches what
 * a signature pays is judged after it, at the door and again in the write: `db/money/authority-to-sign.ts`.
 */

import type postgres from 'postgres'
import { isOnSubstance } from '../../../domain/dossier/dossier.ts'
import { type Dong, parseDong } from '../../../domain/money.ts'
import { type AuthorityRefusal, explainAuthority } from '../../../domain/territory/explain-authority.ts'
import type { MandateKind } from '../../../domain/territory/mandate.ts'
import type { Responsible } from '../../../domain/territory/matter.ts'
import type { Querying } from '../../database.ts'
import type { RowTypes } from '../../row-types.ts'
import { typedRows } from '../../statement.ts'
import { asKnown } from '../as-known.ts'
import { lastChange } from '../reference-change.ts'
import { type AsOf, areaAt, instantOf, responsibleFor } from '../responsibility/responsibility.ts'
import { became } from '../units/successors.ts'
import { deskCovers, deskOrder, desksAt } from './desk.ts'
import { actedBefore, hasDeclared, isParty } from './kept-apart.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

export interface MandateHeld {
  id: string
  kind: MandateKind
  actingForId: string | null
  basis: string
  /** The highest amount that a signature under it may have paid, đồng (`authorityToSign`); null: any. */
  upToDong: Dong | null
}

export type Authority = {
  /** Who is responsible then, for the hint that a refusal owes. */
  responsible: Responsible | null
  /** The answer in words, Vietnamese: unit, mandate, for whom, on what basis; or what is against it. */
  because: string
} & (
  | {
      allowed: true
      mandate: MandateHeld
      unitId: string
      /** The last change of reference data that it is judged under. */
      law: number | null
    }
  | {
      allowed: false
      code: AuthorityRefusal | 'sumExceeded'
    }
)

/** Somebody who would act, at an instant. */
export interface Acting {
  officerId: string
  /** The unit the officer acts for, where the officer said so. */
  unitId?: string | null
  /** Instant in ms. For a decision it is `accepted_at`, the legal date of the signature. */
  asOfMs: number
  /** The change as known at which it is judged, for who looks back; null: as known now, as every decision is. */
  known?: number | null
}

/**
 * Whether an officer may decide a task at an instant, and under which mandate: one whose desk (`deskCovers`) is the task's, in the unit
 * responsible then. An own mandate wins over a delegated one, that over a substitution. A custodian receives,
 * informs and returns, and decides nothing on substance. Duties are separated by person, whomever one acts for (`kept-apart.ts`).
 */
export async function authority(sql: Querying, by: Acting & { taskId: string }): Promise<Authority> {
  const answers = await authorities(sql, { ...by, taskIds: [by.taskId] })
  return answers.get(by.taskId) ?? noDesk
}

/** The same of many tasks, in one statement; a task that is no desk's is left out. */
export async function authorities(
  sql: Querying,
  { officerId, unitId = null, asOfMs, known = null, taskIds }: Acting & { taskIds: readonly string[] },
): Promise<ReadonlyMap<string, Authority>> {
  const earlier = asKnown(sql, known, [
    'unit',
    'jurisdiction',
    'custody',
    'competence',
    'office',
    'officer',
    'mandate',
    'seal',
    'unit_successor',
  ])
  const rows = await typedRows(sql, 'territory.authorities')`${earlier}${authorityRows(sql, {
    officer: sql`${officerId}`,
    unit: sql`${unitId}`,
    at: asOfMs,
    tasks: sql`${[...taskIds]}::text[]`,
    area: 'then',
  })}`
  return new Map(rows.map((row) => [row.taskId, authorityOf(row)]))
}

/** Who would act, when and on what: values, or columns of a row in scope. */
interface ActingInStatement {
  officer: Fragment
  unit: Fragment
  at: AsOf
  /** Of type text[]. */
  tasks: Fragment
  /** Where the tasks lie: `then`; or as their rows say, where the instant is now and no placement can have followed it. */
  area: 'then' | 'now'
}

/** `authorities` as a statement, a row a task; see `authorityOf`. */
export const authorityRows = (
  sql: Querying,
  { officer, unit, at, tasks, area }: ActingInStatement,
): Fragment => sql`
    select t.id as "taskId", t.power, t.role, t.field, r.unit_id as "responsibleId", unit.name as "unitName", r.custodian,
      held.id as "mandateId", held.kind, held.acting_for_id as "actingForId", lender.name as "actingForName", held.basis,
      (select up_to_dong::text from mandate where mandate.id = held.id) as "upToDong",
      exists (select 1 from (${desksAt(sql, sql`m.officer_id = ${officer} and m.unit_id = coalesce(${unit}, m.unit_id)`, at)}) desk
        where ${deskCovers(sql, 'desk', 't')}) as "hasDesk",
      ${isParty(sql, officer)} as "isParty", ${hasDeclared(sql, officer, at)} as "hasDeclared",
      ${actedBefore(sql, officer)} as "actedBefore",
      ${sealGone(sql, at)} as "sealGoneTo", ${lastChange(sql)} as law
    from (
      select task.id, dossier_id, correction, kind, step, role, tier, power, procedure_code, field, not_by, plan_hash, ${area === 'now' ? sql`area_id` : sql`${areaAt(sql, 'task', at)} as area_id`}
      from task where task.id = any (${tasks}) and holder = 'desk') t
    left join lateral (${responsibleFor(sql, 't', at)}) r on true
    left join unit on unit.id = r.unit_id
    left join lateral (
      select desk.* from (${desksAt(sql, sql`m.officer_id = ${officer} and m.unit_id = r.unit_id`, at)}) desk
      where ${deskCovers(sql, 'desk', 't')} and r.unit_id = coalesce(${unit}, r.unit_id)
      order by ${deskOrder(sql, 'desk')} limit 1
    ) held on true
    left join officer lender on lender.id = held.acting_for_id`

/**
 * Of a signature for a unit whose seals have all ended, the names of the units that stand in its place; null where it may sign. A unit that has
 * had no seal by then is not judged: its first may be to come. `offset 0`: the seals of one unit are few, the index by instant gives those of all.
 */
const sealGone = (sql: Querying, at: AsOf): Fragment => sql`
  case when t.power = 'sign'
    and exists (select 1 from (select valid from seal where unit_id = r.unit_id offset 0) s where s.valid && tstzrange(null, ${instantOf(sql, at)}, '[]'))
    and not exists (select 1 from (select valid from seal where unit_id = r.unit_id offset 0) s where s.valid @> ${instantOf(sql, at)})
  then coalesce((
    select string_agg(distinct stands.name, ', ' order by stands.name) from unit_successor us
    cross join lateral (${became(sql, { unit: sql`us.successor_id`, asOf: at })}) b
    join unit stands on stands.id = b.unit_id and stands.valid @> ${instantOf(sql, at)}
    where us.unit_id = r.unit_id and us.valid @> ${instantOf(sql, at)}), '') end`

export type AuthorityRow = RowTypes['territory.authorities']

/** @param row null where the task is no desk's */
export function authorityOf(row: AuthorityRow | null): Authority {
  if (row === null) return noDesk
  const { responsibleId, power, role, field, unitName } = row
  const custodian = row.custodian ?? false
  const responsible = responsibleId === null ? null : { unitId: responsibleId, custodian }
  const held = heldBy(row)
  const refusal = !row.hasDesk
    ? 'noMandate'
    : held === null || (custodian && isOnSubstance(power))
      ? 'notCompetent'
      : row.sealGoneTo !== null
        ? 'sealNotInForce'
        : keptApart(row)
  const mandate = held === null ? null : { ...held, actingForName: row.actingForName }
  const because = explainAuthority({
    power,
    role,
    field,
    unitName,
    custodian,
    mandate,
    refusal,
    sealGoneTo: row.sealGoneTo,
  })
  if (refusal !== null || held === null || responsible === null) {
    return { allowed: false, code: refusal ?? 'notCompetent', responsible, because }
  }
  return { allowed: true, mandate: held, unitId: responsible.unitId, law: row.law, responsible, because }
}

function keptApart({ isParty, hasDeclared, actedBefore }: AuthorityRow): AuthorityRefusal | null {
  if (isParty) return 'ownCase'
  if (hasDeclared) return 'conflictDeclared'
  return actedBefore ? 'sameOfficer' : null
}

function heldBy({ mandateId, kind, actingForId, basis, upToDong }: AuthorityRow): MandateHeld | null {
  if (mandateId === null || kind === null) return null
  return {
    ...{ id: mandateId, kind, actingForId, basis: basis ?? '' },
    upToDong: upToDong === null ? null : parseDong(upToDong),
  }
}

const noDesk: Authority = {
  allowed: false,
  code: 'staleTask',
  responsible: null,
  because: explainAuthority({
    ...{ power: 'process', role: 'oneStop', field: '', unitName: null, custodian: false },
    ...{ mandate: null, refusal: 'staleTask' },
  }),
}
