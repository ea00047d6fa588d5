/** Officers at their desks: each looks into the own inbox and decides what lies there, one thing after the other. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Client, InboxItem } from '../client/client.ts'
import { responsibleUnit } from '../db/territory/responsibility/responsibility.ts'
import type { Plan, Desk as PlanDesk } from '../procedures/grammar/plan/plan.ts'
import { deskKey } from '../reorganisations/preview/desks.ts'
import type { AreaMoves } from './area-moves.ts'
import { ask, askAll, clientOf } from './ask.ts'
import type { TakenUp } from './backlog.ts'
import type { City } from './city.ts'
import type { Intention } from './intentions.ts'
import { type Observed, surprised } from './observed.ts'
import { type Person, personAt } from './staff.ts'
import type { Substitution } from './substitutions.ts'
import { codeOf } from './two-persons.ts'

export interface Desk {
  unitId: string
  role: string
  officer: Client
  /** Of two officers of the role the one who signs what the other examined, and does nothing else. */
  signsForColleague: boolean
  /** Its unit ends with the reorganisation. */
  ends: boolean
}

type Seat = Pick<Desk, 'unitId' | 'role' | 'signsForColleague'>

/** A desk that two officers have apart is two seats. */
export const seatKey = (seat: Seat): string => `${deskKey(seat)} ${seat.signsForColleague}`

/** Whether a unit is one of those that end. */
export const isFormer = (unitId: string): boolean => unitId.startsWith('old:')

/** Steps that another officer of the role takes than who examined the dossier. */
const colleagueSteps = ({ steps }: Plan): readonly string[] =>
  Object.entries(steps).flatMap(([id, { desks, notBy }]) => {
    const sameDesk = ({ role, tier }: PlanDesk): boolean =>
      desks.some((own) => own.role === role && own.tier === tier)
    return notBy.some((other) => steps[other]?.desks.some(sameDesk)) ? [id] : []
  })

/** The unit that is responsible at an instant (ms) for a desk of a dossier's plan. */
export async function unitOfDesk(
  { database: { sql } }: Pick<City, 'database'>,
  { procedure, commune: { areaId } }: Pick<Intention, 'procedure' | 'commune'>,
  { power, tier }: Pick<PlanDesk, 'power' | 'tier'>,
  asOfMs: number,
): Promise<string> {
  const matter = { areaId, procedureCode: procedure.code, field: procedure.field, power, tier }
  const responsible = await responsibleUnit(sql, matter, asOfMs)
  if (responsible === null) throw new Error(`nobody is responsible for ${JSON.stringify(matter)}`)
  return responsible.unitId
}

/**
 * The desks that these dossiers will reach, each with the token of its officer or of the substitute.
 * @param asOfMs when, of the organisation of that instant
 * @param moves whose dossiers go to the same desks of another commune in the course of the day
 */
export async function openDesks(
  city: City,
  intentions: readonly Intention[],
  {
    asOfMs,
    substitutions = [],
    moves,
  }: {
    asOfMs: number
    substitutions?: readonly Substitution[]
    moves: Pick<AreaMoves, 'from' | 'to'>
  },
): Promise<readonly Desk[]> {
  const { sql } = city.database
  const desks = new Map<string, Seat>()
  const asked = new Set<string>()
  for (const intention of intentions) {
    const { procedure, commune, plan } = intention
    const signed = colleagueSteps(plan)
    const wanted = Object.entries(plan.steps).flatMap(([id, step]) =>
      step.desks.map((desk) => ({ desk, signsForColleague: signed.includes(id) })),
    )
    for (const { desk, signsForColleague } of wanted) {
      const question = [commune.areaId, procedure.code, desk.power, desk.tier, desk.role].join(' ')
      if (asked.has(`${question} ${signsForColleague}`)) continue
      asked.add(`${question} ${signsForColleague}`)
      const unitId = await unitOfDesk(city, intention, desk, asOfMs)
      const units = unitId === moves.from.unitId ? [unitId, moves.to.unitId] : [unitId]
      for (const unit of units) {
        const found = { unitId: unit, role: desk.role, signsForColleague }
        desks.set(seatKey(found), found)
      }
    }
  }
  const officers = new Map<string, Desk>()
  for (const { unitId, role, signsForColleague } of desks.values()) {
    const standsIn = substitutions.find((one) => one.unitId === unitId && one.role === role)?.substitute
    const number = signsForColleague ? 2 : 1
    const person = standsIn ?? (await personAt(sql, { unitId, role, asOfMs, number }))
    if (person === null) throw new Error(`${unitId} has no officer ${number} for ${role}`)
    // A substitute works at two desks, out of one inbox.
    if (officers.has(person.id)) continue
    const officer = await clientOfPerson(city, person, unitId)
    officers.set(person.id, { unitId, role, officer, signsForColleague, ends: isFormer(unitId) })
  }
  return [...officers.values()]
}

/** The one-stop officer of each unit, who enters what comes on paper. */
export async function openCounters(
  city: City,
  unitIds: Iterable<string>,
  asOfMs: number,
): Promise<ReadonlyMap<string, Client>> {
  const counters = new Map<string, Client>()
  for (const unitId of new Set(unitIds)) {
    const person = await personAt(city.database.sql, { unitId, role: 'oneStop', asOfMs })
    if (person === null) throw new Error(`${unitId} has nobody at the counter`)
    counters.set(unitId, await clientOfPerson(city, person, unitId))
  }
  return counters
}

export async function clientOfPerson(
  { signing, apiUrl }: Pick<City, 'signing' | 'apiUrl'>,
  { subject }: Person,
  unitId: string,
): Promise<Client> {
  return clientOf(apiUrl, await signing.issue({ id: subject, role: 'officer', unitId }, 1))
}

/** Where much comes together, whatever lies there is decided in one call. */
const decideTogether: readonly string[] = ['oneStop', 'chair', 'director']
/** Tasks of imported dossiers that each desk takes up, so that the day ends with its own. */
const takenUpEach = 2
const pollMs = 700
const slowestMs = 2_000

/** All officers; they work until `rest` or `goHome`, those of a unit that ends until it has. */
export class Officers {
  readonly #observed: Observed
  readonly #outcomes = new Map<string, string>()
  /** Tasks that are to lie until their time is over. */
  readonly #left = new Set<string>()
  /** Tasks that are for a colleague of who examined the dossier. */
  readonly #forColleague = new Set<string>()
  readonly #backlog: TakenUp
  #at: 'work' | 'rest' | 'home' = 'work'

  /** @param mayHaveCome whether the reorganisation is in effect by the clock of some process */
  constructor(
    observed: Observed,
    backlog: TakenUp,
    readonly mayHaveCome: () => boolean,
  ) {
    this.#observed = observed
    this.#backlog = backlog
  }

  /** What the officers will find when they look into the dossier. */
  brief(dossierId: string, { items, plan }: Intention): void {
    const signed = colleagueSteps(plan)
    for (const item of items) {
      if (item.kind === 'decide') {
        const task = `${dossierId}.${item.task}`
        this.#outcomes.set(task, item.outcome)
        if (signed.includes(item.task.split('.')[0] ?? '')) this.#forColleague.add(task)
      }
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
    while (this.#at !== 'home' && !this.#hasEnded(desk)) {
      const decided = this.#at === 'work' ? await this.#findDecided(desk, takenUp) : []
      await this.#decide(desk, decided)
      // Who finds nothing looks less often.
      wait = decided.length > 0 ? pollMs : Math.min(wait * 1.3, slowestMs)
      if (decided.length === 0) await pause(wait)
    }
  }

  #hasEnded({ ends }: Desk): boolean {
    return ends && this.mayHaveCome()
  }

  /** What is not for a decision is about to be withdrawn, or to be late. */
  async #findDecided(desk: Desk, takenUp: Set<string>): Promise<readonly Decided[]> {
    const decided: Decided[] = []
    try {
      for await (const item of desk.officer.inbox({ unit: desk.unitId })) {
        const { task } = item
        // What is escalated to a leader is for another role to decide.
        const anothers = this.#forColleague.has(task) !== desk.signsForColleague
        const waits = this.#left.has(task) || anothers || item.mayDecide === false
        const outcome = waits ? undefined : this.#outcomes.get(task)
        if (outcome !== undefined) decided.push({ task, outcome })
        else if (!desk.signsForColleague) decided.push(...this.#takeUp(item, takenUp))
      }
    } catch (error) {
      if (!this.#hasEnded(desk) || codeOf(error) !== 'unitEnded') throw error
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

  async #decide(desk: Desk, decided: readonly Decided[]): Promise<void> {
    const { officer, role } = desk
    const hasEnded = () => this.#hasEnded(desk)
    if (decided.length > 1 && decideTogether.includes(role)) {
      const forget = this.#note(decided)
      const accepted = await askAll(officer, this.#observed, { decided, hasEnded })
      forget(({ task }) => !accepted.has(task))
      return
    }
    for (const one of decided) {
      if (this.#at !== 'work') return
      const { task, outcome } = one
      const forget = this.#note([one])
      const accepted = await ask(
        this.#observed,
        { kind: 'decide', what: `deciding ${task}`, hasEnded },
        (options) => officer.decide(task, { outcome }, options),
      )
      forget(() => !accepted)
    }
  }

  /** Just before it is sent: what an officer who goes home leaves lying was not decided, nor what was refused with the end of the unit. */
  #note(decided: readonly Decided[]): (refused: (one: Decided) => boolean) => void {
    const imported = decided.filter(({ task }) => this.#backlog.dossiers.has(task.split('.')[0] ?? ''))
    this.#observed.backlogDecided.push(...imported)
    return (refused) => {
      const { backlogDecided: noted } = this.#observed
      for (const one of imported.filter(refused)) noted.splice(noted.indexOf(one), 1)
    }
  }
}

interface Decided {
  task: string
  outcome: string
}
