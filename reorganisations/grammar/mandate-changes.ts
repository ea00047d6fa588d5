/** Mandates that begin, move and end by name. */
import { common, holdsAt } from '../../domain/territory/span.ts'
import { zonedInstant } from '../../domain/time/zoned-instant.ts'
import type { Draft } from './draft.ts'
import type { Of } from './foundation.ts'
import { type MandateRow, unlimited } from './reference-rows.ts'

export function beginMandate(
  draft: Draft,
  { mandate, until }: Of<'mandateBegins'>,
  resolution: string,
): void {
  if (draft.unit.inForce(mandate.unitId) === null) return
  const end = until === undefined ? Infinity : zonedInstant(until)
  if (end === null || end <= draft.at) {
    draft.problems.push(`mandate ${mandate.id} holds until ${until}, which is no instant after it begins`)
    return
  }
  const basis = mandate.basis ?? resolution
  draft.mandate.begin(mandate.id, (dated) => ({ ...unlimited, ...mandate, basis, ...dated }), end)
}

export function endMandate(draft: Draft, id: string): void {
  const row = draft.mandate.lasting(id)
  if (row !== null) draft.mandate.end(row)
}

export function moveMandate(
  draft: Draft,
  { mandate, unit, office, areas }: Of<'mandateMoves'>,
  basis: string,
): void {
  const held = draft.mandate.lasting(mandate)
  if (held === null || draft.unit.inForce(unit) === null) return
  const span = held.valid.find(({ until }) => until > draft.at)
  if (span === undefined) return
  // What was lent for a time is lent until then, wherever it is.
  const valid = [{ from: Math.max(span.from, draft.at), until: span.until }]
  draft.mandate.end(held)
  const moved = { ...held, valid, unitId: unit, officeId: office, basis, areas: areas ?? held.areas }
  const beside = draft.mandate
    .having('officerId', held.officerId)
    .find((row) => isPost(row, moved) && overlaps(row, moved))
  if (beside !== undefined && joinMandates(draft, beside, moved)) return
  draft.mandate.begin(`${held.id}>${unit}`, ({ id }) => ({ ...moved, id }))
}

const isPost = (a: MandateRow, b: MandateRow): boolean => a.unitId === b.unitId && a.role === b.role

const overlaps = (a: MandateRow, b: MandateRow): boolean =>
  a.valid.some((one) => b.valid.some((other) => common(one, other).length > 0))

/**
 * Nobody holds a role in a unit twice: a clerk of two counters that are one from then on has one mandate, for the areas of both.
 * @returns false where neither says what the other does: a person has to end one of them
 */
function joinMandates(draft: Draft, beside: MandateRow, moved: MandateRow): boolean {
  if (coversLoan(beside, moved)) return true
  if (!isAlike(beside, moved) || !holdsAt(moved.valid, draft.at)) return false
  const areas = unionOf(beside.areas, moved.areas)
  if (areas?.length === beside.areas?.length) return true
  if (beside.valid[0]?.from === draft.at) draft.mandate.set({ ...beside, areas })
  else {
    draft.mandate.end(beside)
    const { basis, valid } = moved
    draft.mandate.begin(`${beside.id}>${beside.unitId}`, ({ id }) => ({ ...beside, id, areas, basis, valid }))
  }
  return true
}

const isAlike = (a: MandateRow, b: MandateRow): boolean =>
  a.kind === b.kind && a.actingForId === b.actingForId && endOf(a) === endOf(b) && limitsOf(a) === limitsOf(b)

/** What is lent gives nothing that the officer has not got by an own mandate, for as long. */
const coversLoan = (own: MandateRow, lent: MandateRow): boolean =>
  own.kind === 'own' &&
  lent.kind !== 'own' &&
  own.valid.some((span) => lent.valid.every(({ from, until }) => span.from <= from && until <= span.until)) &&
  own.fields === null &&
  own.powers === null &&
  own.upToDong === null &&
  (own.areas === null || (lent.areas?.every((area) => own.areas?.includes(area)) ?? false))

const endOf = ({ valid }: MandateRow): number => valid.at(-1)?.until ?? 0

const limitsOf = ({ fields, powers, upToDong }: MandateRow): string =>
  JSON.stringify([fields?.toSorted() ?? null, powers?.toSorted() ?? null, upToDong])

/** Null: all of the unit. */
const unionOf = (a: MandateRow['areas'], b: MandateRow['areas']): MandateRow['areas'] =>
  a === null || b === null ? null : [...new Set([...a, ...b])].sort()
