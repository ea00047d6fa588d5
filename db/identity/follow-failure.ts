/** How often a wrong secret was given for a code: a short secret is safe only while few of it can be tried. */
import type { Querying } from '../database.ts'

/** Ten tries in a quarter of an hour would take a million years to go through all secrets of one code. */
export const followLimit = { failures: 10, windowMs: 15 * 60_000 }

/** Whether so many wrong secrets were given for the code lately that none is looked at. */
export async function isBarred(sql: Querying, code: string, asOfMs: number): Promise<boolean> {
  const [row] = await sql`
    select 1 from follow_failure
    where code = ${code} and failures >= ${followLimit.failures} and since > instant(${asOfMs - followLimit.windowMs})`
  return row !== undefined
}

/** Counts a failure, and forgets those of a while ago, so that the table holds a window's tries and no more. */
export async function countFailure(sql: Querying, code: string, asOfMs: number): Promise<void> {
  const windowFrom = asOfMs - followLimit.windowMs
  await sql`
    with forgotten as (
      delete from follow_failure where code in (
        select code from follow_failure where since <= instant(${windowFrom}) and code <> ${code}
        order by since limit 100 for update skip locked))
    insert into follow_failure as f (code, failures, since) values (${code}, 1, instant(${asOfMs}))
    on conflict (code) do update set
      failures = case when f.since <= instant(${windowFrom}) then 1 else f.failures + 1 end,
      since = case when f.since <= instant(${windowFrom}) then instant(${asOfMs}) else f.since end`
}
