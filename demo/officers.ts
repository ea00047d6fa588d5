/** Officers at their desks: each looks into the own inbox and decides what lies there, one thing after the other. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Client, InboxItem } from '../client/client.ts'
import { responsibleUnit } from '../db/territory/responsibility/responsibility.ts'
import { findInventedOfficer } from '../db/territory/units/unit-lookup.ts'
import { ask, askAll, clientOf } from './ask.ts'
import type { TakenUp } from './backlog.ts'
import type { City } from './city.ts'
import type { AreaMoves } from './cutover.ts'
import type { Intention } from './intentions.ts'
import { type Observed, surprised } from './observed.ts'
import type { Substitution } from './substitutions.ts'

export interface Desk {
  unitId: string
  role: string
  officer: Client
}

/**
 * The desks that these dossiers will reach today, each with the token of its officer or of the substitute.
 * @param moves whose dossiers go to the same desks of another commune in the course of the day
 */
export async function openDesks(
  { database: { sql }, signing, apiUrl }: City,
  intentions: readonly Intention[],
  { substitutions, moves }: { substitutions: readonly Substitution[]; moves: Pick<AreaMoves, 'from' | 'to'> },
): Promise<readonly Desk[]> {
  const asOfMs = Date.now()
  const desks = new Map<string, { unitId: string; role: string }>()
  const asked = new Set<string>()
  for (const { procedure, plan, commune } of intentions) {
    for (const { tier, role, power } of Object.values(plan.steps).flatMap((step) => step.desks)) {
      const matter = {
        ...{ areaId: commune.areaId, procedureCode: procedure.code, field: procedure.field },
        ...{ power, tier },
      }
      const question = `${JSON.stringify(matter)} ${role}`
      if (asked.has(question)) continue
      asked.add(question)
      const responsible = await responsibleUnit(sql, matter, asOfMs)
      if (responsible === null) throw new Error(`nobody is responsible for ${question}`)
      const { unitId } = responsible
      const units = unitId === moves.from.unitId ? [unitId, moves.to.unitId] : [unitId]
      for (const unit of units) desks.set(`${unit} ${role}`, { unitId: unit, role })
    }
  }
  const officers = new Map<string, Desk>()
  for (const { unitId, role } of desks.values()) {
    const standsIn = substitutions.find((one) => one.unitId === unitId && one.role === role)?.substituteId
    const officer = standsIn ?? (await findInventedOfficer(sql, { unitId, role, asOfMs }))?.id
    if (officer === undefined) throw new Error(`${unitId} has nobody for ${role}`)
    // A substitute works at two desks, out of one inbox.
    if (officers.has(officer)) continue
    const token = await signing.issue({ id: officer, role: 'officer', unitId }, 1)
    officers.set(officer, { unitId, role, officer: clientOf(apiUrl, token) })
  }
  return [...officers.values()]
}

/** The one-stop officer of each commune, who enters what comes on paper. */
export async function openCounters(
  { database: { sql }, signing, apiUrl }: City,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, Client>> {
  const asOfMs = Date.now()
  const counters = new Map<string, Client>()
  for (const unitId of unitIds) {
    const officer = await findInventedOfficer(sql, { unitId, role: 'oneStop', asOfMs })
    if (officer === null) throw new Error(`${unitId} has nobody at the counter`)
    const token = await signing.issue({ id: officer.id, role: 'officer', unitId }, 1)
    counters.set(unitId, clientOf(apiUrl, token))
  }
  return counters
}

/** Where much comes together, whatever lies there is decided in one call. */
const decideTogether: readonly string[] = ['oneStop', 'chair', 'director']
/** Tasks of imported dossiers that each desk takes up, so that the day ends with its own. */
const takenUpEach = 2
const pollMs = 700
const slowestMs = 2_000

/** All officers; they work until `rest` or `goHome`. */
export class Officers {
  readonly #observed: Observed
  readonly #outcomes = new Map<string, string>()
  /** Tasks that are to lie until their time is over. */
  readonly #left = new Set<string>()
  readonly #backlog: TakenUp
  #at: 'work' | 'rest' | 'home' = 'work'

  constructor(observed: Observed, backlog: TakenUp) {
    this.#observed = observed
    this.#backlog = backlog
  }

  /** What the officers will find when they look into the dossier. */
  brief(dossierId: string, { items }: Intention): void {
    for (const item of items) {
      if (item.kind === 'decide') this.#outcomes.set(`${dossierId}.${item.task}`, item.outcome)
      if (item.kind === 'due') this.#left.add(`${dossierId}.${item.task}`)
    }
  }

  /** Its time is over: the officer may decide it now. */
  takeUp(taskId: string): void {
    this.#left.delete(taskId)
  }

  rest(): void {
    this.#at = 'rest'
  }

  resume(): void {
    this.#at = 'work'
  }

  goHome(): void {
    this.#at = 'home'
  }

  /** Resolves when everybody has gone home. */
  async work(desks: readonly Desk[]): Promise<void> {
    await Promise.all(
      desks.map((desk) => surprised(this.#observed, `${desk.role} of ${desk.unitId}`, this.#sitAt(desk))),
    )
  }

  async #sitAt(desk: Desk): Promise<void> {
    let wait = pollMs
    const takenUp = new Set<string>()
    while (this.#at !== 'home') {
      const decided = this.#at === 'work' ? await this.#findDecided(desk, takenUp) : []
      await this.#decide(desk, decided)
      // Who finds nothing looks less often.
      wait = decided.length > 0 ? pollMs : Math.min(wait * 1.3, slowestMs)
      if (decided.length === 0) await pause(wait)
    }
  }

  /** What is not for a decision is about to be withdrawn, or to be late. */
  async #findDecided({ officer, unitId }: Desk, takenUp: Set<string>): Promise<readonly Decided[]> {
    const decided: Decided[] = []
    for await (const item of officer.inbox({ unit: unitId })) {
      const { task } = item
      const outcome = this.#left.has(task) ? undefined : this.#outcomes.get(task)
      if (outcome !== undefined) decided.push({ task, outcome })
      else decided.push(...this.#takeUp(item, takenUp))
    }
    return decided
  }

  /** Of an imported dossier that may be decided here, as long as the desk has not taken up enough of them. */
  #takeUp(item: InboxItem, takenUp: Set<string>): readonly Decided[] {
    const { task, dossier, mayDecide } = item
    if (takenUp.size >= takenUpEach || takenUp.has(task)) return []
    if (mayDecide !== true || !this.#backlog.dossiers.has(dossier)) return []
    const outcome = this.#backlog.outcomeOf(item)
    if (outcome === undefined) return []
    takenUp.add(task)
    return [{ task, outcome }]
  }

  /** Just before it is sent: what an officer who goes home leaves lying was not decided. */
  #note(decided: readonly Decided[]): void {
    const isImported = ({ task }: Decided): boolean => this.#backlog.dossiers.has(task.split('.')[0] ?? '')
    this.#observed.backlogDecided.push(...decided.filter(isImported))
  }

  async #decide({ officer, role }: Desk, decided: readonly Decided[]): Promise<void> {
    if (decided.length > 1 && decideTogether.includes(role)) {
      this.#note(decided)
      await askAll(officer, this.#observed, decided)
      return
    }
    for (const one of decided) {
      if (this.#at !== 'work') return
      const { task, outcome } = one
      this.#note([one])
      await ask(this.#observed, 'decide', `deciding ${task}`, (options) =>
        officer.decide(task, { outcome }, options),
      )
    }
  }
}

interface Decided {
  task: string
  outcome: string
}
