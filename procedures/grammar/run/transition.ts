import type { Ending, Power, Role, Tier } from '../../../domain/dossier/dossier.ts'
import type { Duration } from '../../../domain/time/duration.ts'
import type { IssueEffects } from '../definition/grant-rule.ts'
import type { PlanStep } from '../plan/plan.ts'
import type { DossierState, OpenTask } from './event.ts'

/** What one event changes, as data: the write carries it out, then the workflow takes `state`. */
export interface Transition extends IssueEffects {
  state: DossierState
  closes: readonly { key: string; outcome: string }[]
  opens: readonly OpenedTask[]
  /** Task found late, still open. */
  late: string | null
  reassigns: { key: string; officer: string | null } | null
  clock: 'start' | 'pause' | 'resume' | 'stop' | null
  extendBy: Duration | null
  ending: Ending | null
  /** Name of the result, where this transition issues it. */
  issues: string | null
}

export interface OpenedTask {
  key: string
  step: string
  body: string
  kind: string
  holder: OpenTask['holder']
  desk: { role: Role; tier: Tier; power: Power } | null
  within: Duration | null
  /** Steps that somebody else must have decided; absent in transitions of an older build. */
  notBy?: readonly string[]
}

/** A revision later, and nothing else. */
export const changed = (state: DossierState): Transition => ({
  state: { ...state, revision: state.revision + 1 },
  closes: [],
  opens: [],
  late: null,
  reassigns: null,
  clock: null,
  extendBy: null,
  ending: null,
  issues: null,
})

export function without(state: DossierState, key: string): DossierState {
  const { [key]: _, ...tasks } = state.tasks
  return { ...state, tasks }
}

export function withTasks(
  transition: Transition,
  id: string,
  round: number,
  opens: readonly OpenedTask[],
): Transition {
  const tasks: Record<string, OpenTask> = { ...transition.state.tasks }
  for (const { key, step, body, holder } of opens)
    tasks[key] = { step, body, holder, dueAt: null, late: false }
  return {
    ...transition,
    opens: [...transition.opens, ...opens],
    state: {
      ...transition.state,
      rounds: { ...transition.state.rounds, [id]: round },
      tasks,
    },
  }
}

export function openStep(
  transition: Transition,
  id: string,
  step: PlanStep,
  holder: 'desk' | 'engine',
): Transition {
  const round = (transition.state.rounds[id] ?? 0) + 1
  const desks = holder === 'engine' ? [undefined] : step.desks
  const opens = desks.map((desk): OpenedTask => {
    const body = desk?.body ?? ''
    return {
      key: body === '' ? `${id}.${round}` : `${id}.${round}.${body}`,
      step: id,
      body,
      kind: step.kind,
      holder,
      desk: desk === undefined ? null : { role: desk.role, tier: desk.tier, power: desk.power },
      within: step.within,
      notBy: step.notBy,
    }
  })
  const opened = withTasks(transition, id, round, opens)
  return step.pausesClock ? withClock(opened, 'pause') : opened
}

export function closeAll(transition: Transition, outcome: string, first?: string): Transition {
  const keys = Object.keys(transition.state.tasks).sort((a, b) => Number(b === first) - Number(a === first))
  return {
    ...transition,
    closes: [...transition.closes, ...keys.map((key) => ({ key, outcome }))],
    state: { ...transition.state, tasks: {} },
  }
}

/** A clock that never started is neither paused nor resumed. */
export function withClock(transition: Transition, clock: 'start' | 'pause' | 'resume'): Transition {
  const { state } = transition
  if (clock === 'start') return { ...transition, clock, state: { ...state, running: true } }
  if (!state.running) return transition
  // Started or resumed, and paused again at once: it starts, or stands as it stood, when the pause is over.
  if (transition.clock === 'start') return { ...transition, clock: null, state: { ...state, running: false } }
  return { ...transition, clock: transition.clock === 'resume' ? null : clock }
}

/** The pause is over; where reception itself led into it, only now does the clock start. */
export function withClockOn(transition: Transition): Transition {
  return withClock(transition, transition.state.running ? 'resume' : 'start')
}
