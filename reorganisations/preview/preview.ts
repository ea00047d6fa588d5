/** What a reorganisation would do to the work that is open. Pure. */

import type { Responsible } from '../../domain/territory/matter.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'
import { Desks } from './desks.ts'
import { type LoadedDesk, LoadTally, type OfficerWork } from './load.ts'
import { type ClaimGroup, type Counted, type TaskGroup, type WaitingGroup, workOf } from './open-groups.ts'
import { type ResponsibilityMap, responsibilityMap } from './responsibility-map.ts'
import { Sums } from './sums.ts'
import type { Side, TaskClass } from './task-classes.ts'

export const previewGroupings = ['unit', 'procedure', 'step'] as const
export type PreviewGrouping = (typeof previewGroupings)[number]

/** `stays` with its unit, `moves` to another; a custodian has it until somebody says where it lies; no unit is responsible. */
export const outcomes = ['stays', 'moves', 'toPlace', 'noUnit'] as const
export type Outcome = (typeof outcomes)[number]

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
 * `toPlace`: somebody says where it lies. `noUnit`: the rows have a gap. `noOfficer`: nobody in the unit holds the role for this field, power and area.
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
}

export interface PreviewOptions {
  by?: PreviewGrouping
  /** Open tasks an officer from which a desk is over its load; null: twice the mean of its role before. */
  load?: number | null
  /** Only what these have before or would have; the whole where left out. What waits at no desk is no unit's, and left out with them. */
  units?: ReadonlySet<string> | null
}

/**
 * Adds up open work as it is read. What is true of the standing rows just before the instant is compared with what is true of those
 * after it.
 */
export class PreviewTally {
  /** Before and after, each at its instant. */
  readonly sides: readonly [Side, Side]
  readonly #before: ResponsibilityMap
  readonly #after: ResponsibilityMap
  readonly #desks: { before: Desks; after: Desks }
  readonly #names: ReadonlyMap<string, string>
  readonly #limit: number | null
  readonly #asked: ReadonlySet<string> | null
  readonly #totals = { ...none(), stays: 0, moves: 0, toPlace: 0, noUnit: 0 }
  readonly #items = new Sums<MovedWork>()
  readonly #units = new Sums<UnitWork>()
  readonly #needs = new Sums<NeedsPerson>()
  readonly #unnamed = new UnnamedNeeds()
  readonly #load: LoadTally

  constructor({ base, after, at }: PreviewInput, { load = null, units = null }: PreviewOptions = {}) {
    this.sides = [
      { rows: base, at: at - 1 },
      { rows: after, at },
    ]
    this.#before = responsibilityMap(base, at - 1)
    this.#after = responsibilityMap(after, at)
    this.#desks = { before: new Desks(base, at - 1), after: new Desks(after, at) }
    this.#names = new Map([...base.unit, ...after.unit].map(({ id, name }) => [id, name]))
    this.#limit = load
    this.#asked = units
    this.#load = new LoadTally(this.#desks)
  }

  add(group: TaskGroup): void {
    const from = this.#before(group.like)
    const to = this.#after(group.like)
    // Of all units, also where some are requested: the mean of a role is that of the city.
    this.#load.add(group, from, to)
    if (!this.#isAsked(from?.unitId) && !this.#isAsked(to?.unitId)) return
    const outcome = outcomeOf(from, to)
    count(this.#totals, group)
    this.#totals[outcome] += group.tasks
    count(this.#itemOf(group, from, to, outcome), group)
    if (from !== null) count(this.#unitOf(from.unitId).before, group)
    if (to !== null) count(this.#unitOf(to.unitId).after, group)
    const reasons = reasonsOf(group, to, this.#desks.after)
    if (reasons.length > 0) this.#addNeed(group, { reasons, to, role: group.class.role })
  }

  #addNeed({ class: of, procedureCode, tasks }: TaskGroup, need: UnnamedNeed): void {
    if (procedureCode !== null) this.#needPerson(need, procedureCode, tasks)
    else this.#unnamed.add(of, need)
  }

  /** Numbers of what needs a person and is of no procedure yet, by class of the tasks. */
  unnamedNeeds(): readonly { class: TaskClass; need: number }[] {
    return this.#unnamed.classes
  }

  /** @param need a number of `unnamedNeeds`, with the tasks of one procedure among those of its classes */
  nameNeed({ need, procedureCode, tasks }: { need: number; procedureCode: string; tasks: number }): void {
    this.#needPerson(this.#unnamed.need(need), procedureCode, tasks)
  }

  #needPerson({ reasons, to, role }: UnnamedNeed, procedureCode: string, tasks: number): void {
    for (const reason of reasons) this.#need(reason, { role, procedureCode, tasks }, to)
  }

  /** Reported where the claim does not outlast the instant. */
  addClaim(claim: ClaimGroup): void {
    const to = this.#after(claim)
    const holds = this.#desks.after.mandates.has(claim.mandateId) && to?.unitId === claim.unitId
    if (holds || !(this.#isAsked(claim.unitId) || this.#isAsked(to?.unitId))) return
    this.#need('claimLapses', claim, to)
  }

  /** @param waiting open dossiers at no desk */
  preview(waiting: readonly WaitingGroup[]): Preview {
    const isAsked = (unit: string) => this.#isAsked(unit)
    const shown = this.#asked === null ? waiting : []
    return {
      totals: { ...this.#totals, waiting: shown.reduce((sum, { dossiers }) => sum + dossiers, 0) },
      items: this.#items.rows(),
      units: this.#units.rows(),
      needsPerson: this.#needs.rows(),
      desks: this.#load.loadedDesks(this.#limit).filter(({ unitId }) => isAsked(unitId)),
      officers: this.#load.officerWork().filter(({ units }) => units.some(isAsked)),
      waiting: shown,
    }
  }

  #isAsked(unit: string | undefined): boolean {
    return this.#asked === null || (unit !== undefined && this.#asked.has(unit))
  }

  #itemOf(
    group: TaskGroup,
    before: Responsible | null,
    after: Responsible | null,
    outcome: Outcome,
  ): MovedWork {
    const [from, to] = [before?.unitId ?? null, after?.unitId ?? null]
    const { procedureCode, step } = group
    return this.#items.of(`${from} ${to} ${outcome} ${procedureCode} ${step}`, () => ({
      ...{ from, to, outcome, procedureCode, step },
      ...none(),
    }))
  }

  #unitOf(unitId: string): UnitWork {
    const name = this.#names.get(unitId) ?? unitId
    return this.#units.of(unitId, () => ({ unitId, name, before: none(), after: none() }))
  }

  #need(
    reason: PersonReason,
    { role, procedureCode, tasks }: Pick<NeedsPerson, 'role' | 'procedureCode' | 'tasks'>,
    to: Responsible | null,
  ): void {
    const unitId = to?.unitId ?? null
    const row = this.#needs.of(`${reason} ${unitId} ${role} ${procedureCode}`, () => ({
      ...{ reason, unitId, role, procedureCode, tasks: 0 },
    }))
    row.tasks += tasks
  }
}

function outcomeOf(from: Responsible | null, to: Responsible | null): Outcome {
  if (to === null) return 'noUnit'
  if (to.custodian) return 'toPlace'
  return from?.unitId === to.unitId ? 'stays' : 'moves'
}

const none = (): Counted => ({ tasks: 0, late: 0, dossiers: 0 })

function count(row: Counted, { tasks, late, dossiers }: Counted): void {
  row.tasks += tasks
  row.late += late
  row.dossiers += dossiers
}

function reasonsOf(group: TaskGroup, to: Responsible | null, desks: Desks): readonly PersonReason[] {
  if (to === null) return ['noUnit']
  const isHeld = desks.isHeld({ unitId: to.unitId, role: group.class.role }, workOf(group))
  return [...(to.custodian ? (['toPlace'] as const) : []), ...(isHeld ? [] : (['noOfficer'] as const))]
}

/** What needs a person, without the procedures. */
interface UnnamedNeed {
  reasons: readonly PersonReason[]
  to: Responsible | null
  role: string
}

/** Numbered, so that procedures are read once for each of them and not for each class. */
class UnnamedNeeds {
  readonly classes: { class: TaskClass; need: number }[] = []
  readonly #needs: UnnamedNeed[] = []
  readonly #numbers = new Map<string, number>()

  add(of: TaskClass, need: UnnamedNeed): void {
    const key = [...need.reasons, need.to?.unitId ?? '', need.role].join(' ')
    const number = this.#numbers.get(key) ?? this.#needs.push(need) - 1
    this.#numbers.set(key, number)
    this.classes.push({ class: of, need: number })
  }

  need(number: number): UnnamedNeed {
    const found = this.#needs[number]
    if (found === undefined) throw new RangeError(`there is no need ${number}`)
    return found
  }
}
