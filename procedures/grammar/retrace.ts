import { planAfter } from './adopt.ts'
import { advance, withDueTimes } from './advance.ts'
import { type DossierState, type Item, initialState } from './item.ts'
import type { Plan } from './plan.ts'

/** A change of a dossier as it stands on disk: what caused it, and the due instants (ms) that its write reckoned. */
export interface Written {
  item: Item
  dueAt: Readonly<Record<string, number | null>>
}

export interface Retraced {
  /** The plan it runs after all of it: another than the first where it took a newer edition. */
  plan: Plan
  /** Its hash, where it is another; null where it is the first. */
  planHash: string | null
  state: DossierState
  /** Tasks closed, in order; `at` in ms. */
  timeline: readonly { at: number; task: string; outcome: string }[]
}

/** Where a dossier stands after what was written of it, from its beginning; null where the writes do not follow from each other. */
export function retrace(
  begun: { plan: Plan; skips: readonly string[]; fromRevision?: number },
  writes: readonly Written[],
): Retraced | null {
  let { plan } = begun
  let planHash: string | null = null
  let state = initialState(begun.skips, begun.fromRevision)
  const timeline: Retraced['timeline'][number][] = []
  for (const { item, dueAt } of writes) {
    const next = advance(plan, state, item)
    if ('refused' in next) return null
    state = withDueTimes(next.state, dueAt)
    plan = planAfter(plan, item)
    if (item.kind === 'adoptEdition') planHash = item.planHash
    timeline.push(...next.closes.map(({ key, outcome }) => ({ at: item.at, task: key, outcome })))
  }
  return { plan, planHash, state, timeline }
}
