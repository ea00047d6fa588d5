/** Rows that name what is not there then. The database would refuse the first of them at the arming, and name no change. */
import { holdsAt } from '../../domain/territory/span.ts'
import type { DatedRow, Draft, TableDraft } from './draft.ts'
import type { MandateRow } from './reference-rows.ts'

/** Of the rows that the draft changes, and of the rules that name a unit which it ends. Officers are not among the rows. */
export function reportNames(draft: Draft): void {
  const { unit, area, office } = draft
  demand(draft, draft.unitSuccessor, unit, ({ unitId }) => [unitId], 'known')
  demand(draft, draft.unitSuccessor, unit, ({ successorId }) => [successorId])
  demand(draft, draft.area, area, ({ parentId }) => [parentId])
  demand(draft, draft.competence, unit, ({ unitId }) => [unitId])
  demand(draft, draft.custody, unit, ({ unitId }) => [unitId])
  demand(draft, draft.custody, area, ({ areaId }) => [areaId])
  demand(draft, draft.mandate, office, ({ officeId }) => [officeId])
  demand(draft, draft.mandate, area, ({ areas }) => areas ?? [], 'known')
  for (const { row } of draft.mandate.changes()) reportOtherOffice(draft, row)
  reportSelfSucceeded(draft)
  reportAssigners(draft)
  reportIdentifiers(draft)
  reportCircles(draft)
}

/** @param how `known`: it may have ended */
function demand<Row extends DatedRow>(
  { at, problems }: Draft,
  table: TableDraft<Row>,
  named: { readonly name: string; get: (id: string) => DatedRow | undefined },
  idsOf: (row: Row) => readonly (string | null)[],
  how: 'known' | 'inForce' = 'inForce',
): void {
  for (const { row } of table.changes()) {
    const from = row.valid.flatMap((span) => (span.until > at ? [Math.max(span.from, at)] : []))
    if (from.length === 0) continue
    for (const id of new Set(idsOf(row))) {
      if (id === null) continue
      const one = named.get(id)
      const stands = how === 'known' || from.every((instant) => holdsAt(one?.valid ?? [], instant))
      if (one !== undefined && stands) continue
      const why = one === undefined ? 'which does not exist' : 'which is not in force then'
      problems.push(`${table.name} ${row.id} names ${named.name} ${id}, ${why}`)
    }
  }
}

function reportOtherOffice({ at, office, problems }: Draft, row: MandateRow): void {
  if (row.officeId === null || !row.valid.some(({ until }) => until > at)) return
  const of = office.get(row.officeId)?.unitId
  if (of === undefined || of === row.unitId) return
  problems.push(`mandate ${row.id} in ${row.unitId} names office ${row.officeId}, which is one of ${of}`)
}

function reportSelfSucceeded({ unitSuccessor, problems }: Draft): void {
  for (const { row } of unitSuccessor.changes())
    if (row.unitId === row.successorId) problems.push(`unit ${row.unitId} would succeed itself`)
}

/** Nothing of a rule ends with the unit that assigns by it: citizens would be sent to nobody. */
function reportAssigners({ at, unit, connectingRule, problems }: Draft): void {
  const changed = new Set([...unit.changes(), ...connectingRule.changes()].map(({ row }) => row.id))
  for (const { id, assignerId, valid } of connectingRule.rows()) {
    if (assignerId === null || !holdsAt(valid, at)) continue
    if (!changed.has(id) && !changed.has(assignerId)) continue
    const assigner = unit.get(assignerId)
    if (holdsAt(assigner?.valid ?? [], at)) continue
    const why = assigner === undefined ? 'does not exist' : 'is not in force then'
    problems.push(
      `connecting rule ${id} lets ${assignerId} assign, which ${why}; say who does it (connectingRuleBegins)`,
    )
  }
}

/** Codes of dossiers begin with it, also those of a unit that has ended. */
function reportIdentifiers({ unit, problems }: Draft): void {
  const begun = unit.changes().filter(({ was, row }) => was?.identifier !== row.identifier)
  if (begun.length === 0) return
  const having = new Map<string, string[]>()
  for (const { id, identifier } of unit.rows())
    having.set(identifier, [...(having.get(identifier) ?? []), id])
  for (const { row } of begun) {
    const other = having.get(row.identifier)?.find((id) => id !== row.id)
    if (other !== undefined)
      problems.push(`unit ${row.id} begins with the identifier ${row.identifier}, which is that of ${other}`)
  }
}

function reportCircles({ at, unitParent, problems }: Draft): void {
  const changed = unitParent.changes().filter(({ row }) => holdsAt(row.valid, at))
  if (changed.length === 0) return
  const parents = new Map<string, string>()
  for (const { unitId, parentId, valid } of unitParent.rows())
    if (holdsAt(valid, at)) parents.set(unitId, parentId)
  const reported = new Set<string>()
  for (const { row } of changed) {
    const path = [row.unitId]
    for (let next = parents.get(row.unitId); next !== undefined; next = parents.get(next)) {
      path.push(next)
      if (path.indexOf(next) < path.length - 1) break
    }
    if (path.at(-1) !== row.unitId || reported.has(row.unitId)) continue
    for (const unit of path) reported.add(unit)
    problems.push(`units would be under each other: ${path.join(' under ')}`)
  }
}
