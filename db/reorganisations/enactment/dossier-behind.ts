/** What is done with a reorganisation after it was armed is said to the dossier that has armed it. */
import {
  type ReorganisationStep,
  stepsAfterArming,
} from '../../../domain/territory/reorganisation/reorganisation-step.ts'
import type { Transaction } from '../../statement.ts'

/** Entered in its journal; those before are steps of the dossier itself. */
const entered: readonly ReorganisationStep[] = stepsAfterArming
/** Those that move or end what its workflow waits for. */
const awaited: readonly ReorganisationStep[] = ['postponed', 'calledOff', 'undone', 'certified']

export interface StepDone {
  reorganisation: string
  run: number
  kind: ReorganisationStep
  actorId: string
  /** By the clock of who asks, ms. */
  at: number
  /** ms */
  effectiveAt?: number | null
  /** Closed by a person although its certificate is not clean, or there is none. */
  despiteFindings?: boolean
}

/** Enters a step that was just written, in its transaction; nothing where no dossier is behind its run. */
export async function enterInDossier(tx: Transaction, step: StepDone): Promise<void> {
  const { reorganisation, run, kind, actorId, at, effectiveAt = null, despiteFindings = false } = step
  if (!entered.includes(kind)) return
  const instant = effectiveAt === null ? {} : { effectiveAt: new Date(effectiveAt).toISOString() }
  const entry = {
    ...{ reorganisation, step: kind },
    ...instant,
    ...(despiteFindings ? { despiteFindings } : {}),
  }
  await tx`
    with behind as (
      select dossier_id, (select max(id) from reorganisation_step) as step from reorganisation_step
      where reorganisation = ${reorganisation} and run = ${run} and dossier_id is not null order by id desc limit 1),
    entry as (
      insert into journal (dossier_id, kind, actor_id, payload, valid_at)
      select dossier_id, 'reorganisation', ${actorId},
        ${JSON.stringify(entry)}::text::jsonb, instant(${at}) from behind)
    insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
    select 'reorganisationStepped', step::text, dossier_id, '{}', instant(${at}) from behind where ${awaited.includes(kind)}::boolean`
}
