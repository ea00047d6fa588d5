import { setTimeout as pause } from 'node:timers/promises'
import { stateQuery, updates } from '../../../engine/messages.ts'
import { until } from '../../../harness/until.ts'
import type { DossierEventOf } from '../../../procedures/grammar/run/event.ts'
import { untilKnown } from '../counter.ts'
import type { Run, Scenario } from '../run.ts'
import { fileOne, moveDue, opened, patienceMs, walk } from '../walk.ts'

export const sameMoment: Scenario = {
  id: 'same-moment',
  title: 'two consulted bodies answer in the same moment, and a timer fires with them',
  async run(run) {
    const { site } = run
    const { worker } = site
    const dossiers = await Promise.all(Array.from({ length: run.size(6, 60) }, () => asked(run)))

    const dueAt = Date.now() + 4_000
    await Promise.all(dossiers.map((id) => dueSoon(run, id, dueAt)))
    await worker.kill()
    const answers = dossiers.flatMap((id) =>
      ['police', 'department'].map(async (body) => {
        const task = `${id}.ask.1.${body}`
        const officer = await site.officerFor(task)
        return () => site.counter.decide(officer, { task, outcome: 'agreed' })
      }),
    )
    const sent = (await Promise.all(answers)).map((send) => untilKnown(send))
    await until('both answers wait at each', async () => await waiting(run, dossiers.length * 2), patienceMs)
    const atOnce = sendAll(run)
    await pause(Math.max(0, dueAt + 200 - Date.now()))
    // What has gathered meanwhile is handed to the new worker at once.
    await worker.start()
    run.healed('worker killed')
    await Promise.all([...sent, ...(await atOnce)])
    await Promise.all(dossiers.map((id) => checkJoin(run, id)))
  },
}

async function asked({ site }: Run): Promise<string> {
  const id = await fileOne(site, 'consultation')
  await walk(site, id, 'receive.1:accepted')
  await opened(site, `${id}.ask.1.police`, `${id}.ask.1.department`)
  return id
}

async function dueSoon({ site }: Run, id: string, at: number): Promise<void> {
  await moveDue(site, `${id}.ask.1.police`, at)
  await until(
    'its timer is set again',
    async () => {
      const state = await site.engine.client.workflow.getHandle(id).query(stateQuery)
      return state.tasks['ask.1.police']?.dueAt === at
    },
    patienceMs,
  )
}

async function waiting({ site }: Run, wanted: number): Promise<boolean> {
  const [row] = await site.database.sql<{ count: number }[]>`
    select count(*)::int as count from decision_request where task_id like '%.ask.1.%' and status = 'pending'`
  return row?.count === wanted
}

/** Past the API, which sends one after the other for a dossier: several APIs and relays together do not. */
async function sendAll({ site }: Run): Promise<readonly Promise<unknown>[]> {
  const requests = await site.database.sql<
    { id: string; dossierId: string; item: DossierEventOf<'decide'> }[]
  >`
    select id, dossier_id as "dossierId", item from decision_request where task_id like '%.ask.1.%' and status = 'pending'`
  return requests.map(({ id, dossierId, item }) =>
    site.engine.client.workflow
      .getHandle(dossierId)
      .executeUpdate(updates.decide, { updateId: id, args: [item, null] })
      // A body whose time ran out first is refused; the counter's answer is what counts.
      .catch(() => undefined),
  )
}

async function checkJoin(run: Run, id: string): Promise<void> {
  const { sql } = run.site.database
  // Opened by the write that the last answer waited for.
  const reviews = await sql`select 1 from task where dossier_id = ${id} and step = 'review'`
  run.check('the join opens the next step once', reviews.length === 1, `${id}: ${reviews.length} times`)
  const answers =
    await sql`select 1 from task where dossier_id = ${id} and step = 'ask' and outcome = 'agreed'`
  run.check('both answers stand', answers.length === 2, `${id}: ${answers.length}`)
}
