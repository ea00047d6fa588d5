import { beforeAll, expect, test } from 'vitest'
import { dryRun, prepareRun } from '../../../db/payouts/prepare-run.ts'
import { vault } from '../../activities/payment/payer.ts'
import { account, grantsPayable, periods } from '../../activities/payment/run-to-pay.ts'
import { machineNow } from '../../clock.ts'
import { areasOf, People } from '../../db/benefits/people.ts'
import { type ApiWorld, apiWorldWithoutEngine, elsewhere } from '../app.ts'
import { DEPARTMENT, specialistOf } from '../filing/armed-dossier.ts'

let api: ApiWorld
let unitId: string
let order: string
let runId: string
beforeAll(async () => {
  api = await (await apiWorldWithoutEngine()).appWith({ vault })
  const [place] = await areasOf(api.database.sql)
  unitId = place?.unitId ?? ''
  await grantsPayable(api.database, new People(api.database), { areaId: place?.areaId ?? '' })
  const control = await dryRun(api.database, { periods, atMs: machineNow() })
  const begun = await (await specialistOf(api, 1)).post('/internal-dossiers', {
    ...{ procedure: '0.000002', unit: DEPARTMENT, papers: [{ kind: 'changes', originals: 0, copies: 1 }] },
    form: {
      ...{
        periods: periods.join(' '),
        knownAt: new Date(machineNow()).toISOString(),
        payees: control.orders,
      },
      ...{ amountDong: control.amountDong.toString(), totalsHash: control.totalsHash },
    },
  })
  expect(begun).toMatchObject({ status: 201 })
  const [dossier] = await api.database.sql<
    { id: string }[]
  >`select id from dossier where procedure_code = '0.000002'`
  runId = dossier?.id ?? ''
  await prepareRun(api.database, { runId, periods, atMs: machineNow(), control })
  const [found] = await api.database.sql<
    { id: string }[]
  >`select id from payment_order where run_id = ${runId}`
  order = found?.id ?? ''
})

const reason = 'Ngân hàng báo sai số tài khoản'
const looks = () => api.database.sql<{ actor: string; unit: string; payload: unknown }[]>`
  select actor_id as actor, unit_id as unit, payload from journal where dossier_id = ${runId} and kind = 'accountShown' order by seq`

test('the number of an account is shown to an officer of the unit who says why, and each look stands in the journal', async () => {
  const clerk = await api.officer('oneStop', unitId)
  const path = `/payment-orders/${order}/account/looks`
  const shown = await clerk.post(path, { reason })
  expect(shown).toMatchObject({ status: 200, body: { account } })
  expect(shown.headers['cache-control']).toBe('no-store')
  await clerk.post(path, { reason })
  const row = { actor: `can-bo:${unitId}:oneStop:1`, unit: unitId, payload: { order, reason } }
  expect(await looks()).toEqual([row, row])
})

test('an account is shown neither without a reason nor to who works elsewhere nor to a supervisor, and nothing is noted', async () => {
  const before = await looks()
  const path = `/payment-orders/${order}/account/looks`
  const clerk = await api.officer('oneStop', unitId)
  expect(await clerk.post(path, {})).toMatchObject({ status: 400 })
  expect(await (await api.officer('oneStop', elsewhere)).post(path, { reason })).toMatchObject({
    status: 403,
  })
  expect(await (await api.supervisor(unitId)).post(path, { reason })).toMatchObject({ status: 403 })
  expect(await looks()).toEqual(before)
})
