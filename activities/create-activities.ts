import { activityInfo } from '@temporalio/activity'
import type { Database } from '../db/database.ts'
import { reproject } from '../db/dossier/rebuild-projection.ts'
import { writesAndDueTimesSince, writeTransition } from '../db/dossier/write-transition.ts'
import type { WriteInput, WriteName, Writes, writeNames } from '../procedures/grammar/run/write.ts'

export interface WriteDeps {
  /** For local activities, which end within 2 s. */
  database: Database
  /** For regular ones, which have 10 s. @defaultValue `database` */
  patientDatabase?: Database
  /** Called at named instants; does nothing but where a test looks at what a crash there would do. */
  crashPoint?: (name: string) => void
}

/**
 * The short writes of dossier workflows. They all carry out a transition; each stands under the name of what
 * it records, so that a history reads as the dossier's story.
 */
export function createWrites({ database, patientDatabase, crashPoint = () => {} }: WriteDeps): Writes {
  // Two pools rather than `set local`: no statement more in a transaction, and regular attempts cannot take the local ones' connections.
  const pool = () => (activityInfo().isLocal ? database : (patientDatabase ?? database))
  const write = (name: WriteName) => async (input: WriteInput) => {
    const answer = await writeTransition(pool(), input)
    crashPoint(`after_write_${name}`)
    return answer
  }
  const named = {
    intake: write('intake'),
    consultation: write('consultation'),
    communeReview: write('communeReview'),
    communeSignOff: write('communeSignOff'),
    cityReview: write('cityReview'),
    citySignOff: write('citySignOff'),
    publication: write('publication'),
    feeCollection: write('feeCollection'),
    payoutOutcome: write('payoutOutcome'),
    byHandOutcome: write('byHandOutcome'),
    issueResult: write('issueResult'),
    supplement: write('supplement'),
    withdrawal: write('withdrawal'),
    reassignment: write('reassignment'),
    extension: write('extension'),
    deadline: write('deadline'),
    correction: write('correction'),
    editionAdoption: write('editionAdoption'),
  } satisfies Record<(typeof writeNames)[number], unknown>
  return {
    ...named,
    standing: (input) => writesAndDueTimesSince(pool().sql, input),
    reproject: (input) => reproject(pool(), input),
  }
}
