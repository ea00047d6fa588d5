import { advance } from '../../../procedures/grammar/run/advance.ts'
import type { DossierEvent, DossierState } from '../../../procedures/grammar/run/event.ts'
import type { WriteInput } from '../../../procedures/grammar/run/write.ts'
import type { DossierStory } from '../../dossier-story.ts'

/** The write that a workflow at this state asks for an item, with the state after it. */
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
