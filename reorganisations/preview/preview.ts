/** What a reorganisation would do to the work that is open. Pure. */
import type { ReferenceRows } from '../grammar/reference-rows.ts'
import { Desks } from './desks.ts'
import { type LoadedDesk, loadedDesks, type OfficerWork, officerWork } from './load.ts'
import type { MovingGroup, OpenWork, TaskGroup, WaitingGroup } from './open-groups.ts'
import { type Responsible, responsibilityMap } from './responsibility-map.ts'
import { sumBy } from './sum-by.ts'

export const previewGroupings = ['unit', 'procedure', 'step'] as const
export type PreviewGrouping = (typeof previewGroupings)[number]

/** `stays` with its unit, `moves` to another; a custodian has it until somebody says where it lies; no unit is responsible. */
export const outcomes = ['stays', 'moves', 'toPlace', 'noUnit'] as const
export type Outcome = (typeof outcomes)[number]

export interface Counted {
  tasks: number
  /** Of them, those whose due time has passed. */
  late: number
  /** Each counted at the first of its desks. */
  dossiers: number
}

export interface MovedWork extends Counted {
  /** Responsible the moment before; null: no unit. */
  from: string | null
  to: string | null
  outcome: Outcome
  /** Null where it is not grouped by it. */
  procedureCode: string | null
  step: string | null
}

export const personReasons = ['toPlace', 'noUnit', 'noOfficer', 'claimLapses'] as const
/**
 * `toPlace`: somebody says where it lies. `noUnit`: the rows have a gap. `noOfficer`: nobody holds the role in the unit.
 * `claimLapses`: the mandate of the officer who claimed it has ended, or is of another unit than the one responsible.
 */
export type PersonReason = (typeof personReasons)[number]

export interface NeedsPerson {
  reason: PersonReason
  /** Responsible afterwards. */
  unitId: string | null
  role: string
  procedureCode: string
  tasks: number
}

export interface UnitWork {
  unitId: string
  name: string
  before: Counted
  after: Counted
}

export interface Preview {
  totals: Counted & Record<Outcome, number> & { waiting: number }
  items: readonly MovedWork[]
  units: readonly UnitWork[]
  needsPerson: readonly NeedsPerson[]
  desks: readonly LoadedDesk[]
  officers: readonly OfficerWork[]
  /** At no desk; whose it is is resolved when it comes back to one. */
  waiting: readonly WaitingGroup[]
}

export interface PreviewInput {
  /** The rows that stand. */
  base: ReferenceRows
  after: ReferenceRows
  /** The instant, ms: before it is the last millisecond of `base`. */
  at: number
  work: OpenWork
}

export interface PreviewOptions {
  by?: PreviewGrouping
  /** Open tasks an officer from which a desk is over its load; null: twice the mean of its role before. */
  load?: number | null
  /** Only what these have before or would have; the whole where left out. What waits at no desk is no unit's, and left out with them. */
  units?: ReadonlySet<string> | null
}

/** What is true of the standing rows just before the instant is compared with what is true of those after it. */
export function previewOf(
  { base, after, at, work }: PreviewInput,
  { by = 'unit', load = null, units = null }: PreviewOptions = {},
): Preview {
  const before = responsibilityMap(base, at - 1)
  const then = responsibilityMap(after, at)
  const isAsked = (unit: string | undefined) => units === null || (unit !== undefined && units.has(unit))
  const all = work.tasks.map((group): MovingGroup => ({ group, from: before(group), to: then(group) }))
  const groups = all.filter(({ from, to }) => isAsked(from?.unitId) || isAsked(to?.unitId))
  const desks = { before: new Desks(base, at - 1), after: new Desks(after, at) }
  const lapsing = work.claims.flatMap((claim) => {
    const to = then(claim)
    const holds = desks.after.mandates.has(claim.mandateId) && to?.unitId === claim.unitId
    return holds || !(isAsked(claim.unitId) || isAsked(to?.unitId)) ? [] : [needs('claimLapses', claim, to)]
  })
  const waiting = units === null ? work.waiting : []
  return {
    totals: totalsOf(groups, waiting),
    items: itemsOf(groups, by),
    units: unitsOf(groups, new Map([...base.unit, ...after.unit].map(({ id, name }) => [id, name]))),
    needsPerson: summedNeeds([...groups.flatMap((moving) => needsOf(moving, desks.after)), ...lapsing]),
    desks: loadedDesks(all, desks, load).filter(({ unitId }) => isAsked(unitId)),
    officers: officerWork(all, desks).filter(({ units }) => units.some(isAsked)),
    waiting,
  }
}

function outcomeOf({ from, to }: MovingGroup): Outcome {
  if (to === null) return 'noUnit'
  if (to.custodian) return 'toPlace'
  return from?.unitId === to.unitId ? 'stays' : 'moves'
}

function add(row: Counted, { tasks, late, dossiers }: TaskGroup): void {
  row.tasks += tasks
  row.late += late ? tasks : 0
  row.dossiers += dossiers
}

const none = (): Counted => ({ tasks: 0, late: 0, dossiers: 0 })

function totalsOf(groups: readonly MovingGroup[], waiting: readonly WaitingGroup[]): Preview['totals'] {
  const totals = { ...none(), stays: 0, moves: 0, toPlace: 0, noUnit: 0, waiting: 0 }
  for (const moving of groups) {
    add(totals, moving.group)
    totals[outcomeOf(moving)] += moving.group.tasks
  }
  for (const { dossiers } of waiting) totals.waiting += dossiers
  return totals
}

function itemsOf(groups: readonly MovingGroup[], by: PreviewGrouping): readonly MovedWork[] {
  const rows = groups.map((moving) => {
    const { procedureCode, step } = moving.group
    return {
      ...{ group: moving.group, from: moving.from?.unitId ?? null, to: moving.to?.unitId ?? null },
      outcome: outcomeOf(moving),
      procedureCode: by === 'unit' ? null : procedureCode,
      step: by === 'step' ? step : null,
    }
  })
  return sumBy(rows, {
    key: ({ from, to, outcome, procedureCode, step }) => [from, to, outcome, procedureCode, step].join(' '),
    first: ({ group: _, ...row }): MovedWork => ({ ...row, ...none() }),
    add: (row, { group }) => add(row, group),
  })
}

function unitsOf(groups: readonly MovingGroup[], names: ReadonlyMap<string, string>): readonly UnitWork[] {
  const sides = groups.flatMap(({ group, from, to }) => [
    ...(from === null ? [] : [{ group, unitId: from.unitId, side: 'before' as const }]),
    ...(to === null ? [] : [{ group, unitId: to.unitId, side: 'after' as const }]),
  ])
  return sumBy(sides, {
    key: ({ unitId }) => unitId,
    first: ({ unitId }): UnitWork => ({
      ...{ unitId, name: names.get(unitId) ?? unitId },
      ...{ before: none(), after: none() },
    }),
    add: (row, { side, group }) => add(row[side], group),
  })
}

function needsOf({ group, to }: MovingGroup, desks: Desks): readonly NeedsPerson[] {
  if (to === null) return [needs('noUnit', group, to)]
  const { role, field } = group
  return [
    ...(to.custodian ? [needs('toPlace', group, to)] : []),
    ...(desks.officers({ unitId: to.unitId, role }, field).length === 0
      ? [needs('noOfficer', group, to)]
      : []),
  ]
}

const needs = (
  reason: PersonReason,
  { role, procedureCode, tasks }: Pick<TaskGroup, 'role' | 'procedureCode' | 'tasks'>,
  to: Responsible | null,
): NeedsPerson => ({ reason, unitId: to?.unitId ?? null, role, procedureCode, tasks })

const summedNeeds = (all: readonly NeedsPerson[]): readonly NeedsPerson[] =>
  sumBy(all, {
    key: ({ reason, unitId, role, procedureCode }) => [reason, unitId, role, procedureCode].join(' '),
    first: (one): NeedsPerson => ({ ...one, tasks: 0 }),
    add: (row, { tasks }) => {
      row.tasks += tasks
    },
  })
