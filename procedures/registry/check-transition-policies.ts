/** What can be said of the transition policy of an edition only beside the editions before it. */

import type { Procedure } from '../grammar/definition/procedure.ts'
import { movesOf } from '../grammar/definition/transition-policy.ts'
import type { DefinitionFile } from './registry.ts'

interface Placed {
  file: string
  procedure: Procedure
}

interface WithoutTransitionPolicy {
  file: string
  what: string
  why: string
  remedy: string
}

/** Editions that follow another and do not say what becomes of its dossiers, or say it of what was never there. */
export function withoutTransitionPolicy(
  files: readonly DefinitionFile[],
): readonly WithoutTransitionPolicy[] {
  const loaded = files.flatMap(({ file, loaded }) =>
    'procedure' in loaded ? [{ file, procedure: loaded.procedure }] : [],
  )
  return loaded.flatMap((one) =>
    findingsOn(
      one,
      loaded.filter((other) => precedes(other, one)),
    ),
  )
}

const precedes = ({ procedure: other }: Placed, { procedure }: Placed): boolean =>
  other.code === procedure.code && other.edition < procedure.edition

function findingsOn(
  { file, procedure }: Placed,
  older: readonly Placed[],
): readonly WithoutTransitionPolicy[] {
  const { transitionPolicy } = procedure
  if (older.length === 0) return transitionPolicy === undefined ? [] : [{ file, ...withoutOlder }]
  if (transitionPolicy === undefined) return [{ file, ...undeclared(older) }]
  const steps = new Set(older.flatMap((one) => Object.keys(one.procedure.steps)))
  return Object.keys(movesOf(transitionPolicy))
    .filter((from) => !steps.has(from))
    .map((from) => ({
      file,
      what: `moves dossiers from ${from}, a step that no edition before it has`,
      why: 'a dossier at the step that was meant would stay there',
      remedy: `Name a step of an older edition: ${[...steps].join(', ')}`,
    }))
}

const withoutOlder = {
  what: 'says what becomes of older dossiers, and follows no edition',
  why: 'a reader looks for an edition that does not exist',
  remedy: 'Remove `transitionPolicy`, or keep the file of the edition before it',
}

const undeclared = (older: readonly Placed[]) => ({
  what: `follows ${older.map(({ file }) => file).join(', ')} and does not say what becomes of its dossiers`,
  why: 'open dossiers keep the law of their filing unless a text says otherwise, and nobody could tell that it was looked for',
  remedy:
    'Add `transitionPolicy: lawOfFiling(…)`, `newWhereFavourable(…)` or `byDecree(…)` with the transitional article',
})
