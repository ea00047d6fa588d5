import { expect, test } from 'vitest'
import journal from '../../db/migrations/meta/_journal.json' with { type: 'json' }

interface Entry {
  tag: string
  /** Milliseconds since the epoch. */
  when: number
}

/** Entries that an existing database would skip: drizzle applies only what is later than the last one applied. */
const skipped = (entries: readonly Entry[]): readonly string[] =>
  entries.filter(({ when }, i) => when <= (entries[i - 1]?.when ?? 0)).map(({ tag }) => tag)

test('every migration is later than the one before, so that no existing database skips it', () => {
  expect(skipped(journal.entries)).toEqual([])
  expect(skipped([...journal.entries, { tag: '9999_older', when: 1 }])).toEqual(['9999_older'])
})
