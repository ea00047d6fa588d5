/**
 * What an officer may do: a desk is one mandate, with its role, its fields, powers and areas. The one definition for authority, inbox,
 * claims, counts, notices and search: roles × fields of several mandates would give rights that nobody has.
 */
import type postgres from 'postgres'
import type { Querying } from '../../database.ts'
import { type AsOf, instantOf } from '../responsibility/responsibility.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/**
 * Desks that stand at an instant, a row a mandate. A mandate in an office that has ended is no desk.
 * @param whose of the mandate `m`
 * @param law column of the number of a change: as known at it; null: as known now
 */
export const desksAt = (sql: Querying, whose: Fragment, at: AsOf, law: string | null = null): Fragment => sql`
  select m.id, m.officer_id, m.unit_id, m.role, m.kind, m.acting_for_id, m.basis, m.fields, m.powers, m.areas,
    o.roles as office_roles, o.fields as office_fields
  from ${law === null ? sql`mandate` : sql`mandate_history`} m
  left join ${law === null ? sql`office` : sql`office_history`} o on o.id = m.office_id ${law === null ? sql`` : sql`and o.known @> ${sql(law)}`}
  where ${whose} ${law === null ? sql`` : sql`and m.known @> ${sql(law)}`} and m.valid @> ${instantOf(sql, at)} and (m.office_id is null or o.valid @> ${instantOf(sql, at)})`

/**
 * Whether a desk in scope covers a row in scope: a task, or what has its role, field, power and area.
 * @param desk alias of a row of `desksAt`
 * @param of alias of the row
 */
export const deskCovers = (sql: Querying, desk: string, of: string): Fragment => sql`
  ${sql(`${desk}.role`)} = ${sql(`${of}.role`)} and ${deskReaches(sql, desk, of)}
    and (${sql(`${desk}.powers`)} is null or ${sql(`${of}.power`)} = any(${sql(`${desk}.powers`)}))`

/** Whether a desk in scope does a field: neither the mandate nor its office leaves it out. */
export const deskDoes = (sql: Querying, desk: string, field: Fragment): Fragment => sql`
  (${sql(`${desk}.fields`)} is null or ${field} = any(${sql(`${desk}.fields`)}))
    and (${sql(`${desk}.office_fields`)} is null or ${field} = any(${sql(`${desk}.office_fields`)}))`

/** Whether field and area of a row in scope, a task or a dossier, are a desk's, whatever its role and powers. */
export const deskReaches = (sql: Querying, desk: string, of: string): Fragment => sql`
  ${deskDoes(sql, desk, sql`${sql(`${of}.field`)}`)}
    and (${sql(`${desk}.areas`)} is null or ${sql(`${of}.area_id`)} = any(${sql(`${desk}.areas`)}))`

/**
 * Whether a desk in scope stands over a task in scope that is escalated to a role: it has the role and reaches the task; a head of
 * office only where the office does the task's role.
 */
export const deskIsOver = (sql: Querying, desk: string, of: string, toRole: string): Fragment => sql`
  ${sql(`${desk}.role`)} = ${sql(toRole)} and ${deskReaches(sql, desk, of)}
    and (${sql(`${desk}.role`)} <> 'officeHead' or ${sql(`${of}.role`)} = any(${sql(`${desk}.office_roles`)}))`

/** In which order one desk wins over another: an own one over a delegated one, that over a substitution. */
export const deskOrder = (sql: Querying, desk: string): Fragment =>
  sql`array_position(array['own', 'delegated', 'substitution'], ${sql(`${desk}.kind`)}), ${sql(`${desk}.id`)}`
