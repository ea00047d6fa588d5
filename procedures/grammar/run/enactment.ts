/** Contract of the activity that carries out an approved reorganisation. Types only: workflows import them. */
import type { ArmedStatus } from '../../../domain/territory/reorganisation/reorganisation-step.ts'

/**
 * `armed`: its rows are written and become true by their dates; `changed`: they are not the ones that were signed any more;
 * `impossible`: its instant has passed, or it cannot be done to the rows that stand.
 */
export type EnactmentOutcome = 'armed' | 'changed' | 'impossible'

export interface Enactments {
  /**
   * Arms the reorganisation of a dossier of the internal procedure, once, however often it is run. Fails, to be run again, while
   * another reorganisation is armed.
   */
  enactReorganisation(input: { dossierId: string }): Promise<{ outcome: EnactmentOutcome }>
  /**
   * Where the reorganisation is that a dossier has armed, by the rows.
   * @returns `inMs` how long until its instant, by the clock of the database; 0 once it has passed
   */
  followReorganisation(input: { dossierId: string }): Promise<{ status: ArmedStatus; inMs: number }>
}
