import type { TestProject } from 'vitest/node'
import { provideDatabase } from './database-server.ts'
import { provideEngine } from './engine-server.ts'

/** Brings up what every test file shares, in order, and takes it down the other way round. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = []
  const stopAll = async () => {
    for (const stop of stops.reverse()) await stop()
  }
  try {
    stops.push(await provideDatabase(project))
    stops.push(await provideEngine(project))
  } catch (error) {
    await stopAll()
    throw error
  }
  return stopAll
}
