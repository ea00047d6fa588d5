import { setTimeout as pause } from 'node:timers/promises'
import type { Run, Scenario } from '../run.ts'
import { atReview, opened, type Reviewed } from '../walk.ts'

export const decisionUnheard: Scenario = {
  id: 'decision-unheard',
  title:
    'worker and Temporal die between the commit of a decision and the end of its workflow task; the caller is gone',
  async run(run) {
    for (const reviewed of await atReview(run.site, run.size(1, 5))) {
      const { dossierId } = reviewed
      await unheard(run, reviewed, { outcome: 'approved', crashAt: 'after_write_communeReview' })
      await holds(run, dossierId, { what: 'the decision', revision: 3 })
      await heal(run)

      // The result is written with the signature: the workflow hears of both, or of neither.
      const task = `${dossierId}.sign.1`
      await opened(run.site, task)
      const signing = { dossierId, task, officer: await run.site.officerFor(task) }
      await unheard(run, signing, { outcome: 'signed', crashAt: 'after_write_communeSignOff' })
      await holds(run, dossierId, { what: 'the signature and its result', revision: 5 })
      await heal(run)
    }
    // Nobody asks again. That the workflows have heard of it is judged with everything else.
  },
}

/** Decides; the worker dies after the commit, and Temporal before the caller is answered. */
async function unheard(
  run: Run,
  { task, officer }: Reviewed,
  { outcome, crashAt }: { outcome: string; crashAt: string },
): Promise<void> {
  const { worker, servers, counter } = run.site
  await worker.kill()
  await worker.start({ CRASH_AT: crashAt })
  const call = counter.decide(officer, { task, outcome })
  await worker.crashed()
  await servers.temporal.kill()
  const answer = await call
  run.check(
    'no answer says what is not so',
    answer === null || answer.status === 503,
    `answered ${answer?.status}`,
  )
}

async function holds(
  run: Run,
  dossierId: string,
  { what, revision }: { what: string; revision: number },
): Promise<void> {
  const [row] = await run.site.database.sql<
    { revision: number }[]
  >`select revision from dossier where id = ${dossierId}`
  run.check(`PostgreSQL holds ${what}`, row?.revision === revision, `revision ${row?.revision}`)
}

async function heal(run: Run): Promise<void> {
  const { servers, worker } = run.site
  await pause(run.size(0, 10_000))
  await servers.temporal.restart()
  await worker.start()
  run.healed('worker and Temporal killed')
}
