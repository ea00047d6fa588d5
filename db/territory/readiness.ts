/** What the rows say of units before they begin, and what inspection teams entered. */
import type { Role } from '../../domain/dossier/dossier.ts'
import type {
  ChecklistId,
  EnteredAnswer,
  ReadinessAnswer,
  UnitFacts,
} from '../../domain/territory/readiness.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { desksAt } from './desk.ts'

export interface FoundUnit {
  id: string
  name: string
  facts: UnitFacts
  answers: readonly EnteredAnswer[]
}

/** Roles whose desk signs for a unit. */
const signing: readonly Role[] = ['chair', 'director', 'policeChief', 'militaryChief']

/**
 * The communes that stand at an instant, or one unit of any tier, by id: what each has then, and the last answers entered until then. Also
 * of an instant to come, as the first of July was.
 */
export async function readReadiness(
  sql: Querying,
  { unitId, asOfMs }: { unitId: string | null; asOfMs: number },
): Promise<readonly FoundUnit[]> {
  const asked = unitId === null ? sql`unit.tier = 'commune'` : sql`unit.id = ${unitId}`
  const rows = await typedRows(sql, 'territory.readiness')`
    with asked as materialized (select id, name from unit where ${asked} and valid @> instant(${asOfMs})),
    desk as materialized (${desksAt(sql, sql`m.unit_id in (select id from asked)`, asOfMs)}),
    needed as (
      select distinct o.unit_id, role from office o cross join unnest(o.roles) role
      where o.unit_id in (select id from asked) and o.valid @> instant(${asOfMs})),
    people as (
      select d.unit_id, d.officer_id, bool_or(d.role = any(${[...signing]}::text[]) and (d.powers is null or 'sign' = any(d.powers))) as signs,
        exists (select 1 from account a where a.officer_id = d.officer_id and a.valid @> instant(${asOfMs})) as known,
        exists (select 1 from officer p where p.id = d.officer_id and p.invented) as invented
      from desk d group by d.unit_id, d.officer_id)
    select asked.id, asked.name,
      array(select needed.role from needed where needed.unit_id = asked.id and not exists (
        select 1 from desk where desk.unit_id = asked.id and desk.role = needed.role) order by 1) as "rolesWithoutOfficer",
      (select count(*)::int from people p where p.unit_id = asked.id and p.signs) as signers,
      (select count(*)::int from people p where p.unit_id = asked.id) as officers,
      (select count(*)::int from people p where p.unit_id = asked.id and p.known) as "officersWithAccount",
      (select count(*)::int from people p where p.unit_id = asked.id and p.invented) as "inventedOfficers",
      (select count(*)::int from seal s where s.unit_id = asked.id and s.valid @> instant(${asOfMs})) as seals,
      (select count(*)::int from seal s where s.unit_id = asked.id and s.valid @> instant(${asOfMs}) and s.assumed) as "assumedSeals",
      (select count(*)::int from site s where s.unit_id = asked.id and s.valid @> instant(${asOfMs})) as sites,
      (select count(*)::int from site s where s.unit_id = asked.id and s.valid @> instant(${asOfMs}) and s.assumed) as "assumedSites",
      (select count(*)::int from site s where s.unit_id = asked.id and s.valid @> instant(${asOfMs})
        and 'reception' = any(s.uses)) as "sitesForPublic",
      coalesce((select jsonb_agg(jsonb_build_object('criterion', last.criterion, 'answer', last.answer, 'team', last.team)) from (
        select distinct on (criterion) criterion, answer, team from readiness_answer
        where unit_id = asked.id and valid_at <= instant(${asOfMs}) order by criterion, valid_at desc, id desc) last), '[]') as answers
    from asked order by asked.id`
  return rows.map(({ id, name, answers, ...facts }) => ({ id, name, facts, answers }))
}

export interface NewAnswer {
  unitId: string
  criterion: ChecklistId
  answer: ReadinessAnswer
  team: string
  actorId: string
  note: string | null
  /** Legal instant, ms. */
  at: number
}

export async function recordAnswer(sql: Querying, entered: NewAnswer): Promise<void> {
  const { unitId, criterion, answer, team, actorId, note, at } = entered
  await sql`
    insert into readiness_answer (unit_id, criterion, answer, team, actor_id, note, valid_at)
    values (${unitId}, ${criterion}, ${answer}, ${team}, ${actorId}, ${note}, instant(${at}))`
}

/** What was entered of a unit, the latest first. Instants in ms. */
export async function answersOf(sql: Querying, unitId: string) {
  return await typedRows(sql, 'territory.readinessAnswers')`
    select criterion, answer, team, actor_id as "enteredBy", note, epoch_ms(valid_at) as at
    from readiness_answer where unit_id = ${unitId} order by valid_at desc, id desc limit 200`
}
