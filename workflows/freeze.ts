import { minuteRound } from './proxies.ts'

/** Freezes the list of open runs shortly before an armed reorganisation takes effect; apart from the comparison, which may be long. */
export async function freeze(): Promise<{ lists: number }> {
  return await minuteRound.freeze()
}
