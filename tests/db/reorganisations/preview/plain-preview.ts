/** A preview made task by task, to compare with: each task is looked up in both maps, and nothing is grouped before it is counted. Slow. */
import { holdsAt } from '../../../../domain/territory/span.ts'
import { type Seat, seatDoes, seatReaches, seatsOf } from '../../../../reorganisations/checks/seats.ts'
import type { ReferenceRows } from '../../../../reorganisations/grammar/reference-rows.ts'
import { deskKey, type RoleAtUnit } from '../../../../reorganisations/preview/desks.ts'
import type { Preview, PreviewInput, PreviewOptions } from '../../../../reorganisations/preview/preview.ts'
import { responsibilityMap } from '../../../../reorganisations/preview/responsibility-map.ts'

/** A task open at a desk. */
export interface PlainTask {
  areaId: string
  procedureCode: string
  field: string
  power: string
  tier: string
  role: string
  step: string
  late: boolean
  /** It is the first of the open desk tasks of its dossier. */
  isFirst: boolean
}

export type PlainPreview = Omit<Preview, 'waiting' | 'totals'> & {
  totals: Omit<Preview['totals'], 'waiting'>
}

export function plainPreview(
  { base, after, at }: PreviewInput,
  tasks: readonly PlainTask[],
  { by = 'unit', load = null, units = null }: PreviewOptions,
): PlainPreview {
  const sides = { before: new PlainSide(base, at - 1, tasks), after: new PlainSide(after, at, tasks) }
  const isAsked = (...found: (string | null)[]) =>
    units === null || found.some((unit) => unit !== null && units.has(unit))
  const shown = tasks
    .map((task) => ({ ...task, ...ends(sides, task) }))
    .filter(({ from, to }) => isAsked(from, to))
  const names = new Map([...base.unit, ...after.unit].map(({ id, name }) => [id, name]))
  const of = (outcome: string) => shown.filter((task) => task.outcome === outcome).length
  return {
    totals: {
      ...{ ...counted(shown), stays: of('stays'), moves: of('moves') },
      ...{ toPlace: of('toPlace'), noUnit: of('noUnit') },
    },
    items: grouped(shown, (task) =>
      [
        ...[task.from, task.to, task.outcome, by === 'unit' ? null : task.procedureCode],
        by === 'step' ? task.step : null,
      ].map(String),
    ).map(([first, same]) => ({
      ...{ from: first.from, to: first.to, outcome: first.outcome },
      procedureCode: by === 'unit' ? null : first.procedureCode,
      step: by === 'step' ? first.step : null,
      ...counted(same),
    })),
    units: [...new Set(shown.flatMap(({ from, to }) => [from, to]))]
      .filter((unit) => unit !== null)
      .sort()
      .map((unitId) => ({
        ...{ unitId, name: names.get(unitId) ?? unitId },
        before: counted(shown.filter(({ from }) => from === unitId)),
        after: counted(shown.filter(({ to }) => to === unitId)),
      })),
    needsPerson: grouped(
      shown.flatMap((task) => sides.after.reasons(task).map((reason) => ({ ...task, reason }))),
      ({ reason, to, role, procedureCode }) => [reason, String(to), role, procedureCode],
    ).map(([{ reason, to, role, procedureCode }, same]) => ({
      ...{ reason, unitId: to, role, procedureCode, tasks: same.length },
    })),
    desks: loadedDesks(sides, tasks, load).filter(({ unitId }) => isAsked(unitId)),
    officers: officerWork(sides).filter((officer) => isAsked(...officer.units)),
  }
}

interface Sides {
  before: PlainSide
  after: PlainSide
}

function ends(sides: Sides, task: PlainTask) {
  const [from, to] = [sides.before.map(task), sides.after.map(task)]
  const moved = from?.unitId === to?.unitId ? ('stays' as const) : ('moves' as const)
  const outcome = to === null ? ('noUnit' as const) : to.custodian ? ('toPlace' as const) : moved
  return { from: from?.unitId ?? null, to: to?.unitId ?? null, outcome }
}

function counted(tasks: readonly PlainTask[]) {
  return {
    tasks: tasks.length,
    late: tasks.filter(({ late }) => late).length,
    dossiers: tasks.filter(({ isFirst }) => isFirst).length,
  }
}

/** By the order of the keys. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => readonly string[]): readonly [T, readonly T[]][] {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one).join(' ')
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]): [T, readonly T[]][] => (same[0] === undefined ? [] : [[same[0], same]]))
}

/** Who has what on one side. */
class PlainSide {
  readonly map: ReturnType<typeof responsibilityMap>
  readonly seats: readonly Seat[]
  readonly tasks: readonly (PlainTask & { unitId: string | null })[]
  /** By the order of their names. */
  readonly desks: readonly { unitId: string; role: string; officers: ReadonlySet<string> }[]

  constructor(rows: ReferenceRows, at: number, tasks: readonly PlainTask[]) {
    this.map = responsibilityMap(rows, at)
    this.seats = seatsOf(rows).filter(({ valid }) => holdsAt(valid, at))
    this.tasks = tasks.map((task) => ({ ...task, unitId: this.map(task)?.unitId ?? null }))
    this.desks = grouped(this.seats, ({ unitId, role }) => [unitId, role]).map(
      ([{ unitId, role }, same]) => ({
        ...{ unitId, role, officers: new Set(same.map(({ officerId }) => officerId)) },
      }),
    )
  }

  tasksOf(unitId: string, role: string): number {
    return this.tasks.filter((task) => task.role === role && task.unitId === unitId).length
  }

  officersOf(unitId: string, role: string): number {
    return this.desks.find((desk) => desk.unitId === unitId && desk.role === role)?.officers.size ?? 0
  }

  /** Desks of each officer. */
  held(): ReadonlyMap<string, readonly RoleAtUnit[]> {
    const found = new Map<string, RoleAtUnit[]>()
    for (const { unitId, role, officers } of this.desks) {
      for (const officerId of officers)
        found.set(officerId, [...(found.get(officerId) ?? []), { unitId, role }])
    }
    return found
  }

  doing(task: PlainTask): ReadonlySet<string> {
    const unitId = this.map(task)?.unitId
    const seats = this.seats.filter(
      (seat) => seat.unitId === unitId && seat.role === task.role && seatDoes(seat, task),
    )
    return new Set(seats.filter((seat) => seatReaches(seat, task.areaId)).map(({ officerId }) => officerId))
  }

  reasons(task: PlainTask) {
    const to = this.map(task)
    if (to === null) return ['noUnit' as const]
    return [
      ...(to.custodian ? ['toPlace' as const] : []),
      ...(this.doing(task).size === 0 ? ['noOfficer' as const] : []),
    ]
  }
}

function loadedDesks({ before, after }: Sides, tasks: readonly PlainTask[], load: number | null) {
  const mean = (role: string) => {
    const officers = before.desks
      .filter((desk) => desk.role === role)
      .reduce((sum, desk) => sum + desk.officers.size, 0)
    return officers === 0 ? Infinity : tasks.filter((task) => task.role === role).length / officers
  }
  return after.desks
    .map(({ unitId, role }) => ({
      ...{ unitId, role },
      tasksBefore: before.tasksOf(unitId, role),
      tasksAfter: after.tasksOf(unitId, role),
      officersBefore: before.officersOf(unitId, role),
      officersAfter: after.officersOf(unitId, role),
      limit: load ?? mean(role) * 2,
    }))
    .filter(({ tasksAfter, officersAfter, limit }) => tasksAfter / officersAfter > limit)
    .sort((a, b) => b.tasksAfter / b.officersAfter - a.tasksAfter / a.officersAfter)
}

function officerWork({ before, after }: Sides) {
  const [sharedBefore, sharedAfter] = [shares(before), shares(after)]
  const [heldBefore, heldAfter] = [before.held(), after.held()]
  const without = (desks: readonly RoleAtUnit[], others: readonly RoleAtUnit[]) =>
    desks.filter((desk) => !others.some((one) => deskKey(one) === deskKey(desk)))
  return [...new Set([...heldBefore.keys(), ...heldAfter.keys()])]
    .sort()
    .map((officerId) => {
      const [had, has] = [heldBefore.get(officerId) ?? [], heldAfter.get(officerId) ?? []]
      return {
        officerId,
        units: [...new Set([...had, ...has].map(({ unitId }) => unitId))].sort(),
        before: rounded(sharedBefore.get(officerId)),
        after: rounded(sharedAfter.get(officerId)),
        leaves: without(had, has),
        takesUp: without(has, had),
      }
    })
    .filter((one) => one.before !== one.after || one.leaves.length + one.takesUp.length > 0)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
}

/** How many tasks each officer shares with how many others. */
function shares(side: PlainSide): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const found = new Map<string, Map<number, number>>()
  for (const task of side.tasks) {
    const officers = side.doing(task)
    for (const officerId of officers) {
      const counts = found.get(officerId) ?? new Map<number, number>()
      found.set(officerId, counts.set(officers.size, (counts.get(officers.size) ?? 0) + 1))
    }
  }
  return found
}

function rounded(counts: ReadonlyMap<number, number> = new Map()): number {
  const sorted = [...counts].sort(([a], [b]) => a - b)
  return Math.round(sorted.reduce((sum, [officers, tasks]) => sum + tasks / officers, 0) * 10) / 10
}
