import { stateQuery } from '../../../engine/messages.ts'
import { until } from '../../../harness/until.ts'
import { untilKnown } from '../counter.ts'
import type { Run, Scenario } from '../run.ts'
import { fileOne, opened, patienceMs } from '../walk.ts'

export const decidedBeforeStart: Scenario = {
  id: 'decided-before-start',
  title:
    'officers decide while no relay runs: one on a dossier that ends by it, one while the worker is cut off from PostgreSQL',
  async run(run) {
    await run.site.relay.kill()
    const ended = await endedBeforeStart(run)
    await startedByDecision(run)
    await run.site.relay.start()
    run.healed('relay killed')
    await stillEnded(run, ended)
  },
}

interface Ended {
  dossierId: string
  runId: string
}

async function endedBeforeStart({ site }: Run): Promise<Ended> {
  const { dossierId, task, officer } = await filed(site)
  await untilKnown(() => site.counter.decide(officer, { task, outcome: 'rejected' }))
  const handle = site.engine.client.workflow.getHandle(dossierId)
  await handle.result()
  return { dossierId, runId: (await handle.describe()).runId }
}

/** The workflow can write nothing yet: its state is the one it was started with. */
async function startedByDecision(run: Run): Promise<void> {
  const { site } = run
  const { dossierId, task, officer } = await filed(site)
  const { workerToPostgres } = site.links
  await workerToPostgres.set({ is: 'refuse' })
  const call = site.counter.decide(officer, { task, outcome: 'accepted' })
  const handle = site.engine.client.workflow.getHandle(dossierId)
  const state = await until(
    'the workflow of the decision answers',
    () => handle.query(stateQuery).catch(() => null),
    patienceMs,
  )
  run.check('a workflow begins from its rows', state.revision === 1, `it is at revision ${state.revision}`)
  await call
  await workerToPostgres.set({ is: 'none' })
  run.healed('PostgreSQL away from the worker')
  await opened(site, `${dossierId}.review.1`)
}

/** The message that asks for its start is still in the outbox: the relay ends it without an effect. */
async function stillEnded(run: Run, { dossierId, runId }: Ended): Promise<void> {
  const { site } = run
  await until(
    'the relay has taken the message',
    async () => {
      const rows = await site.database.sql`
        select 1 from outbox where dossier_id = ${dossierId} and topic = 'startWorkflow' and done_at is null`
      return rows.length === 0
    },
    patienceMs,
  )
  const now = await site.engine.client.workflow.getHandle(dossierId).describe()
  run.check(
    'a dossier that has ended is not started again',
    now.runId === runId,
    `its workflow runs as ${now.runId}`,
  )
}

async function filed(site: Run['site']) {
  const dossierId = await fileOne(site, 'registration')
  const task = `${dossierId}.receive.1`
  return { dossierId, task, officer: await site.officerFor(task) }
}
