/** What a reorganisation adds to what is wrong with the rows; what was wrong before it is not its own. Pure. */
import { powers, tiers } from '../../domain/dossier/dossier.ts'
import { common, type Span, without } from '../../domain/territory/span.ts'
import { checkTerritory, type TerritoryFinding } from '../../domain/territory/territory-check.ts'
import type { Produced } from '../grammar/produce.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'
import { territoryRowsOf } from '../grammar/territory-rows.ts'
import { checkRows } from './check-rows.ts'
import type { NeededDesk, RowFinding } from './row-finding.ts'

/**
 * An area or a power that nobody holds from the instant on, or two, or a unit that does not stand: in the words of a problem. No officer
 * and no paper can mend that, so a reorganisation with any is not enacted.
 * @param before the rows that stand
 */
export function holderProblems(
  before: ReferenceRows,
  { at, after }: Pick<Produced, 'at' | 'after'>,
): readonly string[] {
  const found = territoryOf(after, at)
  if (found.length === 0) return []
  const added = notIn(found, territoryOf(before, at), ({ rule, of }) => `${rule} ${of}`)
  return added.map(({ of, what, from }) => `${of}: ${what} from ${new Date(from).toISOString()} on`)
}

/**
 * What the check of the rows finds from the instant on, that it does not find without the reorganisation: a role that nobody holds, say. People
 * may still bring what is missing.
 * @param before the rows as they would be without it
 * @param needed desks that procedures name
 */
export function addedFindings(
  before: ReferenceRows,
  { at, after }: Pick<Produced, 'at' | 'after'>,
  needed: readonly NeededDesk[],
): readonly RowFinding[] {
  const found = checkRows(after, { from: at, needed })
  if (found.length === 0) return []
  return notIn(
    found,
    checkRows(before, { from: at, needed }),
    ({ kind, of, what }) => `${kind} ${of} ${what}`,
  )
}

const territoryOf = (rows: ReferenceRows, from: number): readonly TerritoryFinding[] =>
  checkTerritory(territoryRowsOf(rows), { from, tiers, powers })

/** The findings, each for the time in which it is not among the others. */
function notIn<Finding extends Span>(
  findings: readonly Finding[],
  others: readonly Finding[],
  keyOf: (finding: Finding) => string,
): readonly Finding[] {
  const known = new Map<string, Span[]>()
  for (const other of others) known.set(keyOf(other), [...(known.get(keyOf(other)) ?? []), other])
  return findings.flatMap((finding) =>
    without(
      [finding],
      (known.get(keyOf(finding)) ?? []).flatMap((span) => common(span, finding)),
    ).map((span) => ({ ...finding, ...span })),
  )
}
