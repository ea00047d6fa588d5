import type { Ending } from '../../../domain/dossier/dossier.ts'
import type { ErrorCode } from '../../../domain/errors.ts'
import { issueEffectsOf } from '../definition/grant-rule.ts'
import { adopt } from '../editions/apply-adoption.ts'
import {
  deskOutcomes,
  engineOutcomes,
  type Plan,
  type PlanStep,
  type Route,
  stepsInOrder,
  timeOf,
} from '../plan/plan.ts'
import type { DossierEvent, DossierEventOf, DossierState, OpenTask } from './event.ts'
import { takePosition } from './imported-position.ts'
import {
  changed,
  closeAll,
  openStep,
  type Transition,
  withClock,
  withClockOn,
  without,
  withTasks,
} from './transition.ts'

/**
 * Only one supplement may be requested (118/2025/NĐ-CP, Điều 11 khoản 2), or as many as sector law allows. What is
 * asked after the decision, such as another account for money that came back, no longer completes the dossier and is
 * not counted.
 */
const supplementSpent = (plan: Plan, state: DossierState): boolean =>
  state.supplementsAsked >= timeOf(plan).supplements.times && !state.decided

/**
 * What an event does to a dossier, or why it is refused. Pure and total: the same plan, state and event give
 * the same answer on every replay. Due times are not known here; they come back from the write.
 */
export function advance(
  plan: Plan,
  state: DossierState,
  event: DossierEvent,
): Transition | { refused: ErrorCode } {
  if (state.ending !== null) return { refused: 'dossierClosed' }
  const next = advanceOpen(plan, state, event)
  return 'refused' in next ? next : actedOn(next, event)
}

/** An imported position may be replaced until somebody acts on it; that its time passed is no act. */
function actedOn(next: Transition, event: DossierEvent): Transition {
  if (next.state.imported === undefined || event.kind === 'import' || next.late !== null) return next
  const { imported: _, ...state } = next.state
  return { ...next, state }
}

function advanceOpen(
  plan: Plan,
  state: DossierState,
  event: DossierEvent,
): Transition | { refused: ErrorCode } {
  switch (event.kind) {
    case 'start':
      return Object.keys(state.rounds).length > 0 ? { refused: 'staleRevision' } : begin(plan, state)
    case 'decide':
      return decide(plan, state, event)
    case 'done':
      return finishEngineWork(plan, state, event)
    case 'due':
      return comeDue(plan, state, event)
    case 'supplement':
      return complete(plan, state, event)
    case 'withdraw':
      return state.decided ? { refused: 'alreadyDecided' } : end(changed(state), 'withdrawn')
    case 'reassign': {
      if (state.tasks[event.task]?.holder !== 'desk') return { refused: 'staleTask' }
      return { ...changed(state), reassigns: { key: event.task, officer: event.officer } }
    }
    case 'extend': {
      if (state.extensions >= timeOf(plan).extension.times) return { refused: 'alreadyExtended' }
      const next = changed({ ...state, extensions: state.extensions + 1 })
      return { ...next, extendBy: event.by }
    }
    case 'adoptEdition':
      return adopt(plan, state, event)
    case 'import':
      return takePosition(plan, state, event)
  }
}

function begin(plan: Plan, state: DossierState): Transition {
  return follow(plan, changed(state), { to: plan.first })
}

function decide(
  plan: Plan,
  state: DossierState,
  event: DossierEventOf<'decide'>,
): Transition | { refused: ErrorCode } {
  const open = state.tasks[event.task]
  const step = open === undefined ? undefined : plan.steps[open.step]
  if (open?.holder !== 'desk' || step === undefined) return { refused: 'staleTask' }
  if (!deskOutcomes(step).includes(event.outcome)) return { refused: 'unknownOutcome' }
  if (event.outcome === 'incomplete' && supplementSpent(plan, state))
    return { refused: 'supplementAlreadyAsked' }
  return answer(plan, state, event.task, open, step, event.outcome)
}

function finishEngineWork(
  plan: Plan,
  state: DossierState,
  event: DossierEventOf<'done'>,
): Transition | { refused: ErrorCode } {
  const open = state.tasks[event.task]
  const step = open === undefined ? undefined : plan.steps[open.step]
  if (open?.holder !== 'engine' || step === undefined) return { refused: 'staleTask' }
  if (!engineOutcomes(step).includes(event.outcome)) return { refused: 'unknownOutcome' }
  const next = answer(plan, state, event.task, open, step, event.outcome)
  if (step.does?.work !== 'issue') return next
  return { ...next, issues: step.does.result, ...issueEffectsOf(step.does) }
}

function comeDue(
  plan: Plan,
  state: DossierState,
  event: DossierEventOf<'due'>,
): Transition | { refused: ErrorCode } {
  const open = state.tasks[event.task]
  if (open === undefined) return { refused: 'staleTask' }
  if (open.holder === 'applicant') {
    return state.decided ? { refused: 'staleTask' } : end(changed(state), 'lapsed', event.task)
  }
  const step = plan.steps[open.step]
  if (step === undefined || open.late) return { refused: 'staleTask' }
  if (step.onDue !== 'late' && open.holder === 'desk')
    return answer(plan, state, event.task, open, step, step.onDue)
  const next = changed({ ...state, tasks: { ...state.tasks, [event.task]: { ...open, late: true } } })
  return { ...next, late: event.task }
}

function complete(
  plan: Plan,
  state: DossierState,
  event: DossierEventOf<'supplement'>,
): Transition | { refused: ErrorCode } {
  const key = Object.keys(state.tasks).find((k) => state.tasks[k]?.holder === 'applicant')
  const then = state.afterSupplement
  if (key === undefined || then === null) return { refused: 'notAwaitingSupplement' }
  const next = changed({ ...without(state, key), skips: event.skips, afterSupplement: null })
  const closed: Transition = { ...next, closes: [{ key, outcome: 'completed' }] }
  if (plan.steps[then]?.kind !== 'receive') return follow(plan, withClock(closed, 'resume'), { to: then })
  // The limit starts from zero when the dossier is accepted again (118/2025/NĐ-CP, Điều 19 khoản 5).
  return follow(plan, { ...closed, state: { ...closed.state, running: false } }, { to: then })
}

/** Closes a task with an outcome and, when its step is complete, follows the route. */
function answer(
  plan: Plan,
  state: DossierState,
  key: string,
  open: OpenTask,
  step: PlanStep,
  outcome: string,
): Transition {
  const next: Transition = { ...changed(without(state, key)), closes: [{ key, outcome }] }
  if (open.body === '') {
    const route = step.routes[outcome] ?? step.next
    // Sent back to reception by a colleague, the dossier keeps the time it has spent.
    const starts = step.kind === 'receive' && outcome === 'accepted' && !state.running
    const clocked = starts ? withClock(next, 'start') : step.pausesClock ? withClockOn(next) : next
    return follow(plan, markDecided(plan, clocked, open.step, outcome), route)
  }
  return join(plan, next, open, step, outcome)
}

/** A consultation ends with the last body's answer; one disagreement is enough to disagree. */
function join(plan: Plan, next: Transition, open: OpenTask, step: PlanStep, outcome: string): Transition {
  const answers = { ...next.state.answers[open.step], [open.body]: outcome }
  if (step.desks.some((desk) => answers[desk.body] === undefined)) {
    return { ...next, state: { ...next.state, answers: { ...next.state.answers, [open.step]: answers } } }
  }
  const { [open.step]: _, ...others } = next.state.answers
  const joined = Object.values(answers).includes('disagreed') ? 'disagreed' : 'agreed'
  return follow(
    plan,
    { ...next, state: { ...next.state, answers: others } },
    step.routes[joined] ?? step.next,
  )
}

/** Goes along a route, past steps the dossier skips, until something is open or it ends. */
function follow(plan: Plan, transition: Transition, route: Route): Transition {
  if ('ends' in route) return end(transition, route.ends)
  if ('asks' in route) {
    if (route.asks === 'desk') return openDesk(plan, transition)
    // Failed again after the last supplement: not eligible (118/2025/NĐ-CP, Điều 19 khoản 3).
    if (supplementSpent(plan, transition.state)) return end(transition, 'refused')
    return askSupplement(plan, transition, route.resumeAt)
  }
  const step = plan.steps[route.to]
  if (step === undefined) return transition
  if (transition.state.skips.includes(route.to)) return follow(plan, transition, step.next)
  return openStep(transition, route.to, step, step.does === null ? 'desk' : 'engine')
}

/** After the engine failed at a step: the same step, now at its desk. */
function openDesk(plan: Plan, transition: Transition): Transition {
  const id = transition.closes[0]?.key.split('.')[0] ?? ''
  const step = plan.steps[id]
  return step === undefined ? transition : openStep(transition, id, step, 'desk')
}

function askSupplement(plan: Plan, transition: Transition, resumeAt: string): Transition {
  const round = transition.state.supplementsAsked + 1
  // Other bodies' open questions end with the round: the dossier comes back from its start.
  const cleared = closeAll(transition, 'returned')
  const opened = withTasks(cleared, 'supplement', round, [
    {
      key: `supplement.${round}`,
      step: 'supplement',
      body: '',
      kind: 'supplement',
      holder: 'applicant',
      desk: null,
      // Money that was granted stays owed however long the applicant takes to name an account.
      within: transition.state.decided ? null : timeOf(plan).supplements.within,
    },
  ])
  const state = { ...opened.state, supplementsAsked: round, afterSupplement: resumeAt, answers: {} }
  return withClock({ ...opened, state }, 'pause')
}

function end(transition: Transition, ending: Ending, lapsedTask?: string): Transition {
  const closed = closeAll(transition, ending === 'withdrawn' ? 'withdrawn' : 'lapsed', lapsedTask)
  return { ...closed, ending, clock: 'stop', state: { ...closed.state, ending, running: false } }
}

function markDecided(plan: Plan, transition: Transition, id: string, outcome: string): Transition {
  if (plan.steps[id]?.kind !== 'sign' || outcome !== 'signed') return transition
  const ids = stepsInOrder(plan)
  const later = ids.slice(ids.indexOf(id) + 1)
  const last = !later.some(
    (other) => plan.steps[other]?.kind === 'sign' && !transition.state.skips.includes(other),
  )
  return last ? { ...transition, state: { ...transition.state, decided: true } } : transition
}

/** Takes the due instants that the write reckoned. */
export function withDueTimes(
  state: DossierState,
  dueAt: Readonly<Record<string, number | null>>,
): DossierState {
  const tasks = Object.entries(state.tasks).map(([key, task]) => {
    const due = dueAt[key]
    return [key, due === undefined ? task : { ...task, dueAt: due }] as const
  })
  return { ...state, tasks: Object.fromEntries(tasks) }
}
