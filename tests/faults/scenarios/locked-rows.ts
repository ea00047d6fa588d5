import { setTimeout as pause } from 'node:timers/promises'
import { transaction } from '../../../db/connection/transaction.ts'
import type { Scenario } from '../run.ts'
import { atReview } from '../walk.ts'

/** More than the connections of a worker's pools together. */
const locked = 30
/** Until those that wait for a lock of another have been refused for waiting too long. */
const waitedMs = 4_000

export const lockedRows: Scenario = {
  id: 'locked-rows',
  title: 'Another session holds the rows of thirty dossiers with decisions in progress',
  async run(run) {
    const { site } = run
    const all = await atReview(site, locked + run.size(5, 20))
    const [held, others] = [all.slice(0, locked), all.slice(locked)]
    const ids = held.map(({ dossierId }) => dossierId)
    let waiting: readonly Promise<unknown>[] = []
    await transaction(site.database.sql, async (tx) => {
      await tx`select 1 from dossier where id = any (${ids}) for no key update`
      waiting = held.map(({ officer, task }) => site.counter.decide(officer, { task, outcome: 'approved' }))
      await pause(waitedMs)
      const answers = await Promise.all(
        others.map(({ officer, task }) => site.counter.decide(officer, { task, outcome: 'approved' })),
      )
      for (const answer of answers) {
        run.check(
          'other dossiers are decided while rows are locked',
          answer?.status === 200,
          `answered ${answer?.status}`,
        )
      }
    })
    run.healed('rows locked')
    await Promise.all(waiting)
  },
}
