import { expect, it } from 'vitest'
import { Upkeep } from '../../embedded/upkeep.ts'

it('upkeep stops what it started, the newest first, also where one of them cannot be stopped', async () => {
  const upkeep = new Upkeep()
  const down: string[] = []
  const stop = (thing: string) => void down.push(thing)
  expect(await upkeep.bring(() => 'database', stop)).toBe('database')
  const stuck = new Error('stuck')
  await upkeep.bring(
    () => 'worker',
    () => Promise.reject(stuck),
  )
  await upkeep.bring(async () => 'api', stop)
  expect(await upkeep.end()).toEqual([stuck])
  expect(down).toEqual(['api', 'database'])
  await upkeep.end()
  expect(down).toHaveLength(2)
})

it('upkeep waits for a start in progress, stops that too, and starts nothing more', async () => {
  const upkeep = new Upkeep()
  const down: string[] = []
  const stop = (thing: string) => void down.push(thing)
  let arrive = (_: string): void => {}
  const coming = upkeep.bring(() => new Promise<string>((resolve) => (arrive = resolve)), stop)
  const failing = upkeep.bring(() => Promise.reject(new Error('no port')), stop)
  await expect(failing).rejects.toThrow('no port')
  const ended = upkeep.end()
  await expect(upkeep.bring(() => 'late', stop)).rejects.toThrow('taken down')
  arrive('half up')
  expect(await ended).toEqual([])
  expect(await coming).toBe('half up')
  expect(down).toEqual(['half up'])
})
