/** Closing a reorganisation by a person's decision: its last certificate is clean, or the person says that it is closed despite its findings. */
import { DomainError } from '../../../domain/errors.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import { lastIssued } from '../../certificate/issued.ts'
import type { Database } from '../../database.ts'
import { type Acting, type ClosedOn, closeReorganisation } from './enact.ts'
import type { RecordedStep } from './steps.ts'

/**
 * @param despiteFindings closes it also where its last certificate is not clean, or none was issued; the step says so
 * @throws {DomainError} `reorganisationStatus` before it has taken effect, and where what it is closed on is not clean
 */
export async function closeByHand(
  database: Pick<Database, 'sql'>,
  of: Pick<Enactable, 'id'>,
  { despiteFindings, ...acting }: Acting & { basis: string; despiteFindings: boolean },
): Promise<void> {
  await closeReorganisation(database, of, acting, async (tx, effectiveAt) => {
    const last = await lastIssued(tx, effectiveAt)
    const on: ClosedOn = { certificate: last?.root ?? null, clean: last?.clean === true }
    if (!on.clean && !despiteFindings) throw notClean(last)
    return on
  })
}

/** Whether a person closed it on a certificate with findings, or on none. */
export const closedDespiteFindings = ({ kind, summary }: Pick<RecordedStep, 'kind' | 'summary'>): boolean =>
  kind === 'certified' &&
  typeof summary === 'object' &&
  summary !== null &&
  'clean' in summary &&
  summary.clean === false

function notClean(last: Awaited<ReturnType<typeof lastIssued>>): DomainError {
  const what =
    last === null
      ? 'No certificate was issued for its instant.'
      : last.clean === null
        ? `Its last certificate, ${last.root}, is of an older build and does not say whether it is clean.`
        : `Its last certificate, ${last.root}, is not clean.`
  return new DomainError('reorganisationStatus', {
    hint: `${what} Mend what \`npm run certificate\` finds and issue it again; what cannot be made good is closed with --despite-findings, and the step says so.`,
  })
}
