/** Whether units can begin, by the rows and by what inspection teams entered. */
import type {
  ChecklistId,
  EnteredAnswer,
  ReadinessAnswer,
  UnitFacts,
} from '../../../domain/territory/reorganisation/readiness.ts'
import { holdsAt } from '../../../domain/territory/span.ts'
import { seatsAt, type UnitRows, unitFactsAt } from '../../../reorganisations/checks/unit-facts.ts'
import type { UnitRow } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Querying } from '../../database.ts'
import { readUnitRows } from '../../reorganisations/rows/reference-rows.ts'
import { typedRows } from '../../statement.ts'

export interface FoundUnit {
  id: string
  name: string
  facts: UnitFacts
  answers: readonly EnteredAnswer[]
}

/**
 * The communes that stand at an instant, or one unit of any tier, by id: what each has then, and the last answers entered until then. Also
 * of an instant to come, as the first of July was.
 */
export async function readReadiness(
  sql: Querying,
  { unitId, asOfMs }: { unitId: string | null; asOfMs: number },
): Promise<readonly FoundUnit[]> {
  const rows = await readUnitRows(sql, asOfMs)
  const asked = ({ id, tier }: UnitRow) => (unitId === null ? tier === 'commune' : id === unitId)
  const units = rows.unit.filter((unit) => asked(unit) && holdsAt(unit.valid, asOfMs))
  return await readinessBy(sql, rows, { units, asOfMs, reorganisation: null })
}

/**
 * The same of some units, by rows that need not be in the database; the officers of what they name are looked up there.
 * @param asOfMs when the rows are looked at; answers count of what was found until then
 * @param reorganisation whose answers count; null: those of all, and those of none
 */
export async function readinessBy(
  sql: Querying,
  rows: UnitRows,
  {
    units,
    asOfMs,
    reorganisation,
  }: { units: readonly UnitRow[]; asOfMs: number; reorganisation: string | null },
): Promise<readonly FoundUnit[]> {
  const sorted = units.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const ids = new Set(sorted.map(({ id }) => id))
  const ofUnits = { ...rows, mandate: rows.mandate.filter(({ unitId }) => ids.has(unitId)) }
  const seats = seatsAt(ofUnits, asOfMs)
  const seated = new Set(seats.map(({ officerId }) => officerId))
  const [officers, answers] = await Promise.all([
    typedRows(sql, 'territory.knownOfficers')`
      select id, invented, exists (
        select 1 from account a where a.officer_id = officer.id and a.valid @> instant(${asOfMs})) as "withAccount"
      from officer where id = any(${[...seated]}::text[])`,
    typedRows(sql, 'territory.lastAnswers')`
      select distinct on (unit_id, criterion) unit_id as "unitId", criterion, answer, team from readiness_answer
      where unit_id = any(${[...ids]}::text[]) and valid_at <= instant(${asOfMs})
        and (${reorganisation}::text is null or reorganisation = ${reorganisation})
      order by unit_id, criterion, valid_at desc, id desc`,
  ])
  const those = (which: 'invented' | 'withAccount') =>
    new Set(officers.filter((officer) => officer[which]).map(({ id }) => id))
  const known = { withAccount: those('withAccount'), invented: those('invented') }
  const factsOf = unitFactsAt(ofUnits, asOfMs, known, seats)
  return sorted.map((unit) => ({
    ...{ id: unit.id, name: unit.name, facts: factsOf(unit) },
    answers: answers.flatMap(({ unitId, ...answer }) => (unitId === unit.id ? [answer] : [])),
  }))
}

export interface NewAnswer {
  unitId: string
  /** For which the team looked; null: none. */
  reorganisation: string | null
  criterion: ChecklistId
  answer: ReadinessAnswer
  team: string
  actorId: string
  note: string | null
  /** Legal instant, when it was found so, ms. */
  at: number
}

export async function recordAnswer(sql: Querying, entered: NewAnswer): Promise<void> {
  const { unitId, reorganisation, criterion, answer, team, actorId, note, at } = entered
  await sql`
    insert into readiness_answer (unit_id, reorganisation, criterion, answer, team, actor_id, note, valid_at)
    values (${unitId}, ${reorganisation}, ${criterion}, ${answer}, ${team}, ${actorId}, ${note}, instant(${at}))`
}

/** What was entered of a unit, the latest first. Instants in ms. */
export async function answersOf(sql: Querying, unitId: string) {
  return await typedRows(sql, 'territory.readinessAnswers')`
    select reorganisation, criterion, answer, team, actor_id as "enteredBy", note, epoch_ms(valid_at) as at
    from readiness_answer where unit_id = ${unitId} order by valid_at desc, id desc limit 200`
}
