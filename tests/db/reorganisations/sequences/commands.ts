/** The commands of a sequence. Small numbers choose among what there is then, so that a sequence stays one when it is shortened. */
import fc from 'fast-check'
import { agree } from './agree.ts'
import type { CaseModel, ModelDossier, ModelTask } from './case-model.ts'
import { look } from './look.ts'
import type { System } from './system.ts'

export interface Played {
  system: System
  beginsAt: number
  /** What was done, in words. */
  story: string[]
}

/** What a command does: says in words what it did, once it has compared the answer. Null: there was nothing to do. */
export type Act = (model: CaseModel, system: System) => Promise<string> | null

export class Command implements fc.AsyncCommand<CaseModel, Played> {
  constructor(
    readonly name: string,
    readonly act: Act,
  ) {}

  check = (): boolean => true

  async run(model: CaseModel, played: Played): Promise<void> {
    const acted = this.act(model, played.system)
    if (acted === null) return
    played.story.push(`${this.name} (begun)`)
    const said = await acted
    played.story[played.story.length - 1] = said
    // No two things at one instant: which came first would be anybody's guess.
    if (!said.startsWith('wait')) model.now += 1
    await look(model, played.system.database, played.beginsAt)
  }

  toString(): string {
    return this.name
  }
}

export function pick<T>(of: readonly T[], n: number): T | null {
  return of[n % Math.max(of.length, 1)] ?? null
}

const small = fc.nat(11)

/** Which of the officers: mostly one who may. */
function somebody(model: CaseModel, { dossier, task }: Open, n: number): string {
  const able = model.officers().filter((o) => model.mayDecide(o, dossier, task, model.now) === 'allowed')
  return (n % 4 < 3 ? pick(able, n) : null) ?? pick(model.officers(), n) ?? ''
}

interface Open {
  dossier: ModelDossier
  task: ModelTask
}

const number = (model: CaseModel, { id }: ModelDossier): string =>
  `#${model.dossiers.findIndex((d) => d.id === id)}`

export const filing = (fields: readonly string[]): fc.Arbitrary<Command> =>
  fc.tuple(small, small).map(
    ([a, f]) =>
      new Command(`file ${a} ${f}`, (model, system) => {
        const [area, field] = [pick(model.areasAt(model.now), a), pick(fields, f)]
        if (area === null || field === null || model.dossiers.length > 6) return null
        const unit = model.holder({ area, field, power: 'receive' }, model.now)?.unit
        if (unit === undefined) return null
        return system.file({ area, field, unit, at: model.now }).then((id) => {
          model.file(id, area, field)
          return `file #${model.dossiers.length - 1} in ${area} for ${field} at ${unit}`
        })
      }),
  )

/** A decision: applied at once, or later. */
export const deciding: fc.Arbitrary<Command> = fc.tuple(small, small, small, fc.boolean()).map(
  ([t, o, w, later]) =>
    new Command(`decide ${t} ${o} ${w}${later ? ' later' : ''}`, (model, system) => {
      const open = pick(model.open(), t)
      if (open === null) return null
      return decide(model, system, { ...open, officer: somebody(model, open, w), n: o, later })
    }),
)

async function decide(
  model: CaseModel,
  system: System,
  { dossier, task, officer, n, later }: Open & { officer: string; n: number; later: boolean },
): Promise<string> {
  const outcome = pick(model.outcomesOf(task), n) ?? ''
  const asked = { dossierId: dossier.id, task: task.key, outcome, officer, at: model.now }
  const answer = model.mayDecide(officer, dossier, task, model.now)
  const claimant = model.claimant(dossier, task, model.now)
  const taken = claimant !== null && claimant !== officer
  const expected = answer !== 'allowed' ? answer : taken ? 'claimedByAnother' : 'allowed'
  const words = `${officer} decides ${number(model, dossier)} ${task.key}: ${outcome}`
  const recorded = await system.ask(asked)
  agree('refused' in recorded ? recorded.refused : 'allowed', expected, words)
  if ('refused' in recorded) return `${words}, refused: ${recorded.refused}`
  const request = { ...recorded, dossier, task, outcome, officer, at: model.now, status: 'pending' } as const
  model.requests.push({ ...request })
  if (later) return `${words}, applied later`
  return await applied(model, system, recorded.id, words)
}

async function applied(model: CaseModel, system: System, id: string, words: string): Promise<string> {
  const request = model.requests.find((r) => r.id === id)
  if (request === undefined) return words
  await system.apply(id, model.now)
  model.apply(request)
  return `${words}, ${request.status}`
}

/** What was accepted and waits is applied, whatever has happened meanwhile. */
export const applying: fc.Arbitrary<Command> = small.map(
  (n) =>
    new Command(`apply ${n}`, (model, system) => {
      const waiting = pick(
        model.requests.filter(({ status }) => status === 'pending'),
        n,
      )
      if (waiting === null) return null
      const words = `apply ${waiting.outcome} of ${number(model, waiting.dossier)} ${waiting.task.key}`
      return applied(model, system, waiting.id, words)
    }),
)

export const claiming: fc.Arbitrary<Command> = fc.tuple(small, small).map(
  ([t, w]) =>
    new Command(`claim ${t} ${w}`, (model, system) => {
      const open = pick(model.open(), t)
      return open === null ? null : claim(model, system, { ...open, officer: somebody(model, open, w) })
    }),
)

async function claim(
  model: CaseModel,
  system: System,
  { dossier, task, officer }: Open & { officer: string },
): Promise<string> {
  const answer = model.mayDecide(officer, dossier, task, model.now)
  const claimant = model.claimant(dossier, task, model.now)
  const taken = claimant !== null && claimant !== officer
  const expected = answer !== 'allowed' ? answer : taken ? 'claimedByAnother' : 'done'
  const words = `${officer} claims ${number(model, dossier)} ${task.key}`
  const did = await system.claim({ dossierId: dossier.id, task: task.key, officer, at: model.now })
  agree(did, expected, words)
  if (did === 'done' && claimant === null) model.claim(officer, dossier, task)
  return `${words}: ${did}`
}

export const placing: fc.Arbitrary<Command> = fc.tuple(small, small).map(
  ([d, p]) =>
    new Command(`place ${d} ${p}`, (model, system) => {
      const kept = model.dossiers.filter(({ area, closed }) => !closed && isKept(model, area))
      const dossier = pick(kept, d)
      if (dossier === null) return null
      const parts = model.areasAt(model.now).filter((area) => area.slice(0, -2) === dossier.area)
      const area = pick(parts, p)
      const keeper = model.value(`held ${dossier.area}`, model.now)?.replace(' keeps', '')
      const officer = model
        .officers()
        .find((o) => model.seatsOf(o, model.now).some(({ unit }) => unit === keeper))
      if (area === null || officer === undefined) return null
      const words = `${officer} places ${number(model, dossier)} in ${area}`
      return system.place({ dossierId: dossier.id, area, officer, at: model.now }).then((did) => {
        agree(did, 'done', words)
        model.place(dossier, area)
        return words
      })
    }),
)

const isKept = (model: CaseModel, area: string): boolean =>
  model.value(`held ${area}`, model.now)?.endsWith(' keeps') === true

const minute = 60_000

/** To the next date or the millisecond before it, or some minutes on. */
export const waiting: fc.Arbitrary<Command> = fc
  .record({
    to: fc.constantFrom('date', 'date', 'before', 'minutes'),
    minutes: fc.integer({ min: 1, max: 40 }),
  })
  .map(
    ({ to, minutes }) =>
      new Command(`wait ${to} ${minutes}`, (model, system) => {
        const next = model.dates().find((at) => at > model.now)
        const date = next === undefined || to === 'minutes' ? model.now + minutes * minute : next
        const until = to === 'before' ? Math.max(model.now, date - 1) : date
        const ms = until - model.now
        model.now = until
        model.lapse()
        return system.lapse(until).then(() => `wait ${ms} ms`)
      }),
  )
