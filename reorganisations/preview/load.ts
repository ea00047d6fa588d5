/** How much lies at a desk and with an officer, before and after. Pure. */
import { type Desk, type Desks, deskKey } from './desks.ts'
import type { MovingGroup } from './open-groups.ts'
import { sumBy } from './sum-by.ts'

export interface LoadedDesk extends Desk {
  tasksBefore: number
  tasksAfter: number
  officersBefore: number
  officersAfter: number
  /** Open tasks an officer from which a desk of this role is over its load. */
  limit: number
}

export interface OfficerWork {
  officerId: string
  /** In which the officer has a desk before or would have one, by id. */
  units: readonly string[]
  /** Shares: a desk's open tasks divided equally among those who do their field. */
  before: number
  after: number
  /** Desks that the officer leaves, and takes up. */
  leaves: readonly Desk[]
  takesUp: readonly Desk[]
}

interface BothDesks {
  before: Desks
  after: Desks
}

/** How many times the mean of a role is too much, where no limit is given. */
const tooMany = 2

/**
 * The desks with officers that would be over their load, the fullest first. One without officers is no desk that is over its load: it is
 * reported as needing a person.
 */
export function loadedDesks(
  groups: readonly MovingGroup[],
  desks: BothDesks,
  load: number | null,
): readonly LoadedDesk[] {
  const limits = load === null ? meanLoads(groups, desks.before) : null
  return tasksOfDesks(groups)
    .map(({ desk, before, after }) => ({
      ...desk,
      tasksBefore: before,
      tasksAfter: after,
      officersBefore: desks.before.officers(desk).length,
      officersAfter: desks.after.officers(desk).length,
      limit: load ?? (limits?.get(desk.role) ?? Infinity) * tooMany,
    }))
    .filter(({ tasksAfter, officersAfter, limit }) => officersAfter > 0 && tasksAfter / officersAfter > limit)
    .sort((a, b) => b.tasksAfter / b.officersAfter - a.tasksAfter / a.officersAfter)
}

interface DeskTasks {
  desk: Desk
  before: number
  after: number
}

function tasksOfDesks(groups: readonly MovingGroup[]): readonly DeskTasks[] {
  const sides = groups.flatMap(({ group: { role, tasks }, from, to }) => [
    ...(from === null ? [] : [{ desk: { unitId: from.unitId, role }, before: tasks, after: 0 }]),
    ...(to === null ? [] : [{ desk: { unitId: to.unitId, role }, before: 0, after: tasks }]),
  ])
  return sumBy(sides, {
    key: ({ desk }) => deskKey(desk),
    first: ({ desk }): DeskTasks => ({ desk, before: 0, after: 0 }),
    add: (row, { before, after }) => {
      row.before += before
      row.after += after
    },
  })
}

/** Open tasks an officer of each role, over the whole city; a role that nobody holds has none. */
function meanLoads(groups: readonly MovingGroup[], desks: Desks): ReadonlyMap<string, number> {
  const officers = new Map<string, number>()
  for (const desk of desks.desks()) {
    officers.set(desk.role, (officers.get(desk.role) ?? 0) + desks.officers(desk).length)
  }
  const tasks = new Map<string, number>()
  for (const { group } of groups) tasks.set(group.role, (tasks.get(group.role) ?? 0) + group.tasks)
  return new Map([...officers].map(([role, count]) => [role, (tasks.get(role) ?? 0) / count]))
}

/** Officers who lose or gain work or a desk, those with the greatest change first. */
export function officerWork(groups: readonly MovingGroup[], desks: BothDesks): readonly OfficerWork[] {
  const shares = groups.flatMap(({ group, from, to }) => [
    ...sharesOf(desks.before, from, group).map((share) => ({ ...share, side: 'before' as const })),
    ...sharesOf(desks.after, to, group).map((share) => ({ ...share, side: 'after' as const })),
  ])
  const moved = movedOfficers(desks)
  const units = unitsOfOfficers(desks)
  const nothing = [...moved.keys()].map((officerId) => ({ officerId, tasks: 0, side: 'after' as const }))
  const officers = sumBy([...shares, ...nothing], {
    key: ({ officerId }) => officerId,
    first: ({ officerId }): OfficerWork => ({
      ...{ officerId, units: [...(units.get(officerId) ?? [])].sort(), before: 0, after: 0 },
      ...(moved.get(officerId) ?? { leaves: [], takesUp: [] }),
    }),
    add: (row, { side, tasks }) => {
      row[side] += tasks
    },
  })
  return officers
    .map((row) => ({ ...row, before: rounded(row.before), after: rounded(row.after) }))
    .filter(({ before, after, leaves, takesUp }) => before !== after || leaves.length + takesUp.length > 0)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
}

function sharesOf(
  desks: Desks,
  unit: MovingGroup['from'],
  { role, field, tasks }: MovingGroup['group'],
): readonly { officerId: string; tasks: number }[] {
  const officers = unit === null ? [] : desks.officers({ unitId: unit.unitId, role }, field)
  return officers.map((officerId) => ({ officerId, tasks: tasks / officers.length }))
}

const rounded = (tasks: number): number => Math.round(tasks * 10) / 10

function movedOfficers({ before, after }: BothDesks): Map<string, { leaves: Desk[]; takesUp: Desk[] }> {
  const moved = new Map<string, { leaves: Desk[]; takesUp: Desk[] }>()
  const note = (side: 'leaves' | 'takesUp', here: Desks, there: Desks) => {
    for (const desk of here.desks()) {
      const stay = new Set(there.officers(desk))
      for (const officerId of here.officers(desk)) {
        if (stay.has(officerId)) continue
        const row = moved.get(officerId) ?? { leaves: [], takesUp: [] }
        row[side].push(desk)
        moved.set(officerId, row)
      }
    }
  }
  note('leaves', before, after)
  note('takesUp', after, before)
  return moved
}

function unitsOfOfficers({ before, after }: BothDesks): ReadonlyMap<string, ReadonlySet<string>> {
  const units = new Map<string, Set<string>>()
  for (const side of [before, after]) {
    for (const desk of side.desks()) {
      for (const officerId of side.officers(desk)) {
        const known = units.get(officerId) ?? new Set()
        units.set(officerId, known.add(desk.unitId))
      }
    }
  }
  return units
}
