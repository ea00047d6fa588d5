import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../../../harness/until.ts'
import type { Run, Scenario } from '../run.ts'
import { atReview } from '../walk.ts'

/** Time enough to roll back; a connection that is still in a failed transaction then has been left there. */
const leftAfterMs = 2_000
const lookEveryMs = 250

export const diskFull: Scenario = {
  id: 'disk-full',
  title: 'PostgreSQL refuses every write for lack of disk, with decisions in progress',
  async run(run) {
    const { site } = run
    const dossiers = await atReview(site, run.size(25, 60))
    // A disk that is really full would stop the judge's own writes too; the answer to the writer is the same.
    await site.asOwner((sql) =>
      sql.unsafe(`
        create function disk_full() returns trigger language plpgsql as
          $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$;
        create trigger disk_full before insert on dossier_revision for each row execute function disk_full();
        create trigger disk_full before update of claimed_by on task for each row execute function disk_full()`),
    )
    // A decision is written in one statement, a claim in a transaction.
    const calls = dossiers.flatMap(({ officer, task }) => [
      site.counter.claim(officer, task),
      site.counter.decide(officer, { task, outcome: 'approved' }),
    ])
    const answered = Promise.all(calls)
    const left = await mostLeftInFailedTransactions(run, answered)
    for (const answer of await answered) {
      run.check(
        'what is not applied is not acknowledged',
        (answer?.status ?? 503) >= 500,
        `answered ${answer?.status}`,
      )
    }
    run.check(
      'a failed transaction gives its connection back',
      left === 0,
      `${left} connections are left in one`,
    )
    await site.asOwner((sql) => sql.unsafe('drop function disk_full() cascade'))
    run.healed('disk full')
    const applied = await until(
      'all are applied',
      async () => {
        const [row] = await site.database.sql<{ count: number }[]>`
          select count(*)::int as count from decision_request
          where task_id = any (${dossiers.map(({ task }) => task)}) and status = 'applied'`
        return row?.count === dossiers.length
      },
      30_000,
    ).catch(() => false)
    run.check('all are applied once the disk has room', applied, 'some are not')
  },
}

/** Looked at until all is answered: PostgreSQL ends a session that is left so after some seconds more. */
async function mostLeftInFailedTransactions(run: Run, answered: Promise<unknown>): Promise<number> {
  let most = 0
  let pending = true
  const settled = answered.finally(() => {
    pending = false
  })
  while (pending) {
    most = Math.max(most, await leftInFailedTransactions(run))
    await Promise.race([settled, pause(lookEveryMs)])
  }
  return most
}

async function leftInFailedTransactions({ site }: Run): Promise<number> {
  const [row] = await site.database.sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction (aborted)'
      and clock_timestamp() - state_change > ${leftAfterMs} * interval '1 ms'`
  return row?.count ?? 0
}
