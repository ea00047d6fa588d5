import { readBankLedger } from '../../../activities/payment/bank-simulator/bank-ledger.ts'
import { until } from '../../../harness/until.ts'
import { untilKnown } from '../counter.ts'
import type { Run, Scenario } from '../run.ts'
import { commune, filingOf } from '../site.ts'
import { opened, patienceMs, walk } from '../walk.ts'

/** The bank takes money for no account that ends like this. */
const closedAccount = '97040000000000'
const otherAccount = '97041111117011'
/** Three monthly allowances (131/2021/NĐ-CP, Điều 121). */
const signedDong = 3n * 2_055_000n

export const paidAsSigned: Scenario = {
  id: 'paid-as-signed',
  title: 'the bank rejects a payout, and a supplement names another sum and another account',
  async run(run) {
    const { site } = run
    const { counter, worker, database } = site
    const filing = filingOf(site, 'payout', site.nextNumber())
    const form = { ...filing.form, account: closedAccount }
    const { body } = await untilKnown(() => counter.file('payout-of-a-closed-account', { ...filing, form }))
    const dossierId = String(body.dossierId)
    await walk(site, dossierId, 'receive.1:accepted sign.1:signed pay.2:incomplete')
    await opened(site, `${dossierId}.supplement.1`)

    const sum = { ...form, monthlyAllowanceDong: '9000000000' }
    const refused = await counter.supplement('another-sum', dossierId, sum)
    run.check('a supplement changes no sum that was signed', refused?.status === 400, `${refused?.status}`)
    // As a build that let it pass had recorded it: nothing reads it before the worker is back.
    await worker.kill()
    const supplement = () =>
      counter.supplement('another-account', dossierId, { ...form, account: otherAccount })
    await supplement()
    await database.sql`
      update pending_supplement set body = body || '{"monthlyAllowanceDong": "9000000000"}'
      where request_id in (select id from decision_request where dossier_id = ${dossierId})`
    await worker.start()
    run.healed('worker killed')
    await untilKnown(supplement)

    await confirmedOrClosed(run, dossierId)
    await checkPaid(run, 'before a second person has confirmed the account', 0n)
    await confirm(run, dossierId)
    await until('it is paid', async () => await isClosed(run, dossierId), patienceMs)
    await checkPaid(run, 'in the end', signedDong)
  },
}

/** A desk is to confirm the account; a build that pays without it has nothing left to ask. */
async function confirmedOrClosed(run: Run, dossierId: string): Promise<void> {
  const { sql } = run.site.database
  await until(
    'the account is to be confirmed',
    async () => {
      const open = await sql`select 1 from task where id = ${`${dossierId}.pay.4`} and closed_at is null`
      return open.length > 0 || (await isClosed(run, dossierId))
    },
    patienceMs,
  )
}

async function isClosed({ site }: Run, dossierId: string): Promise<boolean> {
  const rows = await site.database.sql`select 1 from dossier where id = ${dossierId} and status = 'closed'`
  return rows.length > 0
}

/** Another officer than the one who requested the account. */
async function confirm(run: Run, dossierId: string): Promise<void> {
  const { site } = run
  if (await isClosed(run, dossierId)) return
  const [second] = await site.database.sql<{ id: string }[]>`
    select officer_id as id from mandate where unit_id = ${commune} and role = 'accountant' order by id offset 1 limit 1`
  if (second === undefined) throw new Error(`${commune} has one accountant only`)
  const officer = await site.callerAs(second.id, 'officer')
  const task = `${dossierId}.pay.4`
  const { status } = await untilKnown(() => site.counter.decide(officer, { task, outcome: 'retried' }))
  run.check('a second person confirms the account', status === 200, `answered ${status}`)
}

async function checkPaid(run: Run, when: string, dong: bigint): Promise<void> {
  const { settledDong } = await readBankLedger(run.site.bankUrl)
  run.check(
    'paid is at most what was signed, to the signed payee',
    settledDong === dong.toString(),
    `${settledDong} đồng are paid ${when}`,
  )
}
