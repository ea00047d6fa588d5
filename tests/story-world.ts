import type { RunningWorker } from '../activities/start-worker.ts'
import type { Payouts } from '../procedures/grammar/run/write.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import type { World } from './dossier-story.ts'
import { type TestEngine, testEngine } from './engine.ts'

export interface StoryWorld extends World {
  database: TestDatabase
  engine: TestEngine
  worker: RunningWorker
  /** Starts another worker, where a test has stopped the first. */
  startWorker(): Promise<RunningWorker>
}

const alwaysPaid: Payouts['benefitPayout'] = async () => ({ outcome: 'paid' })

/**
 * A database, a namespace and a worker of this test file's own. Call it in `beforeAll`.
 * @param options.bank what the bank answers, where a test has more in mind than «paid»
 */
export async function storyWorld(
  options: { bank?: Payouts['benefitPayout']; maxCachedWorkflows?: number } = {},
): Promise<StoryWorld> {
  const [database, engine] = await Promise.all([testDatabase(), testEngine()])
  const { bank: benefitPayout = alwaysPaid, maxCachedWorkflows } = options
  const startWorker = () => engine.startWorker({ database, payouts: { benefitPayout }, maxCachedWorkflows })
  return { database, engine, worker: await startWorker(), startWorker }
}
