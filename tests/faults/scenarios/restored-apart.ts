import { readBankLedger } from '../../../activities/payment/bank-simulator/bank-ledger.ts'
import { reconcile } from '../../../activities/reconcile/reconcile.ts'
import { agrees as bothSidesAgree } from '../../../engine/reconcile-report.ts'
import { until } from '../../../harness/until.ts'
import { Intruder } from '../intruder.ts'
import type { Run, Scenario } from '../run.ts'
import { atReview, fileOne, opened, patienceMs, walk } from '../walk.ts'

/** A round leaves a dossier alone that ended a minute ago: its workflow may be about to end. */
const later = () => Date.now() + 2 * 60_000

export const restoredApart: Scenario = {
  id: 'F30',
  title: 'Temporal, and then PostgreSQL, is restored to an earlier point, and the other is not',
  async run(run) {
    await temporalOlder(run)
    await databaseOlder(run)
  },
}

/** What was done since the backup is in PostgreSQL: it stands, and no effect is repeated. */
async function temporalOlder(run: Run): Promise<void> {
  const { site } = run
  const [reviewed, paid] = await started(run)
  await site.servers.temporal.backUp()
  await walk(site, reviewed, 'review.1:approved')
  await walk(site, paid, 'sign.1:signed')
  await closed(run, paid)
  const unknown = await fileOne(site, 'registration')
  await walk(site, unknown, 'receive.1:accepted')
  await site.servers.temporal.restore()
  run.healed('Temporal restored to an earlier point')
  const listed = await reconciled(run, paid, unknown)
  for (const [what, id] of [
    ['a closed dossier whose workflow runs again', paid],
    ['a dossier that the engine knows no more', unknown],
  ] as const)
    run.check('reconcile lists what differs', listed.has(id), what)
  await walk(site, reviewed, 'sign.1:signed')
  await walk(site, unknown, 'review.1:approved sign.1:signed')
  await Promise.all([closed(run, reviewed), closed(run, unknown)])
  await agrees(run)
}

/** What was decided since the backup is decided again; the bank, which knows better, is asked before anything is sent. */
async function databaseOlder(run: Run): Promise<void> {
  const { site } = run
  const [reviewed, paid] = await started(run)
  const transfers = async () => (await readBankLedger(site.bankUrl)).transfers.length
  await site.servers.postgres.backUp()
  const before = await transfers()
  // Past the history: it is lost with the restore, and nobody says otherwise.
  await decidePast(run, `${reviewed}.review.1`, 'approved')
  await decidePast(run, `${paid}.sign.1`, 'signed')
  await until('the bank has paid', async () => (await transfers()) === before + 1, patienceMs)
  await closed(run, paid)
  const { api, worker, relay, servers } = site
  await Promise.all([api.kill(), worker.kill(), relay.kill()])
  await servers.postgres.restore()
  await Promise.all([worker.start(), relay.start()])
  run.healed('PostgreSQL restored to an earlier point')
  const listed = await reconciled(run, reviewed, paid)
  for (const id of [reviewed, paid])
    run.check('reconcile lists what differs', listed.has(id), `${id}, whose workflow is ahead`)
  await api.start()
  await walk(site, reviewed, 'review.1:approved sign.1:signed')
  await walk(site, paid, 'sign.1:signed')
  await Promise.all([closed(run, reviewed), closed(run, paid)])
  run.check('what the bank has paid is not paid again', (await transfers()) === before + 1)
  await agrees(run)
}

/** One that is at review, one that waits for the signature of its payout. */
async function started({ site }: Run): Promise<readonly [string, string]> {
  const [reviewed] = await atReview(site, 1)
  if (reviewed === undefined) throw new Error('a dossier was wanted')
  const paid = await fileOne(site, 'payout')
  await walk(site, paid, 'receive.1:accepted')
  await opened(site, `${paid}.sign.1`)
  return [reviewed.dossierId, paid]
}

async function decidePast({ site }: Run, task: string, outcome: string): Promise<void> {
  const { token } = await site.officerFor(task)
  const headers = { 'content-type': 'application/json', 'idempotency-key': `past-${task}` }
  const payload = JSON.stringify({ outcome })
  const answer = await new Intruder(site).send(
    { method: 'POST', url: `/tasks/${task}/decisions`, headers, payload },
    token,
  )
  if (answer.status !== 200) throw new Error(`${task} was answered ${answer.status}: ${answer.body}`)
}

/** Rounds, until they have listed the dossiers: a workflow that no worker answers for yet is left to the next one. */
async function reconciled(
  { site: { database, engine } }: Run,
  ...ids: readonly string[]
): Promise<ReadonlySet<string>> {
  const listed = new Set<string>()
  const round = async () => {
    const { differences } = await reconcile(
      { database, engine, now: later },
      { scope: 'all', beyondBrake: true },
    )
    for (const { dossierId } of differences) listed.add(dossierId)
    return ids.every((id) => listed.has(id))
  }
  await until('all that differs is listed', round, patienceMs).catch(() => undefined)
  return listed
}

async function agrees(run: Run): Promise<void> {
  const { database, engine } = run.site
  await until(
    'nothing differs any more',
    async () => {
      const report = await reconcile({ database, engine, now: later }, { scope: 'all', beyondBrake: true })
      return bothSidesAgree(report)
    },
    patienceMs,
  )
}

const closed = ({ site: { database } }: Run, id: string): Promise<boolean> =>
  until(
    `${id} is closed`,
    async () =>
      (await database.sql`select 1 from dossier where id = ${id} and status = 'closed'`).length === 1,
    patienceMs,
  )
