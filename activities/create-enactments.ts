/** The engine's steps of a reorganisation: writes what a dossier of the internal procedure has approved, and follows it from then on. */
import type { Database } from '../db/database.ts'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../db/reorganisations/enactment/enact.ts'
import { readSignedProposal, type SignedProposal } from '../db/reorganisations/enactment/signed-proposal.ts'
import { readEnactment, readSteps } from '../db/reorganisations/enactment/steps.ts'
import { readReferenceRows } from '../db/reorganisations/rows/reference-rows.ts'
import { rowsHash } from '../db/reorganisations/rows/rows-hash.ts'
import { DomainError, type ErrorCode } from '../domain/errors.ts'
import type { ArmedStatus } from '../domain/territory/reorganisation/reorganisation-step.ts'
import type { EnactmentOutcome, Enactments } from '../procedures/grammar/run/enactment.ts'
import type { Enactable } from '../reorganisations/enactable.ts'
import { armedStatusOf, type Enactment, stepsOfDossier } from '../reorganisations/enactment.ts'

export interface EnactmentDeps {
  database: Database
  /** The declared reorganisation of an id; null where this build has none. */
  findReorganisation: (id: string) => Promise<Enactable | null>
  /** ms */
  now: () => number
}

export function createEnactments(deps: EnactmentDeps): Enactments {
  return {
    async enactReorganisation({ dossierId }) {
      const signed = await readSignedProposal(deps.database.sql, dossierId)
      const of = await deps.findReorganisation(signed.reorganisation)
      return { outcome: of === null ? 'impossible' : await enact(deps, of, { ...signed, dossierId }) }
    },
    followReorganisation: ({ dossierId }) => follow(deps, dossierId),
  }
}

async function follow(
  { database: { sql }, now }: EnactmentDeps,
  dossierId: string,
): Promise<{ status: ArmedStatus; inMs: number }> {
  const { reorganisation } = await readSignedProposal(sql, dossierId)
  const steps = stepsOfDossier(await readSteps(sql, reorganisation), dossierId)
  const at = now()
  const { status, effectiveAt } = armedStatusOf(steps, at)
  return { status, inMs: Math.max(effectiveAt - at, 0) }
}

/** No waiting mends these. While another one is armed, `reorganisationArmed` is thrown: the activity is run again. */
const outcomeOf: Partial<Record<ErrorCode, EnactmentOutcome>> = {
  approvalTakenBack: 'changed',
  instantPassed: 'impossible',
  reorganisationImpossible: 'impossible',
  reorganisationStatus: 'impossible',
  secondPersonNeeded: 'impossible',
}

async function enact(
  { database, now }: EnactmentDeps,
  of: Enactable,
  { dossierId, ...signed }: SignedProposal & { dossierId: string },
): Promise<EnactmentOutcome> {
  const enactment = await readEnactment(database.sql, of.id)
  if (isArmedBy(enactment, signed)) return 'armed'
  const effectiveAt = Date.parse(signed.effectiveAt)
  if (Number.isNaN(effectiveAt)) return 'impossible'
  const { changes } = of.produce(await readReferenceRows(database.sql), effectiveAt)
  const hash = rowsHash(changes)
  if (!isOf(hash, signed)) return 'changed'
  try {
    // Run again after a crash, it goes on from where it was.
    if (!isProposedBy(enactment, signed)) {
      await proposeReorganisation(database, of, {
        actorId: signed.proposedBy,
        at: now(),
        dossierId,
        effectiveAt,
      })
    }
    if ((await readEnactment(database.sql, of.id)).status === 'proposed') {
      await approveReorganisation(database, of, {
        actorId: signed.signedBy,
        at: now(),
        dossierId,
        rowsHash: hash,
      })
    }
    await armReorganisation(database, of, { actorId: signed.signedBy, at: now(), dossierId })
    return 'armed'
  } catch (error) {
    const outcome = error instanceof DomainError ? outcomeOf[error.code] : undefined
    if (outcome === undefined) throw error
    return outcome
  }
}

const isOf = (hash: Uint8Array | null, { rowsHash }: SignedProposal): boolean =>
  hash !== null && Buffer.from(hash).toString('hex') === rowsHash.toLowerCase()

const isProposedBy = ({ status, proposed }: Enactment, signed: SignedProposal): boolean =>
  (status === 'proposed' || status === 'approved') &&
  proposed?.actorId === signed.proposedBy &&
  isOf(proposed.rowsHash, signed)

const isArmedBy = ({ status, approved }: Enactment, signed: SignedProposal): boolean =>
  (status === 'armed' || status === 'certified') &&
  approved?.actorId === signed.signedBy &&
  isOf(approved.rowsHash, signed)
