import type { Database } from '../../../../db/database.ts'
import { writeTransition } from '../../../../db/dossier/transition/write-transition.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import {
  type DossierEvent,
  type DossierState,
  initialState,
} from '../../../../procedures/grammar/run/event.ts'
import type { WriteInput } from '../../../../procedures/grammar/run/write.ts'
import type { DossierStory } from '../../../dossier-story.ts'

/** The write that a workflow at this state asks for an event, with the state after it. */
export function inputOf(
  dossier: DossierStory,
  state: DossierState,
  item: DossierEvent,
): WriteInput & { after: DossierState } {
  const next = advance(dossier.plan, state, item)
  if ('refused' in next) throw new Error(next.refused)
  const { state: after, ...change } = next
  const { total } = dossier.plan
  return {
    dossierId: dossier.id,
    expectedRevision: state.revision,
    item,
    change,
    total,
    after,
  }
}

export type Decision = readonly [at: number, task: string, outcome: string]

/**
 * Decisions one after the other, each by an officer responsible then, written as a workflow would write them.
 * @param state where it is; null: just filed
 * @returns where it is then
 */
export async function writeDecisions(
  database: Database,
  story: DossierStory,
  state: DossierState | null,
  decisions: readonly Decision[],
): Promise<DossierState> {
  let now = state ?? inputOf(story, initialState([]), { kind: 'start', key: 'start', at: 0 }).after
  for (const [at, task, outcome] of decisions) {
    const { item } = await story.recordDecision(task, outcome, { at })
    const input = inputOf(story, now, item)
    const answer = await writeTransition(database, input)
    if (answer.kind !== 'applied') throw new Error(`${task} was not written: ${answer.kind}`)
    now = input.after
  }
  return now
}
