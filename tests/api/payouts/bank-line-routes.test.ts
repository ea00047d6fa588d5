/** A statement is sent, its lines that nobody can match wait on a list, and who finds out what one was says so. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { statementsOf } from '../../imports/statement/bank-statement.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'
import { specialistOf } from '../filing/armed-dossier.ts'

let api: ApiWorld
let specialist: Client
let operator: Client
let order: string
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  specialist = await specialistOf(api, 1)
  operator = await api.as({ role: 'operator', id: 'van-hanh' })
  order = await statementsOf(() => api.database).order('SENT')
})

const header = 'line_id,booked_at,kind,bank_ref,order_id,amount_dong\n'
const debit = (id: string, of: string, amount = 500_000) =>
  `${id},2025-07-03T09:00:00+07:00,debit,r-${id},${of},${amount}\n`

async function send(body: string, by: Client = operator) {
  const token = await api.keys.issue(
    { id: 'van-hanh', role: by === operator ? 'operator' : 'officer', unitId: null },
    1,
  )
  const answer = await api.app.inject({
    method: 'POST',
    url: '/imports/statement?bank=nganhang',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json() }
}

const linesSchema = z.object({
  items: z.array(z.object({ lineId: z.string() })),
  next: z.string().nullable(),
})
const lines = async (query: string, by: Client = specialist) => {
  const { status, body } = await by.get(`/bank-lines?bank=nganhang&${query}`)
  expect(status).toBe(200)
  return linesSchema.parse(body)
}

describe('the statement of a bank', () => {
  test('confirms the orders that it names, and puts the rest on worklists', async () => {
    const file = header + debit('A1', order) + debit('A2', order) + debit('A3', '') + debit('A4', 'x')
    expect(await send(file)).toMatchObject({
      status: 200,
      body: { rowsIn: 4, matched: 1, duplicateDebit: 1, unmatched: 2, keptOut: 0, status: 'complete' },
    })
    expect(await specialist.get(`/payment-orders/${order}`)).toMatchObject({ status: 403 })
    expect(await operator.get(`/payment-orders/${order}`)).toMatchObject({
      body: { state: 'CONFIRMED', reference: 'r-A1' },
    })
    expect(await send(file)).toMatchObject({ body: { rowsIn: 4, alreadyThere: 4 } })
  })

  test('is sent by operators', async () => {
    expect(await send(header, specialist)).toMatchObject({ status: 403 })
  })

  test('is worked off page by page, and a line that is explained leaves its list', async () => {
    const first = await lines('limit=1')
    const second = await lines(`limit=1&after=${first.next}`)
    expect([first, second].flatMap(({ items }) => items.map(({ lineId }) => lineId))).toEqual(['A3', 'A4'])
    expect(second.next).toBeNull()
    const found = { bank: 'nganhang', lineId: 'A3', basis: 'Phí ngân hàng tháng 7, sao kê 12' }
    expect(await specialist.post('/bank-lines/explanations', found)).toMatchObject({ status: 204 })
    expect((await lines('outcome=unmatched')).items.map(({ lineId }) => lineId)).toEqual(['A4'])
    expect(await specialist.get('/bank-lines?bank=nganhang&outcome=explained')).toMatchObject({
      body: { items: [{ lineId: 'A3', explained: { basis: found.basis } }] },
    })
    expect(await specialist.post('/bank-lines/explanations', { ...found, lineId: 'none' })).toMatchObject({
      status: 404,
    })
  })

  test('is seen by nobody who works in a commune', async () => {
    const officer = await api.officer('oneStop')
    expect(await officer.get('/bank-lines?bank=nganhang')).toMatchObject({ status: 403 })
    const found = { bank: 'nganhang', lineId: 'A4', basis: 'x' }
    expect(await officer.post('/bank-lines/explanations', found)).toMatchObject({ status: 403 })
  })
})
