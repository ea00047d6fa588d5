/** A reorganisation together with what it reads besides the rows that stand. */
import { holderProblems } from './checks/added-findings.ts'
import { effectiveAtMs, type Produced, produce } from './grammar/produce.ts'
import type { ReferenceRows } from './grammar/reference-rows.ts'
import type { Reorganisation } from './grammar/reorganisation.ts'

export interface Enactable {
  id: string
  name: string
  basis: string
  /** The declared instant, ms. */
  effectiveAt: number
  openQuestions: readonly string[]
  /**
   * With what the rows would leave to nobody, or to two, among the problems.
   * @param at its instant where that differs from the declared one, ms
   */
  produce(base: ReferenceRows, at?: number): Produced
  /** See `UndoOptions`. */
  heldAs(areaId: string): string | null
}

export function enactable<Data>(declared: Reorganisation<Data>, data: Data): Enactable {
  const { id, name, basis, openQuestions } = declared
  const held = declared.heldAs?.(data)
  return {
    id,
    name,
    basis,
    openQuestions,
    effectiveAt: effectiveAtMs(declared),
    produce: (base, at) => judged(base, produce(declared, base, data, at)),
    heldAs: (areaId) => held?.(areaId) ?? null,
  }
}

/** What cannot be done is said alone: what it leaves behind follows from it. */
const judged = (base: ReferenceRows, produced: Produced): Produced =>
  produced.problems.length > 0 ? produced : { ...produced, problems: holderProblems(base, produced) }
