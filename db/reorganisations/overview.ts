/** A reorganisation as it is shown: where it is, who has to act, and what was done. */
import type { ReorganisationStatus } from '../../domain/territory/reorganisation/reorganisation-step.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import { enactmentOf, isEffective } from '../../reorganisations/enactment.ts'
import type { Querying } from '../database.ts'
import { type RecordedStep, readSteps } from './enactment/steps.ts'

export interface Overview extends Pick<Enactable, 'id' | 'name' | 'basis' | 'openQuestions'> {
  status: ReorganisationStatus
  /** Whether its rows are true at the instant. */
  effective: boolean
  /** ms */
  effectiveAt: number
  /** Of the rows that are proposed: what the second person approves. */
  rowsHash: string | null
  /** What one person asked, and a second has not confirmed. */
  asked: RecordedStep['kind'] | null
  steps: readonly RecordedStep[]
  /** Its rows were written by command or route: no dossier of the internal procedure says who proposed, checked and signed. */
  withoutDossier: boolean
}

/** @param at ms */
export async function overviewOf(sql: Querying, of: Enactable, at: number): Promise<Overview> {
  const steps = await readSteps(sql, of.id)
  const enactment = enactmentOf(steps)
  const { id, name, basis, openQuestions } = of
  const { status, effectiveAt, proposed, asked } = enactment
  return {
    ...{ id, name, basis, openQuestions, status, steps },
    effective: isEffective(enactment, at),
    effectiveAt: effectiveAt ?? of.effectiveAt,
    rowsHash: hex(proposed?.rowsHash ?? null),
    asked: asked?.kind ?? null,
    withoutDossier: steps.some(
      (step) => step.kind === 'armed' && step.run === enactment.run && step.dossierId === null,
    ),
  }
}

export const hex = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('hex')
