import type { ProposalForm } from '../../db/reorganisations/enactment/judge-proposal.ts'
import { knownReorganisations } from '../../db/reorganisations/known-reorganisations.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import type { ApiDeps } from '../server/deps.ts'

/** What may be enacted. */
export const reorganisationsOf = async ({
  reorganisations,
}: Pick<ApiDeps, 'reorganisations'>): Promise<readonly Enactable[]> =>
  reorganisations ?? (await knownReorganisations())

/** The reorganisation that a form names; null where none is declared under that id. */
export async function reorganisationOfForm(
  deps: Pick<ApiDeps, 'reorganisations'>,
  { reorganisation }: ProposalForm,
): Promise<Enactable | null> {
  return (await reorganisationsOf(deps)).find(({ id }) => id === reorganisation) ?? null
}
