import { until } from '../../../harness/until.ts'
import { untilKnown } from '../counter.ts'
import type { Run, Scenario } from '../run.ts'
import { commune } from '../site.ts'
import { atReview, patienceMs } from '../walk.ts'

export const longHistory: Scenario = {
  id: 'F20',
  title: 'a dossier outlives its history, and takes fifty requests at once',
  async run(run) {
    const { site } = run
    const { counter, engine } = site
    const [dossier] = await atReview(site, 1)
    if (dossier === undefined) throw new Error('no dossier was filed')
    const { dossierId, task } = dossier
    const supervisor = await site.callerAs('giam-sat', 'supervisor', commune)
    const reassign = (n: number) =>
      untilKnown(() => counter.reassign(supervisor, `reassign-${n}`, task, null))
    const handle = engine.client.workflow.getHandle(dossierId)
    const first = (await handle.describe()).runId

    const requests = run.size(40, 2_100)
    await inGroups(requests, 8, reassign)
    const present = (await handle.describe()).runId
    // A run takes a thousand requests.
    run.check('it goes on in a fresh history when it is time', (present !== first) === requests > 1_000)
    await redeliverOld(run, dossierId)

    const fifty = await Promise.all(
      Array.from({ length: 50 }, (_, n) => counter.reassign(supervisor, `at-once-${n}`, task, null)),
    )
    for (const answer of fifty) {
      const status = answer?.status ?? 0
      run.check(
        'of fifty at once each is applied or may be sent again',
        [200, 429, 503].includes(status),
        `answered ${status}`,
      )
    }
    await Promise.all(
      fifty.map((_, n) => untilKnown(() => counter.reassign(supervisor, `at-once-${n}`, task, null))),
    )
    const { status } = await handle.describe()
    run.check('the server never ends the workflow', status.name === 'RUNNING', status.name)
  },
}

/** A fresh history knows nothing of the ids of the one before: PostgreSQL does. */
async function redeliverOld(run: Run, dossierId: string): Promise<void> {
  const { sql } = run.site.database
  const revision = async () => (await sql`select revision from dossier where id = ${dossierId}`)[0]?.revision
  const before = await revision()
  await sql`
    update decision_request set acknowledged_at = null, next_attempt_at = instant(${Date.now()})
    where dossier_id = ${dossierId} and key = any (${['reassign-1', 'reassign-2', 'reassign-3']})`
  await until(
    'the relay has sent them again',
    async () => {
      const rows =
        await sql`select 1 from decision_request where dossier_id = ${dossierId} and acknowledged_at is null`
      return rows.length === 0
    },
    patienceMs,
  )
  run.check('an old request sent again has no second effect', before === (await revision()))
}

async function inGroups(count: number, atOnce: number, each: (n: number) => Promise<unknown>): Promise<void> {
  let next = 1
  const hand = async () => {
    while (next <= count) {
      const n = next
      next += 1
      await each(n)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, hand))
}
