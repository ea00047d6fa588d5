/** The check of the rows that stand: what is wrong with them at any instant from now on, and what lies on it. */
import { powers, tiers } from '../../../domain/dossier/dossier.ts'
import { checkTerritory } from '../../../domain/territory/territory-check.ts'
import { bare } from '../../../reorganisations/checks/abolished-tiers.ts'
import {
  checkRows,
  endsWithRuns,
  type OpenMatter,
  suspectAreas,
} from '../../../reorganisations/checks/check-rows.ts'
import type { NeededDesk, RowFinding, RowFindingKind } from '../../../reorganisations/checks/row-finding.ts'
import { byRowFindingKind } from '../../../reorganisations/checks/row-finding.ts'
import { endedWithoutSuccessor } from '../../../reorganisations/checks/unit-ends.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import { territoryRowsOf } from '../../../reorganisations/grammar/territory-rows.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { readReferenceRows } from './reference-rows.ts'

export interface RowCheck {
  findings: readonly RowFinding[]
  /** How many of each kind; none where there is 0. */
  counts: Readonly<Record<RowFindingKind, number>>
}

/**
 * Judges the rows as they are known now, at every instant from one on. Reads all reference rows, and of dossiers and tasks only what lies in
 * areas and at units that something is wrong with, by their indexes. Read it within one snapshot.
 * @param from ms
 * @param definitions desks that procedures which can be filed name; those of open dossiers are read from their plans
 */
export async function checkCurrentRows(
  sql: Querying,
  { from, definitions }: { from: number; definitions: readonly NeededDesk[] },
): Promise<RowCheck> {
  const [rows, open] = await Promise.all([readReferenceRows(sql), desksOfPlans(sql)])
  const findings = [
    ...checkRows(rows, { from, needed: [...definitions, ...open] }),
    ...(await runsInDoubt(sql, rows, from)),
    ...(await leftAtUnits(sql, rows, from)),
    ...(await unitsByCode(sql, from)),
  ]
  return { findings, counts: countsOf(findings) }
}

function countsOf(findings: readonly RowFinding[]): RowCheck['counts'] {
  const count = (kind: RowFindingKind) => findings.filter((one) => one.kind === kind).length
  return byRowFindingKind(count)
}

/**
 * Desks that the plans of open dossiers name: a plan stays with its dossier, whatever was published since. It reads all open dossiers once: looked
 * for plan by plan, an index by procedure goes through all that ever were closed.
 */
export async function desksOfPlans(sql: Querying): Promise<readonly NeededDesk[]> {
  return await typedRows(sql, 'reorganisations.desksOfPlans')`
    with open as materialized (
      select distinct on (procedure_code, plan_hash) procedure_code, plan_hash, field from dossier where status <> 'closed')
    select distinct p.procedure_code as "procedureCode", open.field, desk->>'tier' as tier, desk->>'power' as power, desk->>'role' as role
    from open join plan p on p.procedure_code = open.procedure_code and p.hash = open.plan_hash
    cross join lateral jsonb_each(p.body->'steps') step
    cross join lateral jsonb_array_elements(coalesce(step.value->'desks', '[]')) desk`
}

/** Open tasks where the rows are in doubt; none is looked for where they are sound. */
async function runsInDoubt(sql: Querying, rows: ReferenceRows, from: number): Promise<readonly RowFinding[]> {
  const doubts = checkTerritory(territoryRowsOf(rows), { from, tiers, powers })
  if (doubts.length === 0) return []
  // A power that somebody named holds, or nobody, is no area's: then all are looked at.
  const ofPowers = doubts.some(
    ({ of }) => suspectAreas(rows, [{ rule: 'gap', of, what: '', from, until: from }]).length === 0,
  )
  const areas = ofPowers ? rows.area.map(({ id }) => id) : suspectAreas(rows, doubts)
  return endsWithRuns(rows, await openIn(sql, areas), from)
}

async function openIn(sql: Querying, areas: readonly string[]): Promise<readonly OpenMatter[]> {
  return await typedRows(sql, 'reorganisations.openMatters')`
    select area_id as "areaId", procedure_code as "procedureCode", field, power, tier, sum(tasks)::int as tasks
    from (
      select area_id, procedure_code, field, power, tier, tasks from task_count
      where area_id = any(${[...areas]}::text[]) and procedure_code <> '*'
      union all
      select area_id, procedure_code, field, power, tier, tasks from task_change where area_id = any(${[...areas]}::text[])) open
    group by area_id, procedure_code, field, power, tier having sum(tasks) > 0`
}

/**
 * Originals and results at counters that nobody succeeds: results to come, of open dossiers, and those that wait for collection,
 * of closed ones. A superseded result is not handed out.
 */
async function leftAtUnits(sql: Querying, rows: ReferenceRows, from: number): Promise<readonly RowFinding[]> {
  const alone = endedWithoutSuccessor(rows, { from, until: Infinity })
  if (alone.length === 0) return []
  const left = await typedRows(sql, 'reorganisations.leftAtUnits')`
    select alone.unit_id as "unitId",
      (select count(*)::int from original_place p where p.unit_id = alone.unit_id and p.until is null) as originals,
      (select count(*)::int from dossier d where d.reception_unit_id = alone.unit_id and (d.status <> 'closed' or exists (
        select from result r where r.dossier_id = d.id and not r.collected and not exists (
          select from result later where later.dossier_id = r.dossier_id and later.correction > r.correction)))) as dossiers
    from unnest(${alone.map(({ id }) => id)}::text[]) alone (unit_id)`
  return left.flatMap(({ unitId, originals, dossiers }): RowFinding[] => {
    const unit = alone.find(({ id }) => id === unitId)
    if (unit === undefined) return []
    const { of, span } = unit
    const remedy = 'Say who succeeds the unit (unitSucceeds), or move them to another'
    return [
      ...(originals === 0
        ? []
        : [
            {
              ...{ kind: 'endsWithOriginals' as const, of, ...span, remedy },
              what: `${originals} papers are there`,
            },
          ]),
      ...(dossiers === 0
        ? []
        : [
            {
              ...{ kind: 'endsWithAppointments' as const, of, ...span, remedy },
              what: `${dossiers} applicants are to come there for a result, and nobody succeeds it`,
            },
          ]),
    ]
  })
}

/** Where a unit is named without a foreign key: the counters of dossier codes. */
async function unitsByCode(sql: Querying, from: number): Promise<readonly RowFinding[]> {
  const rows = await typedRows(sql, 'reorganisations.unitsByCode')`
    select distinct c.unit_id as id from dossier_code_counter c where not exists (select 1 from unit where unit.id = c.unit_id) order by 1`
  return rows.map(({ id }) => bare('counter of dossier codes', 'unit', id, { from, until: Infinity }))
}
