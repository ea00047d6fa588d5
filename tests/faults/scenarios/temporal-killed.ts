import { setTimeout as pause } from 'node:timers/promises'
import { stateQuery } from '../../../engine/messages.ts'
import { until } from '../../../harness/until.ts'
import { untilKnown } from '../counter.ts'
import type { Run, Scenario } from '../run.ts'
import { filingOf } from '../site.ts'
import { atReview, moveDue, patienceMs, type Reviewed } from '../walk.ts'

export const temporalKilled: Scenario = {
  id: 'F05',
  title: 'Temporal is killed and comes back: citizens can file, decisions wait, timers fire once',
  async run(run) {
    const { site } = run
    const { counter, servers } = site
    const [unattended, ...dossiers] = await atReview(site, run.size(7, 41))
    if (unattended === undefined) throw new Error('no dossier was filed')
    const dueAt = Date.now() + 3_000
    const late = dossiers.filter((_, n) => n % 2 === 0)
    await dueSoon(run, [unattended, ...late], dueAt)

    await servers.temporal.kill()
    const away = pause(run.size(5_000, 60_000))
    const filings = Array.from({ length: 5 }, (_, n) =>
      counter.file(`meanwhile-${n}`, filingOf(site, 'registration', site.nextNumber())),
    )
    for (const answer of await Promise.all(filings)) {
      run.check(
        'citizens file while the engine is away',
        answer?.status === 201,
        `answered ${answer?.status}`,
      )
    }
    const decide = ({ task, officer }: Reviewed) => counter.decide(officer, { task, outcome: 'approved' })
    for (const answer of await Promise.all(dossiers.map(decide))) {
      const held = answer?.status === 503 && typeof answer.body.id === 'string'
      run.check('a decision is answered 503 with its id, never 2xx', held, `answered ${answer?.status}`)
    }
    await away
    await servers.temporal.restart()
    run.healed('Temporal killed')

    // One is decided by nobody before: only its timer can say that it is late.
    await untilLate(run, unattended)
    await Promise.all([...dossiers, unattended].map((one) => untilKnown(() => decide(one))))
    await checkTimers(run, late)
  },
}

async function dueSoon({ site }: Run, dossiers: readonly Reviewed[], at: number): Promise<void> {
  for (const { dossierId, task } of dossiers) {
    await moveDue(site, task, at)
    await until(
      'its timer is set again',
      async () => {
        const state = await site.engine.client.workflow.getHandle(dossierId).query(stateQuery)
        return state.tasks['review.1']?.dueAt === at
      },
      patienceMs,
    )
  }
}

async function untilLate({ site }: Run, { dossierId }: Reviewed): Promise<void> {
  // Where this waits in vain, the task stays open and the checker names its due time.
  await until(
    'it is late',
    async () =>
      (
        await site.database.sql`
        select 1 from dossier_revision where dossier_id = ${dossierId} and effect_key = 'due:review.1'`
      )[0],
    patienceMs,
  )
}

/** The decision may have come first, now that the engine has both at once: then nothing was due any more. */
async function checkTimers(run: Run, dossiers: readonly Reviewed[]): Promise<void> {
  for (const { dossierId } of dossiers) {
    const rows = await run.site.database.sql`
      select 1 from dossier_revision where dossier_id = ${dossierId} and effect_key = 'due:review.1'`
    run.check('a timer due meanwhile fires at most once', rows.length <= 1, `${rows.length} times`)
  }
}
