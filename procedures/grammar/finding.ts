import type { Plan } from './plan.ts'
import type { Procedure } from './procedure.ts'

/** Something wrong with a definition, told so that its author can mend it. */
export interface Finding {
  /** Name of the rule that was broken; stable, for machines. */
  readonly rule: string
  /** File of the definition, where it came from one. */
  readonly file?: string
  /** Null where the finding is on the definition as a whole. */
  readonly step: string | null
  readonly what: string
  readonly why: string
  readonly remedy: string
}

/** What a rule looks at. */
export interface Subject {
  readonly procedure: Procedure
  readonly plan: Plan
}

/** One rule: pure, and silent about a definition that keeps it. */
export type CheckRule = (subject: Subject) => readonly Finding[]
