import { activityInfo } from '@temporalio/activity'
import type { Database } from '../db/database.ts'
import { reproject } from '../db/dossier/transition/rebuild-projection.ts'
import { writeTransition } from '../db/dossier/transition/write-transition.ts'
import { writesAndDueTimesSince } from '../db/dossier/transition/writes-since.ts'
import type { Vault } from '../db/identity/identity-vault.ts'
import type { WriteInput, Writes } from '../procedures/grammar/run/write.ts'
import { byWriteName } from '../procedures/grammar/run/write-name.ts'

export interface WriteDeps {
  /** For local activities, which end within 2 s. */
  database: Database
  /** For regular ones, which have 10 s. @defaultValue `database` */
  patientDatabase?: Database
  /** Opens who is granted a benefit; without it a result that grants one is not written. */
  vault?: Vault
  /** Called at named instants; does nothing but where a test looks at what a crash there would do. */
  crashPoint?: (name: string) => void
}

/**
 * The short writes of dossier workflows. They all carry out a transition; each is under the name of what
 * it records, so that a history reads as the dossier's story.
 */
export function createWrites({ database, patientDatabase, vault, crashPoint = () => {} }: WriteDeps): Writes {
  // Two pools rather than `set local`: no statement more in a transaction, and regular attempts cannot take the local ones' connections.
  const pool = () => (activityInfo().isLocal ? database : (patientDatabase ?? database))
  return {
    ...byWriteName((name) => async (input: WriteInput) => {
      const answer = await writeTransition(pool(), input, vault)
      crashPoint(`after_write_${name}`)
      return answer
    }),
    standing: (input) => writesAndDueTimesSince(pool().sql, input),
    reproject: (input) => reproject(pool(), input),
  }
}
