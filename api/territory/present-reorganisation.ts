/** A reorganisation as the API shows it. */
import { z } from 'zod'
import type { RecordedStep } from '../../db/reorganisations/enactment/steps.ts'
import type { Overview } from '../../db/reorganisations/overview.ts'
import {
  reorganisationStatuses,
  reorganisationSteps,
} from '../../domain/territory/reorganisation/reorganisation-step.ts'
import { instant, isoOf, isoOrNull } from '../server/schemas.ts'

export const rowsHash = z.string().regex(/^[0-9a-f]{64}$/)

const step = z.object({
  run: z.int(),
  kind: z.enum(reorganisationSteps),
  by: z.string(),
  basis: z.string().nullable(),
  at: instant,
  effectiveAt: instant.nullable(),
  change: z.int().nullable().describe('The change of reference data that wrote its rows'),
  dossier: z
    .uuid()
    .nullable()
    .describe('The dossier in which it was decided; null where it was done here or by command'),
  summary: z
    .unknown()
    .describe(
      'Rows by table; of an approval taken back, the rows that were changed; of one that a person closed, its certificate and whether that is clean',
    ),
})

export const summary = z
  .object({
    id: z.string(),
    name: z.string(),
    basis: z.string(),
    status: z.enum(reorganisationStatuses),
    effective: z.boolean().describe('Whether its rows are true now'),
    effectiveAt: instant,
    rowsHash: rowsHash.nullable().describe('SHA-256 of the rows proposed: what is approved'),
    asked: z.enum(reorganisationSteps).nullable().describe('What waits for a second person'),
    withoutDossier: z.boolean().describe('Armed here or by command: it has no dossier of procedure 0.000001'),
    openQuestions: z.array(z.string()),
  })
  .meta({ id: 'Reorganisation' })
export const shown = summary.extend({ steps: z.array(step) })

export type Shown = z.infer<typeof shown>

export function presentSummary({
  steps: _,
  effectiveAt,
  openQuestions,
  ...rest
}: Overview): z.infer<typeof summary> {
  return { ...rest, effectiveAt: isoOf(effectiveAt), openQuestions: [...openQuestions] }
}

export const present = (found: Overview): Shown => ({
  ...presentSummary(found),
  steps: found.steps.map(presentStep),
})

const presentStep = ({ run, kind, basis, change, summary, ...step }: RecordedStep) => ({
  ...{ run, kind, by: step.actorId, basis, at: isoOf(step.validAt) },
  ...{ effectiveAt: isoOrNull(step.effectiveAt), change, summary, dossier: step.dossierId },
})
