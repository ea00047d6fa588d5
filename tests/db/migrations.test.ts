import { readdirSync, readFileSync } from 'node:fs'
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

interface Snapshot {
  id: string
  prevId: string
}

/** Snapshots that do not follow the one before: `drizzle-kit generate` refuses them all. */
const astray = (snapshots: readonly Snapshot[]): readonly string[] =>
  snapshots.filter(({ prevId }, i) => i > 0 && prevId !== snapshots[i - 1]?.id).map(({ id }) => id)

test('the snapshots of the schema follow each other, so that the next migration can be generated', () => {
  const folder = new URL('../../db/migrations/meta/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('_snapshot.json'))
  const snapshots = names
    .sort()
    .map((name): Snapshot => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
  expect(astray(snapshots)).toEqual([])
  const [first] = snapshots
  expect(astray([...snapshots, { id: 'merged', prevId: first?.id ?? '' }])).toEqual(['merged'])
})
