import type { Transition } from './transition.ts'

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
