/** What a reorganisation makes of rows, judged also by what is not among them. */
import type { Enactable } from '../../../reorganisations/enactable.ts'
import type { Enactment } from '../../../reorganisations/enactment.ts'
import type { Produced } from '../../../reorganisations/grammar/produce.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { readReferenceRows } from './reference-rows.ts'
import { rowsHash } from './rows-hash.ts'

/**
 * With officers that nobody knows among its problems.
 * @param base the rows that stand
 * @param at its instant, ms; the declared one where left out
 */
export async function producedFrom(
  sql: Querying,
  of: Pick<Enactable, 'produce'>,
  base: ReferenceRows,
  at?: number,
): Promise<Produced> {
  const produced = of.produce(base, at)
  const begun = produced.changes.mandate.filter(({ was }) => was === null).map(({ row }) => row)
  const named = [
    ...new Set(begun.flatMap(({ officerId, actingForId }) => [officerId, actingForId ?? officerId])),
  ]
  if (named.length === 0) return produced
  const rows = await typedRows(sql, 'reorganisations.knownOfficers')`
    select id from officer where id = any (${named}::text[])`
  const known = new Set(rows.map(({ id }) => id))
  const problems = begun.flatMap(({ id, officerId, actingForId }) =>
    [officerId, actingForId]
      .filter((officer) => officer !== null && !known.has(officer))
      .map((officer) => `mandate ${id} names officer ${officer}, who does not exist`),
  )
  return { ...produced, problems: [...produced.problems, ...problems] }
}

/**
 * Whether this build makes, of the rows of the approval, the rows that were approved; null where nothing is approved.
 * @param standing the rows at the last change, where they are read already
 */
export async function makesWhatWasApproved(
  sql: Querying,
  of: Pick<Enactable, 'produce'>,
  { approved }: Pick<Enactment, 'approved'>,
  standing?: { rows: ReferenceRows; change: number },
): Promise<boolean | null> {
  if (approved?.rowsHash == null || approved.base === null || approved.effectiveAt === null) return null
  const base =
    standing?.change === approved.base ? standing.rows : await readReferenceRows(sql, approved.base)
  const { changes } = of.produce(base, approved.effectiveAt)
  return Buffer.compare(rowsHash(changes), approved.rowsHash) === 0
}
