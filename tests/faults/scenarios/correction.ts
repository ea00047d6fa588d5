import { until } from '../../../harness/until.ts'
import { untilKnown } from '../counter.ts'
import type { Scenario } from '../run.ts'
import { fileOne, opened, patienceMs, walk } from '../walk.ts'

export const correction: Scenario = {
  id: 'correction',
  title: 'relay, worker and Temporal die while a result is corrected, and the deciding officer is gone',
  async run(run) {
    const { site } = run
    const { relay, worker, servers, database, counter } = site
    for (let round = 1; round <= run.size(1, 5); round += 1) {
      const dossierId = await fileOne(site, 'registration')
      await walk(site, dossierId, 'receive.1:accepted review.1:approved sign.1:signed')
      await until(
        'it is issued',
        async () => (await database.sql`select 1 from result where dossier_id = ${dossierId}`)[0],
        patienceMs,
      )

      await relay.kill()
      await relay.start({ CRASH_AT: 'after_start_before_mark' })
      const { status } = await untilKnown(() => counter.correct(dossierId, 'Sai ngày sinh'))
      run.check('the correction is taken', status === 201, `answered ${status}`)
      await relay.crashed()
      await relay.start()
      const task = `${dossierId}.correction1Review.1`
      await opened(site, task)

      const officer = await site.officerFor(task)
      await worker.kill()
      await worker.start({ CRASH_AT: 'after_write_communeReview' })
      const call = counter.decide(officer, { task, outcome: 'approved' })
      await worker.crashed()
      await servers.temporal.kill()
      await call
      await servers.temporal.restart()
      await worker.start()
      run.healed('relay, worker and Temporal killed')

      await walk(site, dossierId, 'correction1Sign.1:signed')
      const versions = await until(
        'it is issued again',
        async () => {
          const rows = await database.sql`select 1 from result where dossier_id = ${dossierId}`
          return rows.length > 1 && rows.length
        },
        patienceMs,
      )
      run.check('the former result stays beside the new one', versions === 2, `${versions} results`)
    }
  },
}
