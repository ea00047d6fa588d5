import type { Run, Scenario } from '../run.ts'
import { Work } from '../work.ts'

/** By chance it answers ten in a row, once in some forty runs; not fifty. */
const mostRounds = 5

export const bankSilent: Scenario = {
  id: 'F10',
  title: 'the bank executes three transfers in ten and never answers',
  async run(run) {
    let silent = false
    for (let round = 0; round < mostRounds && !silent; round += 1) silent = await payoutsOf(run)
    run.check('the bank was silent at least once', silent)
  },
}

/** @returns whether one of them was sent to the bank more than once */
async function payoutsOf(run: Run): Promise<boolean> {
  const { site } = run
  const count = run.size(10, 80)
  const work = new Work(site, { procedure: 'payout', dossiers: count })
  await work.run()
  const [paid] = await site.database.sql<{ count: number }[]>`
    select count(*)::int as count from payment_order
    join order_part on order_id = payment_order.id join due_part on due_part.id = due_part_id
    join due_line on due_line.id = due_part.due_line_id
    where state = 'CONFIRMED' and dossier_id = any (${work.dossiers}::uuid[])`
  run.check('every payout is confirmed in the end', paid?.count === count, `${paid?.count} of ${count}`)
  const repeated = await Promise.all(
    work.dossiers.map(async (dossierId) => {
      const { events } = await site.engine.client.workflow.getHandle(dossierId).fetchHistory()
      return (events ?? []).some((event) => (event.activityTaskStartedEventAttributes?.attempt ?? 1) > 1)
    }),
  )
  return repeated.includes(true)
}
