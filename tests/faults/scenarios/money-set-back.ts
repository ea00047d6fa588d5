import { setTimeout as pause } from 'node:timers/promises'
import { readBankLedger } from '../../../activities/payment/bank-simulator/bank-ledger.ts'
import { until } from '../../../harness/until.ts'
import { untilKnown } from '../counter.ts'
import type { Scenario } from '../run.ts'
import { fileOne, opened, patienceMs, walk } from '../walk.ts'

/** A bank that answers does so by then. */
const answeredWithinMs = 2_000

export const moneySetBack: Scenario = {
  id: 'money-set-back',
  title: 'the tables of money are set back to before an order that the bank has carried out',
  async run(run) {
    const { site } = run
    const { worker, database } = site
    const dossierId = await fileOne(site, 'payout')
    await walk(site, dossierId, 'receive.1:accepted')
    const task = `${dossierId}.sign.1`
    await opened(site, task)
    const chair = await site.officerFor(task)
    const sign = () => site.counter.decide(chair, { task, outcome: 'signed' })
    await worker.kill()
    await worker.start({ CRASH_AT: 'after_send_before_response' })
    await sign()
    await until(
      'the bank has paid',
      async () => (await readBankLedger(site.bankUrl)).transfers.length === 1,
      patienceMs,
    )
    // A bank that is silent about the transfer gives the crash point nothing to meet.
    await Promise.race([worker.exited, pause(answeredWithinMs)])
    await worker.kill()
    // As a restore to a moment before the order leaves them.
    await site.asOwner((sql) => sql`truncate ledger_posting, order_part, payment_order, due_part, due_line`)
    await worker.start()
    run.healed('money set back')
    await untilKnown(sign)
    await until(
      'it is issued',
      async () => {
        const rows = await database.sql`select 1 from dossier where id = ${dossierId} and status = 'closed'`
        return rows.length > 0
      },
      patienceMs * 2,
    )
  },
}
