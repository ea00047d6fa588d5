/** Units that begin and end, and what they have: a unit above them, sites, a seal. */
import { holdsAt } from '../../domain/territory/span.ts'
import type { Draft } from './draft.ts'
import { type Foundation, founded, type Of } from './foundation.ts'
import type { UnitPlace } from './reference-rows.ts'

const nowhere: UnitPlace = { seat: null, seatDoubt: null, population: null, lat: null, lon: null }

/** Under the unit that it names, if that stands then. */
export function beginUnit(draft: Draft, { unit }: Of<'unitBegins'>, resolution: string): void {
  const foundation = founded(unit, resolution)
  draft.unit.begin(unit.id, (dated) => ({ ...nowhere, ...unit, ...foundation, ...dated }))
  if (unit.parentId !== null) standUnder(draft, { unit: unit.id, to: unit.parentId }, foundation)
}

export function endUnit(draft: Draft, unit: string): void {
  draft.unit.endNamed(unit)
  endWhatRestsOn(draft, unit)
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
