import type { Querying } from '../database.ts'

/**
 * Holds back every other write of this dossier until the transaction ends; false where there is no such dossier. A statement of
 * its own, and the first: the statements after it read what the previous holder of the lock committed.
 * @param options.references whether rows that refer to the dossier may be inserted meanwhile, such as a request or a paper
 */
export async function lockDossier(
  tx: Querying,
  dossierId: string,
  { references }: { references: 'wait' | 'pass' } = { references: 'wait' },
): Promise<boolean> {
  const [row] = await tx`
    select 1 from dossier where id = ${dossierId} ${references === 'wait' ? tx`for update` : tx`for no key update`}`
  return row !== undefined
}
