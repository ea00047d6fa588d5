import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type DatabaseClock, followDatabaseClock } from '../../../db/connection/database-clock.ts'
import { machineNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const following: DatabaseClock[] = []
afterAll(() => {
  for (const clock of following) clock.stop()
})

async function follow(read: () => Promise<number>): Promise<DatabaseClock> {
  const clock = await followDatabaseClock(read)
  following.push(clock)
  return clock
}

describe('the clock of the database', () => {
  let stored: TestDatabase
  beforeAll(async () => {
    stored = await testDatabase()
  })

  test('is never behind an instant that was read from it', async () => {
    const clock = await follow(stored.clockMs)
    for (let i = 0; i < 50; i += 1) {
      const read = clock.now()
      expect(read).toBeLessThanOrEqual(await stored.clockMs())
    }
    expect(Number.isInteger(clock.now())).toBe(true)
  })

  test('is read alike by two processes whose machines differ', async () => {
    const clock = await follow(async () => machineNow() - 400)
    expect(clock.now()).toBeLessThanOrEqual(machineNow() - 399)
    expect(clock.now()).toBeGreaterThan(machineNow() - 1_400)
    expect(clock.machineAheadMs()).toBeGreaterThanOrEqual(399)
  })

  test('is missed in the log once, and once it is said that it answers again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const said: string[] = []
    try {
      let away = true
      const read = async (): Promise<number> => {
        if (away) throw new Error('the database is away')
        return machineNow()
      }
      following.push(await followDatabaseClock(read, { warn: (_fields, message) => void said.push(message) }))
      await vi.advanceTimersByTimeAsync(3_000)
      away = false
      await vi.advanceTimersByTimeAsync(2_000)
    } finally {
      vi.useRealTimers()
    }
    expect(said).toEqual([
      'reading the clock of the database fails, and is tried again',
      'reading the clock of the database works again',
    ])
  })

  test('counts from the answer that came back soonest', async () => {
    const slowBy = [300, 0, 200]
    const clock = await follow(async () => 1_000_000 + performance.now() - (slowBy.shift() ?? 300))
    const ahead = 1_000_000 + performance.now() - clock.now()
    expect(ahead).toBeGreaterThanOrEqual(0)
    expect(ahead).toBeLessThan(200)
  })

  test('is not set back by an answer that came late, and is where the clock itself was set back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let behindMs = 0
      const clock = await follow(async () => 1_000_000 + performance.now() - behindMs)
      const ahead = () => Math.round(clock.now() - performance.now())
      const first = ahead()
      behindMs = 20
      await vi.advanceTimersByTimeAsync(10_000)
      expect(ahead()).toBeGreaterThan(first - 10)
      behindMs = 60_000
      await vi.advanceTimersByTimeAsync(10_000)
      expect(ahead()).toBeLessThan(first - 50_000)
    } finally {
      vi.useRealTimers()
    }
  })

  test('is the machine’s until the database has answered', async () => {
    const clock = await follow(() => Promise.reject(new Error('away')))
    const before = machineNow()
    expect(clock.now()).toBeGreaterThanOrEqual(before)
    expect(clock.machineAheadMs()).toBeNull()
  })
})
