import { setTimeout as pause } from 'node:timers/promises'
import type { Scenario } from '../run.ts'
import { atReview } from '../walk.ts'

export const decisionUnheard: Scenario = {
  id: 'decision-unheard',
  title:
    'worker and Temporal die between the commit of a decision and the end of its workflow task; the caller is gone',
  async run(run) {
    const { site } = run
    const { worker, servers, database } = site
    const dossiers = await atReview(site, run.size(1, 5))
    for (const { dossierId, task, officer } of dossiers) {
      await worker.kill()
      await worker.start({ CRASH_AT: 'after_write_communeReview' })
      const call = site.counter.decide(officer, { task, outcome: 'approved' })
      await worker.exited
      await servers.temporal.kill()
      const answer = await call
      run.check(
        'the caller is told nothing that is not so',
        answer === null || answer.status === 503,
        `answered ${answer?.status}`,
      )
      const [row] = await database.sql<
        { revision: number }[]
      >`select revision from dossier where id = ${dossierId}`
      run.check('PostgreSQL holds the decision', row?.revision === 3, `revision ${row?.revision}`)
      await pause(run.size(0, 10_000))
      await servers.temporal.restart()
      await worker.start()
      run.healed('worker and Temporal killed')
    }
    // Nobody asks again. That the workflows have heard of it is judged with everything else.
  },
}
