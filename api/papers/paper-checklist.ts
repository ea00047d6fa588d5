/** Which papers a procedure requires, which are present, and which are not required since a database holds their content. */
import type { PapersHeld } from '../../db/papers/paper-counts.ts'
import { isOtherPaper } from '../../domain/dossier/other-paper.ts'
import { replacementBasis } from '../../domain/dossier/paper-file.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { cite } from '../../procedures/grammar/definition/basis.ts'
import type { PaperRequirement, Procedure } from '../../procedures/grammar/definition/procedure.ts'

/** `sometimes`: absent, and required only in the case that its name states. */
export const paperStatuses = ['there', 'missing', 'replaced', 'sometimes'] as const

export interface PaperStatus {
  kind: string
  name: string
  status: (typeof paperStatuses)[number]
  required: { originals: number; copies: number }
  recorded: { originals: number; copies: number }
  /** The database that replaces it, on which legal basis; the provision that would require it. Null where it is required. */
  replacement: { database: string; basis: string; insteadOf: string | null } | null
  files: PapersHeld['files']
  originals: PapersHeld['originals'][number] | null
}

/**
 * In the order of the definition. Papers that are present appear even if they are not required.
 * @param procedure undefined where this build no longer defines it: then only papers that are present
 * @param filedAt ms: the rule of that day says what is replaced
 */
export function checklistOf(
  procedure: Procedure | undefined,
  held: PapersHeld,
  filedAt: number,
): readonly PaperStatus[] {
  const asked = procedure?.papers ?? {}
  const kinds = [...Object.keys(asked), ...held.papers.map(({ kind }) => kind)]
  return [...new Set(kinds)].map((kind) => {
    const requirement: PaperRequirement = asked[kind] ?? { name: nameOf(kind, held), sometimes: true }
    const recorded = {
      originals: total(held.papers.filter((paper) => paper.kind === kind).map(({ originals }) => originals)),
      copies: total(held.papers.filter((paper) => paper.kind === kind).map(({ copies }) => copies)),
    }
    const files = held.files.filter((file) => file.kind === kind)
    const isThere =
      recorded.originals + recorded.copies > 0 || files.some(({ erasedAt }) => erasedAt === null)
    const replacement = replacementOf(requirement, filedAt)
    return {
      kind,
      name: requirement.name,
      status: isThere ? 'there' : statusOf(requirement, replacement),
      required: { originals: requirement.originals ?? 0, copies: requirement.copies ?? 0 },
      recorded,
      replacement,
      files,
      originals: held.originals.find((place) => place.kind === kind) ?? null,
    }
  })
}

/** Of a paper that the procedure does not have. */
const nameOf = (kind: string, { papers }: PapersHeld): string =>
  (isOtherPaper(kind) ? papers.find((paper) => paper.kind === kind)?.note : null) ?? kind

/** On the day of an instant (ms); null where the paper itself is required. */
export function replacementOf(
  { replacedBy, askedBy }: PaperRequirement,
  at: number,
): PaperStatus['replacement'] {
  const basis = replacementBasis(localDate(at), askedBy !== undefined)
  if (replacedBy === undefined || basis === null) return null
  return { database: replacedBy, basis, insteadOf: askedBy === undefined ? null : cite(askedBy) }
}

function statusOf(
  { sometimes }: PaperRequirement,
  replacement: PaperStatus['replacement'],
): PaperStatus['status'] {
  if (replacement !== null) return 'replaced'
  return sometimes === true ? 'sometimes' : 'missing'
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)
