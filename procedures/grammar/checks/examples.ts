import type { Ending } from '../../../domain/dossier/dossier.ts'
import { errorMessages } from '../../../domain/errors.ts'
import { addDurations, type Duration } from '../../../domain/time/duration.ts'
import type { Example } from '../definition/example.ts'
import type { FiledForm, Form } from '../definition/field.ts'
import { deskOutcomes, engineOutcomes, type Plan, type PlanStep, skippedSteps } from '../plan/plan.ts'
import { durationText } from '../plan/plan-words.ts'
import { advance } from '../run/advance.ts'
import { type DossierEvent, type DossierState, initialState } from '../run/event.ts'
import { sameDuration } from '../same-value.ts'

/** How a dossier went along the path of an example. */
export interface ExampleRun {
  /** Null where the path stops before the dossier ends. */
  readonly ending: Ending | null
  /**
   * Time spent when each step uses its share: bodies asked together count once, a notice the time it is posted, a
   * paused clock nothing; a supplement that leads back to reception starts from zero (118/2025/NĐ-CP, Điều 19 khoản 5).
   */
  readonly spent: Duration
  /** What happened, ready to be sent through a dossier. */
  readonly items: readonly DossierEvent[]
  /** Ways taken, as `step:outcome`. */
  readonly ways: readonly string[]
  readonly state: DossierState
}

/** An example, taken: what is wrong with it, or how it went. */
export type ExampleOutcome =
  | { readonly problem: string }
  | { readonly problem: null; readonly run: ExampleRun }

/** Thrown for a path that no dossier of the plan can take, in words an author can act on. */
export class ExampleError extends Error {
  override readonly name = 'ExampleError'
}

const noTime: Duration = { workingDays: 0 }

/** The outcome that goes forward. Child workflows have outcomes of their own. */
const forward: Readonly<Record<Exclude<PlanStep['kind'], 'byHand'>, string>> = {
  receive: 'accepted',
  review: 'approved',
  consult: 'agreed',
  inspect: 'passed',
  publish: 'posted',
  collectFee: 'paid',
  sign: 'signed',
  payout: 'paid',
  issue: 'issued',
}

/**
 * Takes a path (see `Example.path`) through `advance`.
 * @throws ExampleError if a token is impossible where it is
 * @throws RangeError if calendar days and working time would have to be added
 */
export function runPath(plan: Plan, path: string, given: FiledForm = {}): ExampleRun {
  return new Walks(plan).along(path, given)
}

/** What is wrong with an example; null if it ends as it says, in the time it says. */
export function exampleProblem(plan: Plan, example: Example<Form>): string | null {
  return courseAmong(new Walks(plan), example).problem
}

/** Takes the examples of a plan: of each what is wrong with it, or how it went. */
export function coursesOf(plan: Plan, examples: readonly Example<Form>[]): readonly ExampleOutcome[] {
  const walks = new Walks(plan)
  return examples.map((example) => courseAmong(walks, example))
}

function courseAmong(walks: Walks, example: Example<Form>): ExampleOutcome {
  try {
    const run = walks.along(example.path, givenOf(example))
    const problem = differenceFrom(example, run)
    return problem === null ? { problem, run } : { problem }
  } catch (error) {
    if (error instanceof ExampleError || error instanceof RangeError) return { problem: error.message }
    throw error
  }
}

function differenceFrom(example: Example<Form>, { ending, spent, state }: ExampleRun): string | null {
  if (ending === null) return `stops while ${openIn(state)} is open`
  if (ending !== example.ends) return `ends as ${ending}, not ${example.ends}`
  if (sameDuration(spent, example.spent)) return null
  return `spends ${durationText(spent)}, not ${durationText(example.spent)}`
}

/** What the form of an example says. */
export function givenOf({ given = {} }: Pick<Example<Form>, 'given'>): FiledForm {
  const filed: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(given)) if (value !== undefined) filed[name] = value
  return filed
}

/** The walks of a plan, by their paths: a third of all steps of examples are beginnings that another example has too. */
class Walks {
  readonly #known = new Map<string, Walk>()

  constructor(private readonly plan: Plan) {}

  along(path: string, given: FiledForm): ExampleRun {
    // All that a form decides of a walk.
    const skips = skippedSteps(this.plan, given)
    let at = skips.join(' ')
    let walk = this.#once(at, () => Walk.begin(this.plan, skips))
    for (const token of path.split(/\s+/)) {
      if (token === '') continue
      const before = walk
      // No step is called by a bar.
      at += `|${token}`
      walk = this.#once(at, () => before.on(token))
    }
    return walk.run
  }

  #once(at: string, walked: () => Walk): Walk {
    const known = this.#known.get(at)
    if (known !== undefined) return known
    const walk = walked()
    this.#known.set(at, walk)
    return walk
  }
}

class Walk {
  #state: DossierState
  #spent: Duration
  readonly #events: DossierEvent[]
  readonly #ways: string[]

  private constructor(
    private readonly plan: Plan,
    { state, spent, items, ways }: Pick<ExampleRun, 'state' | 'spent' | 'items' | 'ways'>,
  ) {
    this.#state = state
    this.#spent = spent
    this.#events = [...items]
    this.#ways = [...ways]
  }

  static begin(plan: Plan, skips: readonly string[]): Walk {
    const walk = new Walk(plan, { state: initialState(skips), spent: noTime, items: [], ways: [] })
    walk.#take('start', { kind: 'start', key: walk.#key, at: 0 })
    return walk
  }

  /** One token further; this walk stays where it is. */
  on(token: string): Walk {
    const walk = new Walk(this.plan, this.run)
    walk.#follow(token)
    return walk
  }

  get run(): ExampleRun {
    return {
      ending: this.#state.ending,
      spent: this.#spent,
      items: this.#events,
      ways: this.#ways,
      state: this.#state,
    }
  }

  #follow(token: string): void {
    const [target = '', outcome] = token.split(':')
    if (this.#state.ending !== null) {
      throw new ExampleError(`${token}: the dossier has already ended as ${this.#state.ending}`)
    }
    if (target === 'withdraw')
      this.#take(token, { kind: 'withdraw', key: this.#key, at: this.#events.length })
    else if (target === 'supplement') this.#supplement(token, outcome)
    else this.#step(token, target, outcome)
  }

  #step(token: string, target: string, outcome: string | undefined): void {
    const [id = '', body] = target.split('.')
    const step = this.plan.steps[id]
    if (step === undefined) throw new ExampleError(`${token}: the procedure has no step ${id}`)
    const open = Object.entries(this.#state.tasks).filter(([, task]) => task.step === id)
    const asked = open.filter(([, task]) => body === undefined || task.body === body)
    if (asked.length === 0) {
      throw new ExampleError(`${token}: cannot happen here, open is ${openIn(this.#state)}`)
    }
    for (const [key, { holder }] of asked) {
      this.#closeTask(token, key, step, holder, outcome ?? forwardOf(token, step))
      this.#ways.push(`${id}:${outcome ?? forwardOf(token, step)}`)
    }
    const over = open.every(([key]) => this.#state.tasks[key] === undefined)
    if (over && !step.pausesClock && step.within !== null) {
      this.#spent = sameDuration(this.#spent, noTime) ? step.within : addDurations(this.#spent, step.within)
    }
  }

  #closeTask(token: string, task: string, step: PlanStep, holder: string, outcome: string): void {
    const ownOutcomes = holder === 'engine' ? engineOutcomes(step) : deskOutcomes(step)
    const onDue = holder === 'engine' ? 'late' : step.onDue
    if (ownOutcomes.includes(outcome)) {
      const kind = holder === 'engine' ? 'done' : 'decide'
      this.#take(token, { kind, task, outcome, key: this.#key, at: this.#events.length })
    } else if (outcome === onDue) {
      this.#take(token, { kind: 'due', task, key: this.#key, at: this.#events.length })
    } else {
      throw new ExampleError(`${token}: has no such outcome here, only ${[...ownOutcomes, onDue].join(', ')}`)
    }
  }

  #supplement(token: string, outcome: string | undefined): void {
    const task = Object.keys(this.#state.tasks).find((key) => this.#state.tasks[key]?.holder === 'applicant')
    if (outcome !== undefined && outcome !== 'lapsed') {
      throw new ExampleError(`${token}: a supplement is completed, or with supplement:lapsed it is not`)
    }
    if (task === undefined) throw new ExampleError(`${token}: nothing has been asked of the applicant`)
    const resumed = this.plan.steps[this.#state.afterSupplement ?? '']
    if (outcome === 'lapsed') {
      this.#take(token, { kind: 'due', task, key: this.#key, at: this.#events.length })
    } else {
      this.#take(token, {
        kind: 'supplement',
        skips: this.#state.skips,
        key: this.#key,
        at: this.#events.length,
      })
      if (resumed?.kind === 'receive') this.#spent = noTime
    }
  }

  get #key(): string {
    return `example:${this.#events.length}`
  }

  #take(token: string, event: DossierEvent): void {
    const next = advance(this.plan, this.#state, event)
    if ('refused' in next) {
      throw new ExampleError(`${token}: refused, ${errorMessages[next.refused].en} (${next.refused})`)
    }
    this.#events.push(event)
    this.#state = next.state
  }
}

function forwardOf(token: string, step: PlanStep): string {
  if (step.kind !== 'byHand') return forward[step.kind]
  const onward = engineOutcomes(step).filter(
    (outcome) => JSON.stringify(step.routes[outcome]) === JSON.stringify(step.next),
  )
  const [only] = onward
  if (only !== undefined && onward.length === 1) return only
  throw new ExampleError(`${token}: name the outcome, one of ${engineOutcomes(step).join(', ')}`)
}

function openIn(state: DossierState): string {
  return Object.keys(state.tasks).join(' and ') || 'nothing'
}
