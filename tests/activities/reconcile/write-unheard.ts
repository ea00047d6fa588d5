import type { Database } from '../../../db/database.ts'
import { writeTransition } from '../../../db/dossier/transition/write-transition.ts'
import { advance } from '../../../procedures/grammar/run/advance.ts'
import type { DossierStory } from '../../dossier-story.ts'

/** The write of a decision, as if the engine had died before its history knew of it. */
export async function writeUnheard(
  database: Database,
  dossier: DossierStory,
  task: string,
  outcome: string,
): Promise<void> {
  const { item } = await dossier.recordDecision(task, outcome)
  const state = await dossier.state()
  const next = advance(dossier.plan, state, item)
  if ('refused' in next) throw new Error(next.refused)
  const { state: _, ...change } = next
  const { total } = dossier.plan
  const answer = await writeTransition(database, {
    dossierId: dossier.id,
    expectedRevision: state.revision,
    item,
    change,
    total,
  })
  if (answer.kind !== 'applied') throw new Error(`not written: ${answer.kind}`)
}
