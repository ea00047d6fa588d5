import type { Ending } from '../../../domain/dossier/dossier.ts'
import type { Duration } from '../../../domain/time/duration.ts'
import type { Form } from './field.ts'

/** A worked case: the way a dossier goes, how it ends, and the time it spends when each step uses its share. */
export interface Example<F extends Form> {
  /**
   * What happens, in order: `step` goes forward, `step:outcome` another way, `step.body` names one consulted body.
   * `step:late` lets the time run out. The applicant's: `supplement`, `supplement:lapsed`, `withdraw`.
   */
  path: string
  /** What the form says, where a condition depends on it. */
  given?: { readonly [K in keyof F]?: string | boolean | number }
  ends: Ending
  spent: Duration
}
