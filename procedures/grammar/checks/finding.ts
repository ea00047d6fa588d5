import type { Procedure } from '../definition/procedure.ts'
import type { ForwardPath } from '../plan/longest-path.ts'
import type { Plan } from '../plan/plan.ts'
import type { ExampleOutcome } from './examples.ts'

/** Something wrong with a definition, described so that its author can correct it. */
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

/** What a rule looks at. What several rules need is reckoned once. */
export interface Subject {
  readonly procedure: Procedure
  readonly plan: Plan
  /** In the order of the examples. */
  readonly courses: readonly ExampleOutcome[]
  /** Ways forward, without their times; null where the conditions are too many to go through. */
  readonly ways: readonly ForwardPath[] | null
}

/** One rule: pure, and silent about a definition that keeps it. */
export type CheckRule = (subject: Subject) => readonly Finding[]
