/** A reorganisation together with what it reads besides the rows that stand. */
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
  /** @param at its instant where that differs from the declared one, ms */
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
    produce: (base, at) => produce(declared, base, data, at),
    heldAs: (areaId) => held?.(areaId) ?? null,
  }
}
