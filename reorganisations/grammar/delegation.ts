/**
 * A power that is delegated to a unit in its own areas (Luật Tổ chức chính quyền địa phương 72/2025/QH15, ủy quyền): a layer in which
 * these areas lead to it, and all others to who delegates, the whole city among them. Pure.
 */
import { common, holdsAt } from '../../domain/territory/span.ts'
import { CITY_AREA_ID } from '../../domain/territory/territory-ids.ts'
import { type DelegationLayer, delegationLayer, isDelegation } from '../../domain/territory/unit.ts'
import { zonedInstant } from '../../domain/time/zoned-instant.ts'
import type { Draft } from './draft.ts'
import type { CompetenceRow } from './reference-rows.ts'
import type { Delegation } from './reorganisation.ts'

interface Foundation {
  basis: string
  assumed: boolean
}

/** Who holds what in a layer, from the instant of the draft. */
interface Holding {
  layer: DelegationLayer
  by: string
  /** The units that hold it in their own areas. */
  to: ReadonlySet<string>
  /** ms */
  until: number
}

export function delegatePower(draft: Draft, change: Delegation, foundation: Foundation): void {
  const { by, to } = change
  if (draft.unit.inForce(by) === null || draft.unit.inForce(to) === null) return
  const until = change.until === undefined ? Infinity : zonedInstant(change.until)
  if (until === null || until <= draft.at) {
    draft.problems.push(
      `delegation to ${to} holds until ${change.until}, which is no instant after it begins`,
    )
    return
  }
  const own = [...ownAreas(draft)].filter(([, unit]) => unit === to)
  if (own.length === 0) {
    draft.problems.push(`${to} holds no area in which a power could be delegated to it`)
    return
  }
  for (const procedure of change.procedures) {
    delegateOne(draft, { ...change, ...procedure, until }, foundation)
  }
  nameOfficers(draft, change, { basis: foundation.basis, until })
}

interface DelegatedProcedure extends Omit<Delegation, 'until'> {
  code: string
  field: string
  until: number
}

function delegateOne(draft: Draft, of: DelegatedProcedure, foundation: Foundation): void {
  const { power, tier, by, to, code, until } = of
  const layer = delegationLayer({ tier, power, procedureCode: code })
  const held = heldNow(draft, of)
  if (held?.heldBy === layer) {
    const delegation = holdingOf(draft, held, layer)
    if (delegation?.by === by && delegation.until === until) {
      holdAreas(draft, { ...delegation, to: new Set([...delegation.to, to]) }, foundation)
    } else {
      draft.problems.push(`${layer} is delegated already, by another unit or until another instant`)
    }
    return
  }
  if (held === undefined || held.unitId !== by) {
    draft.problems.push(`${by} does not hold the power ${power} of tier ${tier} for procedure ${code} then`)
    return
  }
  for (const row of draft.competence
    .rows()
    .filter((one) => isOf(one, of) && one.valid.some((span) => span.until > draft.at))) {
    draft.competence.end(row)
    const again = row.valid.flatMap((span) => common(span, { from: until, until: Infinity }))
    if (again.length > 0) {
      draft.competence.set({ ...row, id: `${row.id}@${new Date(until).toISOString()}`, valid: again })
    }
  }
  draft.competence.begin(
    layer,
    (dated) => ({
      ...{ scope: 'procedure', subject: code, power, tier, heldBy: layer, unitId: null },
      ...foundation,
      ...dated,
    }),
    until,
  )
  holdAreas(draft, { layer, by, to: new Set([to]), until }, foundation)
}

const isOf = (
  { scope, subject, power, tier }: CompetenceRow,
  of: Pick<DelegatedProcedure, 'code' | 'power' | 'tier'>,
): boolean => scope === 'procedure' && subject === of.code && power === of.power && tier === of.tier

/** The narrowest row that counts, as in `db/territory/responsibility/responsibility.ts`. */
function heldNow(draft: Draft, { power, tier, code, field }: DelegatedProcedure): CompetenceRow | undefined {
  const inForce = draft.competence
    .rows()
    .filter((row) => row.power === power && row.tier === tier && holdsAt(row.valid, draft.at))
  return (
    inForce.find(({ scope, subject }) => scope === 'procedure' && subject === code) ??
    inForce.find(({ scope, subject }) => scope === 'field' && subject === field) ??
    inForce.find(({ scope }) => scope === 'all')
  )
}

/** One that several delegations name has the fields of all that hold until the same instant. */
function nameOfficers(
  draft: Draft,
  { power, tier, to, procedures, officers }: Delegation,
  { basis, until }: { basis: string; until: number },
): void {
  const fields = procedures.map(({ field }) => field)
  for (const { officerId, role } of officers) {
    const id = ['delegated', tier, power, to, officerId, role].join('/')
    const named = draft.mandate
      .rows()
      .filter(
        (row) =>
          (row.id === id || row.id.startsWith(`${id}@`) || row.id.startsWith(`${id}/`)) &&
          holdsAt(row.valid, draft.at),
      )
    const beside = named.find(({ valid }) => valid.some((span) => span.until === until))
    const all = [...new Set([...fields, ...(beside?.fields ?? [])])].sort()
    if (beside !== undefined && all.length === beside.fields?.length) continue
    const mandate = {
      ...{ officerId, unitId: to, officeId: null, role, kind: 'own' as const, actingForId: null },
      ...{ fields: all, powers: [power], areas: null, upToDong: beside?.upToDong ?? null },
      basis: beside === undefined || beside.basis === basis ? basis : `${beside.basis}; ${basis}`,
    }
    if (beside?.valid.some(({ from }) => from === draft.at)) {
      draft.mandate.set({ ...beside, ...mandate })
      continue
    }
    if (beside !== undefined) draft.mandate.end(beside)
    // A mandate under its usual id may go on until another instant.
    const free = named.every((row) => row === beside || row.id !== id)
    draft.mandate.begin(
      free ? id : `${id}/${new Date(until).toISOString()}`,
      (dated) => ({ ...mandate, ...dated }),
      until,
    )
  }
}

/**
 * Delegations go on over what moves: an area belongs to who it was delegated to as long as it is that unit's own. One whose unit ended
 * goes back to who delegated; where that has ended or the power was taken back, the delegation ends.
 */
export function followDelegations(draft: Draft): void {
  const kept = new Set<string>()
  for (const row of draft.competence.rows()) {
    const { heldBy } = row
    if (!isDelegation(heldBy) || !row.valid.some(({ until }) => until > draft.at)) continue
    const holding = holdsAt(row.valid, draft.at) ? holdingOf(draft, row, heldBy) : undefined
    if (holding === null) draft.competence.end(row)
    else {
      kept.add(heldBy)
      if (holding !== undefined) holdAreas(draft, holding, { basis: row.basis, assumed: row.assumed })
    }
  }
  draft.jurisdiction.endAll(({ tier }) => isDelegation(tier) && !kept.has(tier))
}

/** Null where nobody delegates it any more. */
function holdingOf(draft: Draft, { valid }: CompetenceRow, layer: DelegationLayer): Holding | null {
  const rows = draft.jurisdiction.rows().filter((row) => row.tier === layer && holdsAt(row.valid, draft.at))
  const by = rows.find(({ areaId }) => areaId === CITY_AREA_ID)?.unitId
  if (by === undefined) return null
  const to = new Set(rows.map(({ unitId }) => unitId).filter((unitId) => unitId !== by))
  const until = valid.find(({ from, until }) => from <= draft.at && draft.at < until)?.until ?? Infinity
  return { layer, by, to, until }
}

/** Makes the layer whole: each area that stands leads to the unit whose own it is, if it is one of them, and else to who delegates. */
function holdAreas(draft: Draft, { layer, by, to, until }: Holding, foundation: Foundation): void {
  const own = ownAreas(draft)
  const held = new Map(
    draft.jurisdiction
      .rows()
      .filter((row) => row.tier === layer && holdsAt(row.valid, draft.at))
      .map((row) => [row.areaId, row]),
  )
  for (const { id: areaId } of draft.area.rows().filter(({ valid }) => holdsAt(valid, draft.at))) {
    const unit = own.get(areaId)
    const unitId = unit !== undefined && to.has(unit) ? unit : by
    const now = held.get(areaId)
    if (now?.unitId === unitId) continue
    if (now !== undefined) draft.jurisdiction.end(now)
    draft.jurisdiction.begin(
      `${areaId}/${layer}/${unitId}`,
      (dated) => ({ areaId, tier: layer, unitId, custodian: false, ...foundation, ...dated }),
      until,
    )
  }
}

/** By area, the unit that holds it as its own: the commune, where it is no custodian. */
function ownAreas(draft: Draft): ReadonlyMap<string, string> {
  return new Map(
    draft.jurisdiction
      .rows()
      .filter(({ tier, custodian, valid }) => tier === 'commune' && !custodian && holdsAt(valid, draft.at))
      .map(({ areaId, unitId }) => [areaId, unitId]),
  )
}
