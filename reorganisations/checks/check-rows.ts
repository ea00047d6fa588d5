/** Judges the rows that stand, or that a reorganisation would produce, at every instant from one on. Pure. */
import { powers, tiers } from '../../domain/dossier/dossier.ts'
import type { Matter } from '../../domain/territory/matter.ts'
import { holdsAt } from '../../domain/territory/span.ts'
import { checkTerritory, type TerritoryFinding } from '../../domain/territory/territory-check.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'
import { territoryRowsOf } from '../grammar/territory-rows.ts'
import { responsibilityMap } from '../preview/responsibility-map.ts'
import { abolishedTiers, bareCodes } from './abolished-tiers.ts'
import { ResponsibleSpans } from './responsible-spans.ts'
import { rolesNobodyHolds } from './roles-held.ts'
import type { NeededDesk, RowFinding, RowFindingKind } from './row-finding.ts'
import { endsWithOfficers, endsWithSeals, nameOf, unitsById } from './unit-ends.ts'

/** Nothing but the rows is asked: no dossier, and no task. */
export function checkRows(
  rows: ReferenceRows,
  { from, needed }: { from: number; needed: readonly NeededDesk[] },
): readonly RowFinding[] {
  const since = { from, until: Infinity }
  const responsible = new ResponsibleSpans(rows, since)
  return [
    ...checkTerritory(territoryRowsOf(rows), { from, tiers, powers }).map((one) => asFinding(rows, one)),
    ...endsWithOfficers(rows, since),
    ...endsWithSeals(rows, rows.seal, since),
    ...rolesNobodyHolds(rows, needed, responsible),
    ...abolishedTiers(rows, needed, responsible),
    ...bareCodes(rows, since),
  ]
}

const kinds: Readonly<Record<TerritoryFinding['rule'], RowFindingKind>> = {
  gap: 'noHolder',
  overlap: 'twoHolders',
  holder: 'wrongHolder',
  custodian: 'custodian',
}
const remedies: Readonly<Record<TerritoryFinding['rule'], string>> = {
  gap: 'Say who holds it from that instant on (areaMoves, powerMoves)',
  overlap: 'End one of the two where the other begins',
  holder: 'Move what it holds to a unit that stands then',
  custodian: 'Let a custodian keep what is split, and nothing else (areaSplits, custodyMoves)',
}

function asFinding({ unit }: ReferenceRows, { rule, of, what, ...span }: TerritoryFinding): RowFinding {
  const names = unitsById({ unit })
  const named = (text: string) =>
    text.replace(/\b(?:old|new|hanoi|body|later):[\w-]+/g, (id) => (names.has(id) ? nameOf(names, id) : id))
  return {
    ...{ kind: kinds[rule], of: named(of), what: named(what), remedy: remedies[rule] },
    ...{ from: span.from, until: span.until },
  }
}

/** Open tasks of one matter. */
export interface OpenMatter extends Matter {
  tasks: number
}

/** The instants at which who is responsible may change: this one, and each later bound of what it follows from. */
export function instantsFrom(rows: ReferenceRows, from: number): readonly number[] {
  const bounds = [rows.unit, rows.jurisdiction, rows.competence, rows.custody].flatMap((table) =>
    table.flatMap(({ valid }) => valid.flatMap((span) => [span.from, span.until])),
  )
  const later = bounds.filter((at) => at > from && Number.isFinite(at))
  return [...new Set([from, ...later])].sort((a, b) => a - b)
}

/** Tasks that would be at a unit that does not stand, or at none, from the first instant at which they are. */
export function endsWithRuns(
  rows: ReferenceRows,
  open: readonly OpenMatter[],
  from: number,
): readonly RowFinding[] {
  const units = unitsById(rows)
  const instants = instantsFrom(rows, from)
  const found = new Map<string, RowFinding & { tasks: number }>()
  for (const [i, at] of instants.entries()) {
    const unitOf = responsibilityMap(rows, at)
    for (const matter of open) {
      const unitId = unitOf(matter)?.unitId ?? null
      if (unitId !== null && holdsAt(units.get(unitId)?.valid ?? [], at)) continue
      const of = unitId === null ? `no unit, in area ${matter.areaId}` : nameOf(units, unitId)
      const finding = found.get(`${of} ${at}`) ?? {
        ...{ kind: 'endsWithRuns', of, from: at, until: instants[i + 1] ?? Infinity, what: '', tasks: 0 },
        remedy: 'Move the area or the power to a unit that stands, before anything else',
      }
      finding.tasks += matter.tasks
      finding.what = `${finding.tasks} open tasks would be there`
      found.set(`${of} ${at}`, finding)
    }
  }
  return [...found.values()].map(({ tasks: _, ...finding }) => finding)
}

/** Areas in which some row of jurisdiction outlasts its unit or leaves a gap, as the findings name them: where runs are looked for. */
export const suspectAreas = (
  rows: ReferenceRows,
  findings: readonly TerritoryFinding[],
): readonly string[] => {
  const areas = new Set(rows.area.map(({ id }) => id))
  const ofRow = new Map(rows.jurisdiction.map(({ id, areaId }) => [id, areaId]))
  const named = findings.map(({ of }) => ofRow.get(of) ?? of.slice(0, of.lastIndexOf(' ')))
  return [...new Set(named.filter((id) => areas.has(id)))].sort()
}
