/** How much lies at a desk and with an officer, before and after. Pure. */

import type { Responsible } from '../../domain/territory/matter.ts'
import { type Desks, type DeskWork, deskKey, type RoleAtUnit } from './desks.ts'
import { type TaskGroup, workOf } from './open-groups.ts'
import { Sums } from './sums.ts'

export interface LoadedDesk extends RoleAtUnit {
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
  /** Shares: a desk's open tasks divided equally among those who do their field and power in their area. */
  before: number
  after: number
  /** Desks that the officer leaves, and takes up. */
  leaves: readonly RoleAtUnit[]
  takesUp: readonly RoleAtUnit[]
}

interface BothDesks {
  before: Desks
  after: Desks
}

/** How many times the mean of a role is too much, where no limit is given. */
const tooMany = 2

interface Tasks {
  before: number
  after: number
}

/** Open tasks of each desk, and of those who share them. */
export class LoadTally {
  readonly #desks: BothDesks
  readonly #ofDesks = new Sums<Tasks & { desk: RoleAtUnit }>()
  readonly #shared = new Sums<Tasks & { officers: readonly string[] }>()
  readonly #ofRoles = new Map<string, number>()

  constructor(desks: BothDesks) {
    this.#desks = desks
  }

  add(group: TaskGroup, from: Responsible | null, to: Responsible | null): void {
    const { tasks } = group
    const { role } = group.class
    const work = workOf(group)
    this.#ofRoles.set(role, (this.#ofRoles.get(role) ?? 0) + tasks)
    if (from !== null) this.#addTo('before', { unitId: from.unitId, role }, work, tasks)
    if (to !== null) this.#addTo('after', { unitId: to.unitId, role }, work, tasks)
  }

  #addTo(side: keyof Tasks, desk: RoleAtUnit, work: DeskWork, tasks: number): void {
    this.#ofDesks.of(deskKey(desk), () => ({ desk, before: 0, after: 0 }))[side] += tasks
    const officers = this.#desks[side].officers(desk, work)
    this.#shared.of(officers.join(' '), () => ({ officers, before: 0, after: 0 }))[side] += tasks
  }

  /**
   * The desks with officers that would be over their load, the fullest first. One without officers is no desk that is over its load: it is
   * reported as needing a person.
   * @param load open tasks an officer; null: twice the mean of the role before
   */
  loadedDesks(load: number | null): readonly LoadedDesk[] {
    const means = load === null ? this.#meanLoads() : null
    return this.#ofDesks
      .rows()
      .map(({ desk, before, after }) => ({
        ...desk,
        tasksBefore: before,
        tasksAfter: after,
        officersBefore: this.#desks.before.officers(desk).length,
        officersAfter: this.#desks.after.officers(desk).length,
        limit: load ?? (means?.get(desk.role) ?? Infinity) * tooMany,
      }))
      .filter(
        ({ tasksAfter, officersAfter, limit }) => officersAfter > 0 && tasksAfter / officersAfter > limit,
      )
      .sort((a, b) => b.tasksAfter / b.officersAfter - a.tasksAfter / a.officersAfter)
  }

  /** Open tasks an officer of each role, over the whole city; a role that nobody holds has none. */
  #meanLoads(): ReadonlyMap<string, number> {
    const officers = new Map<string, number>()
    for (const desk of this.#desks.before.desks()) {
      const count = this.#desks.before.officers(desk).length
      officers.set(desk.role, (officers.get(desk.role) ?? 0) + count)
    }
    return new Map([...officers].map(([role, count]) => [role, (this.#ofRoles.get(role) ?? 0) / count]))
  }

  /** Officers who lose or gain work or a desk, those with the greatest change first. */
  officerWork(): readonly OfficerWork[] {
    const moved = movedOfficers(this.#desks)
    const units = unitsOfOfficers(this.#desks)
    const officers = new Sums<OfficerWork>()
    const add = (officerId: string, shares: Tasks) =>
      officers.of(officerId, () => ({
        ...{ officerId, units: [...(units.get(officerId) ?? [])].sort(), ...shares },
        ...(moved.get(officerId) ?? { leaves: [], takesUp: [] }),
      }))
    for (const [officerId, shared] of this.#sharedBy()) {
      add(officerId, { before: shareOf(shared, 'before'), after: shareOf(shared, 'after') })
    }
    for (const officerId of moved.keys()) add(officerId, { before: 0, after: 0 })
    return officers
      .rows()
      .filter(({ before, after, leaves, takesUp }) => before !== after || leaves.length + takesUp.length > 0)
      .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
  }

  /** Of each officer the tasks that are shared, by how many officers share them. */
  #sharedBy(): ReadonlyMap<string, ReadonlyMap<number, Tasks>> {
    const found = new Map<string, Map<number, Tasks>>()
    for (const { officers, before, after } of this.#shared.rows()) {
      for (const officerId of officers) {
        const shared = found.get(officerId) ?? new Map<number, Tasks>()
        const known = shared.get(officers.length) ?? { before: 0, after: 0 }
        shared.set(officers.length, { before: known.before + before, after: known.after + after })
        found.set(officerId, shared)
      }
    }
    return found
  }
}

/** To one decimal. Added in one order: a sum of fractions depends on it, and a share is not to depend on how tasks were grouped. */
function shareOf(shared: ReadonlyMap<number, Tasks>, side: keyof Tasks): number {
  const inOrder = [...shared].sort(([a], [b]) => a - b)
  return Math.round(inOrder.reduce((sum, [officers, tasks]) => sum + tasks[side] / officers, 0) * 10) / 10
}

function movedOfficers({
  before,
  after,
}: BothDesks): Map<string, { leaves: RoleAtUnit[]; takesUp: RoleAtUnit[] }> {
  const moved = new Map<string, { leaves: RoleAtUnit[]; takesUp: RoleAtUnit[] }>()
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
