/** Makes rows of a reorganisation. Pure: the same rows and data give the same changes. */
import { OperatorError } from '../../domain/operator-error.ts'
import { holdsAt } from '../../domain/territory/span.ts'
import { isDelegation } from '../../domain/territory/unit.ts'
import { zonedInstant } from '../../domain/time/zoned-instant.ts'
import { delegatePower, followDelegations } from './delegation.ts'
import { changesOf, type Draft, draftOf, type RowChanges, rowsOf } from './draft.ts'
import { type Foundation, founded, type Of } from './foundation.ts'
import { beginMandate, endMandate, moveMandate } from './mandate-changes.ts'
import { reportTwice } from './mandates-once.ts'
import { reportNames } from './named-rows.ts'
import type { CompetenceRow, ReferenceRows } from './reference-rows.ts'
import type { Change, PowerKey, Reorganisation } from './reorganisation.ts'
import {
  beginSeal,
  beginSite,
  beginUnit,
  endOffice,
  endUnit,
  moveParent,
  reportOrphans,
} from './unit-changes.ts'

export interface Produced {
  /** The instant from which the changes are true, ms. */
  at: number
  changes: RowChanges
  /** All rows as they stand afterwards. */
  after: ReferenceRows
  /** What cannot be done to these rows; a reorganisation with any is not enacted. */
  problems: readonly string[]
}

/**
 * The rows that a reorganisation changes, from the rows that stand.
 * @param at its instant where that differs from the declared one (a rehearsal, a postponement), ms
 */
export function produce<Data>(
  declared: Reorganisation<Data>,
  base: ReferenceRows,
  data: Data,
  at: number = effectiveAtMs(declared),
): Produced {
  const draft = draftOf(base, at)
  const changes = declared.changes(data, base, at)
  for (const change of changes) apply(draft, change, declared.basis)
  for (const change of changes) if (change.kind === 'areaSplits') holdParts(draft, change)
  reportOrphans(draft)
  followDelegations(draft)
  reportTwice(draft)
  reportNames(draft)
  return { at, changes: changesOf(draft), after: rowsOf(draft), problems: draft.problems }
}

/** @throws OperatorError if the instant is not written with its zone */
export function effectiveAtMs({
  id,
  effectiveAt,
}: Pick<Reorganisation<never>, 'id' | 'effectiveAt'>): number {
  const at = zonedInstant(effectiveAt)
  if (at === null) {
    throw new OperatorError(
      `Reorganisation ${id}: ${effectiveAt} is no instant with a zone; write 2025-07-01T00:00:00+07:00`,
    )
  }
  return at
}

function apply(draft: Draft, change: Change, resolution: string): void {
  switch (change.kind) {
    case 'unitBegins':
      beginUnit(draft, change, resolution)
      break
    case 'parentMoves':
      moveParent(draft, change, founded(change, resolution))
      break
    case 'siteBegins':
      beginSite(draft, change, resolution)
      break
    case 'siteEnds':
      draft.site.endNamed(change.site)
      break
    case 'sealBegins':
      beginSeal(draft, change, resolution)
      break
    case 'sealEnds':
      draft.seal.endNamed(change.seal)
      break
    case 'areaBegins':
    case 'officeBegins':
    case 'mandateBegins':
      begin(draft, change, resolution)
      break
    case 'unitEnds':
      endUnit(draft, change.unit)
      break
    case 'unitSucceeds':
      succeed(draft, change, founded(change, resolution))
      break
    case 'areaMoves':
      moveArea(draft, change, founded(change, resolution))
      break
    case 'areaSplits':
      splitArea(draft, change, founded(change, resolution))
      break
    case 'powerMoves':
    case 'custodyMoves':
    case 'connectingRuleBegins':
      replace(draft, change, resolution)
      break
    case 'powerEnds':
      endPower(draft, change)
      break
    case 'powerDelegated':
      delegatePower(draft, change, founded(change, resolution))
      break
    case 'officeEnds':
      endOffice(draft, change.office)
      break
    case 'mandateEnds':
      endMandate(draft, change.mandate)
      break
    case 'mandateMoves':
      moveMandate(draft, change, change.basis ?? resolution)
      break
  }
}

function begin(
  draft: Draft,
  change: Of<'areaBegins' | 'officeBegins' | 'mandateBegins'>,
  resolution: string,
): void {
  switch (change.kind) {
    case 'areaBegins': {
      const { area } = change
      // After an undo it goes on, for dossiers lie in it.
      const there = draft.area.get(area.id)
      if (there !== undefined && holdsAt(there.valid, draft.at) && there.kind === area.kind) return
      draft.area.begin(area.id, (dated) => ({
        splitsAt: null,
        ...area,
        ...founded(area, resolution),
        ...dated,
      }))
      return
    }
    case 'officeBegins': {
      const { office } = change
      if (draft.unit.inForce(office.unitId) === null) return
      draft.office.begin(office.id, (dated) => ({
        ...{ fieldsBasis: null, fieldsAssumed: false },
        ...office,
        ...founded(office, resolution),
        ...dated,
      }))
      return
    }
    case 'mandateBegins': {
      beginMandate(draft, change, resolution)
    }
  }
}

function succeed(
  draft: Draft,
  { unit, successor, relation, fields }: Of<'unitSucceeds'>,
  foundation: Foundation,
): void {
  draft.unitSuccessor.begin(`${unit} ${successor}`, (dated) => ({
    ...foundation,
    ...dated,
    unitId: unit,
    successorId: successor,
    relation,
    fields: fields ?? null,
  }))
}

function moveArea(
  draft: Draft,
  { area, tier, to, custodian = false }: Omit<Of<'areaMoves'>, 'kind'>,
  foundation: Foundation,
): void {
  const moved = draft.area.inForce(area)
  if (moved === null || draft.unit.inForce(to) === null) return
  if (custodian && moved.splitsAt === null) draft.area.set({ ...moved, splitsAt: draft.at })
  draft.jurisdiction.endWhere('areaId', area, (row) => row.tier === tier)
  draft.jurisdiction.begin(`${area}/${tier}/${to}`, (dated) => ({
    ...foundation,
    ...dated,
    areaId: area,
    tier,
    unitId: to,
    custodian,
  }))
}

/** The old area goes on: dossiers in it keep it until they are placed in one of its parts. */
function splitArea(
  draft: Draft,
  { area, tier, into, custodian }: Of<'areaSplits'>,
  foundation: Foundation,
): void {
  if (draft.area.inForce(area) === null) return
  for (const { id, to } of into) {
    begin(
      draft,
      { kind: 'areaBegins', area: { id, kind: 'cell', parentId: area, ...foundation } },
      foundation.basis,
    )
    moveArea(draft, { area: id, tier, to }, foundation)
  }
  moveArea(draft, { area, tier, to: custodian, custodian: true }, foundation)
}

/**
 * In the layers that the split does not name, as that of reception, each part goes to who holds the whole, where no other change says to
 * whom. Delegations follow by themselves.
 */
function holdParts(draft: Draft, { area, tier, into }: Of<'areaSplits'>): void {
  const heldNow = (areaId: string) =>
    draft.jurisdiction.having('areaId', areaId).filter(({ valid }) => holdsAt(valid, draft.at))
  for (const { tier: layer, unitId, basis, assumed } of heldNow(area)) {
    if (layer === tier || isDelegation(layer)) continue
    for (const { id: areaId } of into) {
      if (heldNow(areaId).some((row) => row.tier === layer)) continue
      draft.jurisdiction.begin(`${areaId}/${layer}/${unitId}`, (dated) => ({
        ...{ areaId, tier: layer, unitId, custodian: false, basis, assumed },
        ...dated,
      }))
    }
  }
}

function replace(
  draft: Draft,
  change: Of<'powerMoves' | 'custodyMoves' | 'connectingRuleBegins'>,
  resolution: string,
): void {
  switch (change.kind) {
    case 'powerMoves': {
      const { power } = change
      draft.competence.endWhere('subject', power.subject, ofPower(power))
      draft.competence.begin(power.id, (dated) => ({ ...power, ...founded(power, resolution), ...dated }))
      return
    }
    case 'custodyMoves': {
      const { custody } = change
      draft.custody.endAll(
        (row) =>
          row.scope === custody.scope && row.subject === custody.subject && row.areaId === custody.areaId,
      )
      draft.custody.begin(custody.id, (dated) => ({ ...custody, ...founded(custody, resolution), ...dated }))
      return
    }
    case 'connectingRuleBegins': {
      const { rule } = change
      draft.connectingRule.endAll(
        (row) => row.scope === rule.scope && row.subject === rule.subject && row.occasion === rule.occasion,
      )
      draft.connectingRule.begin(rule.id, (dated) => ({ ...rule, ...founded(rule, resolution), ...dated }))
    }
  }
}

function endPower(draft: Draft, power: PowerKey): void {
  const held = draft.competence.rows().filter(ofPower(power))
  if (!held.some(({ valid }) => holdsAt(valid, draft.at))) {
    const { scope, subject, power: what, tier } = power
    draft.problems.push(
      `power ${what} of tier ${tier} for ${scope} ${subject} ends, but no row holds it then`,
    )
  }
  draft.competence.endAll(ofPower(power))
}

const ofPower =
  (key: PowerKey) =>
  (row: CompetenceRow): boolean =>
    row.scope === key.scope && row.subject === key.subject && row.power === key.power && row.tier === key.tier
