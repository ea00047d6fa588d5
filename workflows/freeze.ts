import { minuteRound } from './proxies.ts'

/** For the schedule of a build from before the relay froze the lists, until `scheduleRounds` has removed it. */
export async function freeze(): Promise<{ lists: number }> {
  return await minuteRound.freeze()
}
