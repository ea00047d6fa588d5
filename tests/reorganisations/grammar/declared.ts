import { type Change, reorganisation } from '../../../reorganisations/grammar/reorganisation.ts'

/** A reorganisation of a test, that makes these changes. @param at its instant, ms */
export const declared = (changes: readonly Change[], at = Date.parse('2026-01-01T00:00:00+07:00')) =>
  reorganisation<null>({
    ...{ id: 'test', name: 'Thử', basis: 'NQ 1', openQuestions: [], effectiveAt: new Date(at).toISOString() },
    changes: () => changes,
  })
