import { StartUpError } from '../../../domain/start-up-error.ts'
import type { Procedure } from '../../../procedures/grammar/definition/procedure.ts'

/** Says which editions a code has, if others were requested. @param editions all of the code; none where it is no code */
export const noSuchEdition = (
  code: string,
  editions: readonly Procedure[],
  { why, remedy }: { why: string; remedy: string },
): StartUpError =>
  new StartUpError({
    what:
      editions.length === 0
        ? `No procedure has the code “${code}”.`
        : `${code} has the editions ${editions.map(({ edition }) => edition).join(', ')}.`,
    why,
    remedy,
  })
