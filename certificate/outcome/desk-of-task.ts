/** At which desk a task waits, or which desk is next after who it waits for; from the plan alone. Pure. */
import type { Power, TaskHolder, Tier } from '../../domain/dossier/dossier.ts'
import { type Plan, type PlanStep, type Route, stepsInOrder } from '../../procedures/grammar/plan/plan.ts'
import type { OpenedBefore } from './fold-revisions.ts'

/** What decides, with area, procedure and field, who is responsible. */
export interface PowerAtTier {
  power: Power
  tier: Tier
}

export interface TaskPosition {
  task: string
  /** Who is to act; `bank` where the engine waits for its word. */
  waitsFor: TaskHolder | 'bank'
  /** Of a task at a desk that one; else the next desk by the plan, where there is one, as if no step were skipped. */
  desk: PowerAtTier | null
}

/** Positions of the tasks of one plan. Those at desks follow from their keys, which many runs share. */
export class PlanPositions {
  readonly #plan: Plan
  readonly #atDesks = new Map<string, TaskPosition>()

  constructor(plan: Plan) {
    this.#plan = plan
  }

  of(opened: OpenedBefore): TaskPosition {
    if (opened.holder !== 'desk') return positionOf(this.#plan, opened)
    const known = this.#atDesks.get(opened.key)
    const position = known ?? positionOf(this.#plan, opened)
    if (known === undefined) this.#atDesks.set(opened.key, position)
    return position
  }

  /** Where nothing is open yet, the engine is to open the first step. */
  notBegun(): TaskPosition {
    return { task: '', waitsFor: 'engine', desk: deskFrom(this.#plan, this.#plan.first) }
  }
}

function positionOf(plan: Plan, opened: OpenedBefore): TaskPosition {
  const { key: task } = opened
  const [id = '', , body = ''] = task.split('.')
  const step = plan.steps[id]
  const holder = opened.holder ?? holderBy(id, step)
  if (holder === 'applicant') {
    const resumesAt = opened.resumesAt ?? askedAt(plan, opened)
    return { task, waitsFor: 'applicant', desk: resumesAt === null ? null : deskFrom(plan, resumesAt) }
  }
  if (holder === 'engine') {
    const waitsFor = step?.does?.work === 'payout' ? 'bank' : 'engine'
    return { task, waitsFor, desk: step === undefined ? null : deskAfter(plan, step.next) }
  }
  const desk = step?.desks.find((one) => one.body === body)
  return { task, waitsFor: 'desk', desk: desk === undefined ? null : { power: desk.power, tier: desk.tier } }
}

/** Revisions of older builds do not tell who acts. */
const holderBy = (id: string, step: PlanStep | undefined): TaskHolder =>
  id === 'supplement' ? 'applicant' : step?.does != null ? 'engine' : 'desk'

/** Where the step that requested the supplement has it go on. */
function askedAt(plan: Plan, { after }: OpenedBefore): string | null {
  for (const { key, outcome } of after) {
    const route = plan.steps[key.split('.')[0] ?? '']?.routes[outcome]
    if (route !== undefined && 'asks' in route && route.asks === 'supplement') return route.resumeAt
  }
  return null
}

/** The first desk from a step on. */
function deskFrom(plan: Plan, id: string): PowerAtTier | null {
  const ids = stepsInOrder(plan)
  const from = ids.indexOf(id)
  for (const later of from < 0 ? [id] : ids.slice(from)) {
    const desk = plan.steps[later]?.does === null ? plan.steps[later]?.desks[0] : undefined
    if (desk !== undefined) return { power: desk.power, tier: desk.tier }
  }
  return null
}

const deskAfter = (plan: Plan, next: Route): PowerAtTier | null =>
  'to' in next ? deskFrom(plan, next.to) : null
