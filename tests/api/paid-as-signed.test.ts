/** From the signature to the bank: what a supplement carries after it is not what is paid. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPayouts } from '../../activities/create-payouts.ts'
import { readBankLedger } from '../../activities/payment/bank-simulator/bank-ledger.ts'
import {
  type GatewaySimulator,
  startGatewaySimulator,
} from '../../activities/payment/bank-simulator/simulator.ts'
import { httpGateway } from '../../activities/payment/gateways/http-gateway.ts'
import funeral from '../../procedures/definitions/bao-tro-xa-hoi/1.014028-ho-tro-mai-tang-huu-tri-xa-hoi.ts'
import type { Payouts } from '../../procedures/grammar/run/write.ts'
import { registryOf } from '../../procedures/registry/registry.ts'
import { type ApiWorld, apiWorld, marriageFiling } from './app.ts'
import type { Client } from './client.ts'

const closedAccount = '19036682450000'
const otherAccount = '19036682457011'
const form = {
  organiserName: 'Nguyễn Thị Hồng Thắm',
  organiserIdentityNumber: '001198000001',
  organiserAddress: 'Số 2, phố Trúc Bạch',
  deceasedName: 'Nguyễn Văn Hòa',
  deceasedBornOn: '1945-02-03',
  deceasedIdentityNumber: '001045000001',
  deceasedResidence: 'Phường Ba Đình',
  diedOn: '2025-07-03',
  hasDecision: true,
  claimsElsewhere: false,
  lumpSumDong: '10000000',
  payeeAccount: closedAccount,
}

let world: ApiWorld
let folder: string
let bank: GatewaySimulator
let payouts: Payouts
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thong-suot-bank-'))
  bank = await startGatewaySimulator({ ledgerFile: join(folder, 'book.jsonl') })
  const plain = await apiWorld({ benefitPayout: (input) => payouts.benefitPayout(input) })
  const { database, vault } = plain
  payouts = createPayouts({ database, vault, gateway: httpGateway({ url: bank.url }) })
  world = await plain.appWith({ registry: registryOf([funeral]) })
})
afterAll(async () => {
  await bank.close()
  await rm(folder, { recursive: true, force: true })
})

test('the sum that was signed is paid, and another account once a second person has confirmed it', async () => {
  const { dossierId } = await world.opens(marriageFiling({ procedure: funeral.code, form }))
  await decide('oneStop', 'receive.1', 'accepted')
  await decide('socialAffairs', 'review.1', 'approved')
  await decide('chair', 'sign.1', 'signed')
  await decide('accountant', 'pay.2', 'incomplete')
  await world.opened(dossierId, 'supplement.1')

  const portal = await world.service()
  const supplement = (client: Client, sent: object) =>
    client.post(`/dossiers/${dossierId}/supplements`, { form: sent })
  const refused = await supplement(portal, { ...form, lumpSumDong: '5000000000', payeeAccount: otherAccount })
  expect(refused.status).toBe(400)
  expect(refused.body).toMatchObject({ fields: [{ path: '/form/lumpSumDong' }] })
  expect((await supplement(portal, { ...form, payeeAccount: otherAccount })).status).toBe(200)

  const task = await world.opened(dossierId, 'pay.4')
  expect((await readBankLedger(bank.url)).transfers).toEqual([])
  const asked = await (await world.officer('accountant')).post(`/tasks/${task}/decisions`, {
    outcome: 'retried',
  })
  expect(asked).toMatchObject({ status: 403, body: { code: 'sameOfficer' } })
  await decide('accountant', 'pay.4', 'retried', 2)
  await expect
    .poll(async () => (await readBankLedger(bank.url)).settledDong, { timeout: 20_000 })
    .toBe('10000000')

  async function decide(role: string, key: string, outcome: string, number = 1): Promise<void> {
    const id = await world.opened(dossierId, key)
    const officer = await world.officer(role, undefined, number)
    const answer = await officer.post(`/tasks/${id}/decisions`, { outcome })
    expect(answer).toMatchObject({ status: 200, body: { status: 'applied' } })
  }
})
