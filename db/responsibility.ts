/** Who is responsible, and who may act: read as of an instant, never kept. */
import type postgres from 'postgres'
import { DomainError, type ErrorCode } from '../domain/errors.ts'
import type { Querying } from './database.ts'

/** What decides who is responsible for a step. */
export interface Matter {
  areaId: string
  procedureCode: string
  field: string
  power: string
  tier: string
}

export interface Responsible {
  unitId: string
  /** The unit keeps what is not placed yet: it may receive, inform and return, not decide on substance. */
  custodian: boolean
}

export type Authority =
  | { allowed: true; mandateId: string; unitId: string; actingForId: string | null }
  | {
      allowed: false
      code: Extract<ErrorCode, 'notCompetent' | 'noMandate'>
      /** Who is responsible then, for the hint that a refusal owes. */
      responsible: Responsible | null
    }

/**
 * The unit responsible for the row `of` has in scope, as a subquery with `unit_id`, `custodian` and `held_by`:
 * `from task t cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r`. The row has area_id,
 * procedure_code, field, power and tier. One row at most: overlap is excluded by constraint.
 */
export function responsibleFor(
  sql: Querying,
  of: string,
  asOfMs: number,
): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    select coalesce(held.unit_id, j.unit_id) as unit_id, coalesce(j.custodian, false) as custodian, held.held_by
    from (${competenceFor(sql, of, asOfMs)}) held
    left join jurisdiction j on held.unit_id is null and j.area_id = ${sql(`${of}.area_id`)}
      and j.tier = held.held_by and j.valid @> instant(${asOfMs})
    where held.unit_id is not null or j.unit_id is not null`
}

/** The one competence row that counts: a procedure's goes before its field's, that before the one for all. */
export function competenceFor(
  sql: Querying,
  of: string,
  asOfMs: number,
): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    select c.id, c.held_by, c.unit_id from competence c
    where c.power = ${sql(`${of}.power`)} and c.tier = ${sql(`${of}.tier`)} and c.valid @> instant(${asOfMs})
      and (c.scope, c.subject) in (('procedure', ${sql(`${of}.procedure_code`)}), ('field', ${sql(`${of}.field`)}), ('all', '*'))
    order by array_position(array['procedure', 'field', 'all'], c.scope)
    limit 1`
}

/** Null only where the area is not valid then, or the tables have a gap. */
export async function responsibleUnit(
  sql: Querying,
  matter: Matter,
  asOfMs: number,
): Promise<Responsible | null> {
  const [row] = await sql<Responsible[]>`
    select r.unit_id as "unitId", r.custodian
    from (${matterRow(sql, matter)}) m cross join lateral (${responsibleFor(sql, 'm', asOfMs)}) r`
  return row ?? null
}

/**
 * Whether an officer may decide a task at an instant, and under which mandate: one of the task's role in the
 * unit responsible then. An own mandate goes before a delegated one, that before a substitution. That somebody
 * else decided an earlier step (separation of duties) is not asked here.
 * @param unitId the unit the officer acts for, where the officer said so
 */
export async function authority(
  sql: Querying,
  by: { officerId: string; unitId?: string; task: Matter & { role: string }; asOfMs: number },
): Promise<Authority> {
  const { officerId, unitId, task, asOfMs } = by
  const [row] = await sql<AuthorityRow[]>`
    select r.unit_id as "responsibleId", r.custodian, held.id as "mandateId", held.acting_for_id as "actingForId",
      exists (select 1 from mandate any_unit where any_unit.officer_id = ${officerId}
        and any_unit.role = ${task.role} and any_unit.valid @> instant(${asOfMs})
        and any_unit.unit_id = coalesce(${unitId ?? null}, any_unit.unit_id)) as "hasRole"
    from (${matterRow(sql, task)}) m
    left join lateral (${responsibleFor(sql, 'm', asOfMs)}) r on true
    left join lateral (
      select mandate.id, mandate.acting_for_id from mandate
      where mandate.officer_id = ${officerId} and mandate.unit_id = r.unit_id and mandate.role = ${task.role}
        and mandate.valid @> instant(${asOfMs}) and r.unit_id = coalesce(${unitId ?? null}, r.unit_id)
      order by array_position(array['own', 'delegated', 'substitution'], mandate.kind), mandate.id
      limit 1
    ) held on true`
  return verdict(row, task.power)
}

interface AuthorityRow {
  responsibleId: string | null
  custodian: boolean | null
  mandateId: string | null
  actingForId: string | null
  hasRole: boolean
}

function verdict(row: AuthorityRow | undefined, power: string): Authority {
  const {
    responsibleId = null,
    custodian = null,
    mandateId = null,
    actingForId = null,
    hasRole = false,
  } = row ?? {}
  const responsible = responsibleId === null ? null : { unitId: responsibleId, custodian: custodian ?? false }
  if (!hasRole) return { allowed: false, code: 'noMandate', responsible }
  const onSubstance = power !== 'receive' && power !== 'return'
  if (responsible === null || mandateId === null || (responsible.custodian && onSubstance)) {
    return { allowed: false, code: 'notCompetent', responsible }
  }
  return { allowed: true, mandateId, unitId: responsible.unitId, actingForId }
}

function matterRow(sql: Querying, matter: Matter): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    select ${matter.areaId}::text as area_id, ${matter.procedureCode}::text as procedure_code,
      ${matter.field}::text as field, ${matter.power}::text as power, ${matter.tier}::text as tier`
}

/** What is known of where something lies: an area itself, or the commune by its code of either epoch. */
export interface PlaceKnown {
  areaId?: string
  /** Code of a commune as it was until 30 June 2025. */
  oldWard?: string
  /** Code of a commune since 1 July 2025. */
  newWard?: string
}

/**
 * The area of a place. Both communes give the cell. One commune that consists of a single cell gives that;
 * otherwise its name decides nothing about the cell, and the place is unplaced within that commune: an old
 * commune that was split leaves open who is responsible (a custodian is, until it is placed), a new one leaves
 * open only what the next reform may ask.
 * @throws DomainError unknownArea where nothing, or nothing valid at the instant, fits
 */
export async function areaOf(sql: Querying, place: PlaceKnown, asOfMs: number): Promise<string> {
  const { areaId = null, oldWard = null, newWard = null } = place
  const [row] = await sql<{ id: string }[]>`
    with fitting as (
      select id, kind from area
      where valid @> instant(${asOfMs}) and case
        when ${areaId}::text is not null then id = ${areaId}
        when ${oldWard}::text is not null and ${newWard}::text is not null then id = 'cell:' || ${oldWard} || ':' || ${newWard}
        when ${oldWard}::text is not null then id = 'unplaced:old:' || ${oldWard} or starts_with(id, 'cell:' || ${oldWard} || ':')
        else id = 'unplaced:new:' || ${newWard}
      end
    )
    select id from fitting order by kind = 'unplaced' desc limit 1`
  if (row === undefined) throw new DomainError('unknownArea')
  return row.id
}
