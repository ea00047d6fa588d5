import { planAfter } from '../editions/apply-adoption.ts'
import type { Plan } from '../plan/plan.ts'
import { advance, withDueTimes } from './advance.ts'
import { type DossierEvent, type DossierState, initialState } from './event.ts'
import type { Transition } from './transition.ts'

/** A change of a dossier as it is on disk: what caused it, and the due instants (ms) that its write reckoned. */
export interface RecordedChange {
  item: DossierEvent
  dueAt: Readonly<Record<string, number | null>>
}

export interface Replayed {
  /** The plan it runs after all of it: another than the first where it took a newer edition. */
  plan: Plan
  /** Its hash, where it is another. */
  planHash: string | undefined
  state: DossierState
  /** Tasks closed, in order; `at` in ms. */
  timeline: readonly { at: number; task: string; outcome: string }[]
}

/** Where a dossier is after what was written of it, from its beginning; null where the writes do not follow from each other. */
export function replay(
  begun: { plan: Plan; skips: readonly string[]; fromRevision?: number },
  writes: readonly RecordedChange[],
): Replayed | null {
  const state = initialState(begun.skips, begun.fromRevision)
  let traced: Replayed = { plan: begun.plan, planHash: undefined, state, timeline: [] }
  for (const written of writes) {
    const next = advance(traced.plan, traced.state, written.item)
    if ('refused' in next) return null
    traced = afterWrite(traced, written, next)
  }
  return traced
}

/** Where it is after one more write. @param next what `advance` made of its event */
export function afterWrite(
  before: Replayed,
  { item: event, dueAt }: RecordedChange,
  next: Transition,
): Replayed {
  const closed = next.closes.map(({ key, outcome }) => ({ at: event.at, task: key, outcome }))
  return {
    plan: planAfter(before.plan, event),
    planHash: event.kind === 'adoptEdition' ? event.planHash : before.planHash,
    state: withDueTimes(next.state, dueAt),
    timeline: [...before.timeline, ...closed],
  }
}
