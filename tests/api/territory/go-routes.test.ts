/** Before the instant: what is red and why, who is on duty, and who decided. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../clock.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { BEGINS, CLERK, ENDS, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

const hour = 3_600_000
const T = aMonday + 24 * hour
const path = '/reorganisations/phuong-thu-2026'

let api: ApiWorld
let operator: Client
beforeAll(async () => {
  const plain = await apiWorldWithoutEngine()
  const of = wardEnds(await readReferenceRows(plain.database.sql), T)
  api = await plain.appWith({ reorganisations: [of] })
  operator = await api.as({ id: 'truc', role: 'operator' })
  await api.files()
})

const pageSchema = z.object({
  verdict: z.string(),
  red: z.int(),
  checks: z.array(
    z.object({ id: z.string(), colour: z.string(), count: z.int(), named: z.array(z.string()) }),
  ),
})
async function page() {
  const { status, body } = await operator.get(`${path}/go`)
  expect({ status, body }).toMatchObject({ status: 200 })
  const { checks, ...rest } = pageSchema.parse(body)
  return { ...rest, ...Object.fromEntries(checks.map(({ id, ...check }) => [id, check])) }
}

describe('the go page of a reorganisation', () => {
  test('is red where the reorganisation is not armed, and one figure says how many checks are red', async () => {
    expect(await page()).toMatchObject({ verdict: 'noGo', armed: { colour: 'red' } })
  })

  test('names, once it is armed, the officers who could open nothing from the instant on', async () => {
    const [of] = [wardEnds(await readReferenceRows(api.database.sql), T)]
    await armed(api.database, of, aMonday)
    expect(await page()).toMatchObject({ armed: { colour: 'green' }, desks: { colour: 'green' } })
    await inChange(
      api.database,
      (tx) => tx`update mandate set valid = 'empty' where unit_id = ${BEGINS} and role = 'oneStop'`,
    )
    expect(await page()).toMatchObject({ desks: { colour: 'red', named: [`${BEGINS} oneStop: 1`] } })
  })

  test('is red where an alert waits for a person', async () => {
    await api.database.sql`
      insert into alert (kind, message, remedy, raised_at) values ('workflowMissing', 'thử', 'thử', instant(${aMonday}))`
    expect(await page()).toMatchObject({
      runs: { colour: 'red', named: expect.arrayContaining(['workflowMissing: 1']) },
    })
  })
})

describe('the duty list of a reorganisation', () => {
  const turn = {
    ...{ role: 'Trực cơ sở dữ liệu', officer: CLERK },
    ...{ from: '2026-06-01T22:00:00+07:00', until: '2026-06-02T06:00:00+07:00' },
  }

  test('has who is there, from when until when; a wrong entry is replaced and kept', async () => {
    const { status, body } = await operator.post(`${path}/duties`, turn)
    expect({ status, body }).toMatchObject({
      status: 201,
      body: [{ role: turn.role, officer: CLERK, enteredBy: 'truc', from: '2026-06-01T15:00:00.000Z' }],
    })
    const [{ id } = { id: 0 }] = z.array(z.object({ id: z.int() })).parse(body)
    const changed = { ...turn, role: 'Trực đường dây nóng', replaces: id }
    expect((await operator.post(`${path}/duties`, changed)).body).toMatchObject([{ role: changed.role }])
    expect(await operator.post(`${path}/duties`, changed)).toMatchObject({
      ...{ status: 400, body: { fields: [{ path: '/replaces' }] } },
    })
    const [kept] = await api.database.sql`select count(*)::int as rows from reorganisation_duty`
    expect(kept).toEqual({ rows: 2 })
  })

  test('names the field that is wrong', async () => {
    expect(await operator.post(`${path}/duties`, { ...turn, officer: 'khong-co' })).toMatchObject({
      ...{ status: 400, body: { fields: [{ path: '/officer' }] } },
    })
    expect(await operator.post(`${path}/duties`, { ...turn, until: turn.from })).toMatchObject({
      ...{ status: 400, body: { fields: [{ path: '/until' }] } },
    })
  })

  test('has no row changed or taken out', async () => {
    await expect(api.database.sql`delete from reorganisation_duty`).rejects.toThrow()
    await expect(api.database.sql`update reorganisation_go set decision = 'go'`).rejects.toThrow()
  })
})

describe('the decision to go', () => {
  test('is recorded with who decided and what was red', async () => {
    const { red } = await page()
    const made = await operator.post(`${path}/go-decisions`, { decision: 'noGo' })
    expect(made).toMatchObject({
      status: 201,
      body: { decisions: [{ decision: 'noGo', by: 'truc', red, basis: null }] },
    })
  })

  test('needs a reason where something is red', async () => {
    expect(await operator.post(`${path}/go-decisions`, { decision: 'go' })).toMatchObject({
      ...{ status: 400, body: { fields: [{ path: '/basis' }] } },
    })
    const basis = 'Quyết định thử 3/2026'
    expect(await operator.post(`${path}/go-decisions`, { decision: 'go', basis })).toMatchObject({
      status: 201,
      body: { decisions: [{ decision: 'go', basis }, { decision: 'noGo' }] },
    })
  })

  test('is for operators', async () => {
    const officer = await api.officer('chair', ENDS)
    expect(await officer.get(`${path}/go`)).toMatchObject({ status: 403 })
    expect(await officer.post(`${path}/go-decisions`, { decision: 'noGo' })).toMatchObject({ status: 403 })
  })
})
