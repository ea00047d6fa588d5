import { beforeAll, describe, expect, test } from 'vitest'
import { RunsReader } from '../../../certificate/outcome/read-runs.ts'
import { readingPages } from '../../../db/certificate/reading.ts'
import { aMonday, databaseNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { file } from '../cutover-story.ts'

const T = aMonday + 86_400_000
let database: TestDatabase
let filed: readonly string[]
beforeAll(async () => {
  database = await testDatabase()
  const ids: string[] = []
  for (let i = 0; i < 7; i += 1) ids.push(await file(database, { at: aMonday }))
  filed = ids.sort()
})

const reading = async <T>(rows: number, read: (reader: RunsReader) => Promise<T>): Promise<T> => {
  const knownAt = await databaseNow(database)
  return await readingPages(database, async (connections) => {
    const reader = new RunsReader(connections, { at: T, until: T, knownAt }, rows)
    try {
      return await read(reader)
    } finally {
      await reader.close()
    }
  })
}

describe('runs are read by pages', () => {
  test.each([1, 2, 3, 7, 8, 1_000])('of %i rows, each in one of them and in its order', async (rows) => {
    const pages = await reading(rows, async (reader) => {
      const found: { upTo: string; ids: readonly string[] }[] = []
      for await (const { upTo, runs } of reader.pages()) {
        found.push({ upTo, ids: runs.map(({ facts }) => facts.dossierId) })
      }
      return found
    })
    expect(pages.flatMap(({ ids }) => ids)).toEqual(filed)
    for (const { upTo, ids } of pages) for (const id of ids) expect(id <= upTo).toBe(true)
    expect(pages.at(-1)?.upTo).toBe('ffffffff-ffff-ffff-ffff-ffffffffffff')
  })

  test('what fails before all are read ends with its own error, and leaves no connection waiting', async () => {
    const failing = reading(1, async (reader) => {
      for await (const _ of reader.pages()) throw new Error('the disk is full')
    })
    await expect(failing).rejects.toThrow('the disk is full')
    await expect(
      reading(1, async () => {
        throw new Error('the list cannot be read')
      }),
    ).rejects.toThrow('the list cannot be read')
    expect(await reading(2, async (reader) => (await reader.pages().next()).done)).toBe(false)
  })
})
