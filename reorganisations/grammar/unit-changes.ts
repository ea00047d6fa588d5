/** Units that begin and end, and what they have: a unit above them, sites, a seal. */
import { holdsAt } from '../../domain/territory/span.ts'
import type { Draft } from './draft.ts'
import { type Foundation, founded, type Of } from './foundation.ts'
import type { MandateRow, UnitPlace, UnitRow } from './reference-rows.ts'

const nowhere: UnitPlace = { seat: null, seatDoubt: null, population: null, lat: null, lon: null }

/** Under the unit that it names, if that stands then. */
export function beginUnit(draft: Draft, { unit }: Of<'unitBegins'>, resolution: string): void {
  const foundation = founded(unit, resolution)
  const before = draft.unit.get(unit.id)
  if (before !== undefined) reportOtherName(draft, before, unit)
  // Who stood in its place until now: it answers for itself again, and those who follow it later are others.
  draft.unitSuccessor.endWhere('unitId', unit.id)
  draft.unit.begin(unit.id, (dated) => ({ ...placeOf(before), ...unit, ...foundation, ...dated }))
  if (unit.parentId !== null) standUnder(draft, { unit: unit.id, to: unit.parentId }, foundation)
}

const placeOf = (before: UnitRow | undefined): UnitPlace =>
  before === undefined || before.valid.length === 0
    ? nowhere
    : {
        ...{ seat: before.seat, seatDoubt: before.seatDoubt, population: before.population },
        ...{ lat: before.lat, lon: before.lon },
      }

/** A unit has one name for all its time: under another, what it was before would be rewritten. */
function reportOtherName(draft: Draft, before: UnitRow, unit: Of<'unitBegins'>['unit']): void {
  if (before.valid.length === 0) return
  const other = (['name', 'type', 'tier', 'identifier'] as const).filter(
    (what) => before[what] !== unit[what],
  )
  if (other.length > 0) {
    draft.problems.push(
      `unit ${unit.id} has stood before as ${before.name} and would begin with another ${other.join(', ')}; give it an id of its own`,
    )
  }
}

export function endUnit(draft: Draft, unit: string): void {
  reportToCome(draft, `unit ${unit}`, draft.mandate.having('unitId', unit))
  draft.unit.endNamed(unit)
  endWhatRestsOn(draft, unit)
}

export function endOffice(draft: Draft, office: string): void {
  reportToCome(draft, `office ${office}`, draft.mandate.having('officeId', office))
  draft.mandate.endWhere('officeId', office)
  draft.office.endNamed(office)
}

/** Who was appointed for a later day would lose the appointment, and no row would say why. */
function reportToCome({ at, problems }: Draft, of: string, mandates: readonly MandateRow[]): void {
  for (const { id, valid } of mandates) {
    const later = valid.find(({ from }) => from > at)
    if (later === undefined) continue
    problems.push(
      `mandate ${id} begins at ${new Date(later.from).toISOString()} in ${of}, which ends before; move or end it first (mandateMoves, mandateEnds)`,
    )
  }
}

/** What rests on a unit ends with it; who takes it over is said by other changes, and what nobody takes over is found by the check. */
export function endWhatRestsOn(draft: Draft, unit: string): void {
  draft.unitParent.endWhere('unitId', unit)
  draft.jurisdiction.endWhere('unitId', unit)
  draft.competence.endWhere('unitId', unit)
  draft.custody.endWhere('unitId', unit)
  draft.site.endWhere('unitId', unit)
  draft.seal.endWhere('unitId', unit)
  draft.office.endWhere('unitId', unit)
  draft.mandate.endWhere('unitId', unit)
}

export function moveParent(
  draft: Draft,
  { unit, to }: Pick<Of<'parentMoves'>, 'unit' | 'to'>,
  foundation: Foundation,
): void {
  if (draft.unit.inForce(unit) === null) return
  if (!stands(draft, to)) {
    draft.problems.push(`unit ${unit} would move under ${to}, which is not in force then`)
    return
  }
  draft.unitParent.endWhere('unitId', unit)
  standUnder(draft, { unit, to }, foundation)
}

const stands = (draft: Draft, id: string): boolean => holdsAt(draft.unit.get(id)?.valid ?? [], draft.at)

function standUnder(draft: Draft, { unit, to }: { unit: string; to: string }, foundation: Foundation): void {
  draft.unitParent.begin(`${unit}>${to}`, (dated) => ({
    ...foundation,
    ...dated,
    unitId: unit,
    parentId: to,
  }))
}

export function beginSite(draft: Draft, { site }: Of<'siteBegins'>, resolution: string): void {
  if (draft.unit.inForce(site.unitId) === null) return
  draft.site.begin(site.id, (dated) => ({ ...site, ...founded(site, resolution), ...dated }))
}

export function beginSeal(draft: Draft, { seal }: Of<'sealBegins'>, resolution: string): void {
  if (draft.unit.inForce(seal.unitId) === null) return
  draft.seal.endWhere('unitId', seal.unitId)
  draft.seal.begin(seal.id, (dated) => ({ ...seal, ...founded(seal, resolution), ...dated }))
}

/** A unit that stands has to stand under one that stands too: nobody would answer for a school whose district has ended. */
export function reportOrphans(draft: Draft): void {
  for (const { unitId, parentId, valid } of draft.unitParent.rows()) {
    if (holdsAt(valid, draft.at) && stands(draft, unitId) && !stands(draft, parentId)) {
      const name = draft.unit.get(unitId)?.name ?? unitId
      draft.problems.push(
        `unit ${unitId} (${name}) is under ${parentId}, which is not in force then; say where it moves`,
      )
    }
  }
}
