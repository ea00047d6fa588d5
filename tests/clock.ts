import type { Database } from '../db/database.ts'
import { until } from '../harness/until.ts'
import { at } from './domain/local-time.ts'

/**
 * The machine's clock, ms: the one place where a test reads it. Only for tests whose other side reads it too: workflow
 * code has the time of the Temporal server, a token is judged at the moment, a process under test has no other clock.
 * What such a test expects must hold on every day and at every hour; all others choose their instant, such as `aMonday`.
 */
export const machineNow = (): number => Date.now()

/** An instant by the database's clock, ms, when everything that the test has written is past: by that clock rows are recorded. */
export async function databaseNow({ sql }: Pick<Database, 'sql'>): Promise<number> {
  const [row] = await sql<{ at: number }[]>`select epoch_ms(clock_timestamp()) + 1 as at`
  const at = row?.at ?? 0
  await until('the clock has passed it', async () => {
    const [now] = await sql<{ past: boolean }[]>`select clock_timestamp() > instant(${at}) as past`
    return now?.past === true
  })
  return at
}

/** Monday 1 June 2026, 09:00 in Viet Nam (ms): no holiday for a month, and past, as rows are stamped when they are recorded. */
export const aMonday = at('2026-06-01 09:00')

/** A clock of a test's own, from `aMonday` on: each reading is a millisecond after the last, so that none are the same. */
export function clockFromMonday(): () => number {
  let readings = 0
  return () => aMonday + readings++
}

const dayMs = 86_400_000

/** Months whose first Monday is followed by 25 days without a holiday, a swapped day or Tết, in every year. */
const quietMonths = [6, 7, 10]

/**
 * The first Monday of a quiet month at 09:00 in Viet Nam, after an instant (both in ms). For a server whose time can only be
 * skipped forward: where a story begins there, its weekdays do not depend on the day the tests are run.
 */
export function nextQuietMonday(afterMs: number): number {
  const morning = (year: number, month: number): number => {
    const first = at(`${year}-${String(month).padStart(2, '0')}-01 09:00`)
    // At 09:00 in Viet Nam it is the same day in UTC.
    const weekday = new Date(first).getUTCDay()
    return first + ((8 - weekday) % 7) * dayMs
  }
  const year = new Date(afterMs).getUTCFullYear()
  const mornings = [year, year + 1].flatMap((of) => quietMonths.map((month) => morning(of, month)))
  const next = mornings.find((instant) => instant > afterMs)
  if (next === undefined) throw new RangeError(`no quiet Monday after ${afterMs}`)
  return next
}
