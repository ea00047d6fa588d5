/** Each unit that the product names to a citizen of a dossier: its counter may read the slip, find the dossier and hand out what it has. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readNoticeFacts } from '../../../db/notices/notice-facts.ts'
import { knownReorganisations, reorganisationOf } from '../../../db/reorganisations/known-reorganisations.ts'
import { placeDossier } from '../../../db/territory/responsibility/placement.ts'
import { findInventedOfficer } from '../../../db/territory/units/unit-lookup.ts'
import exam from '../../../procedures/definitions/cong-chuc-vien-chuc/1.014111-thi-tuyen-cong-chuc.ts'
import marriage from '../../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { registryOf } from '../../../procedures/registry/registry.ts'
import { aMonday } from '../../clock.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

const T = Date.parse('2027-01-01T00:00:00+07:00')
const HOUR = 3_600_000
const supplement = 'what is asked of its applicant was placed since'

let api: ApiWorld
const dossiers = new Map<string, string>()

async function importRows(rows: readonly (readonly [string, string])[]): Promise<void> {
  const token = await api.keys.issue({ id: 'van-hanh', role: 'operator', unitId: null }, 1)
  const header = 'Mã hồ sơ;Mã thủ tục;Người nộp;Mã phường/xã;Đơn vị tiếp nhận;Ngày tiếp nhận;Bước xử lý'
  const lines = rows.map(
    ([code, procedure]) =>
      `${code};${procedure};Nguyễn Thị Lan;00004;001;16/06/2025 09:00;Chuyên viên thụ lý`,
  )
  const answer = await api.app.inject({
    method: 'POST',
    url: '/imports?source=mot-cua-quan&asOf=2025-06-30T10:00:00Z',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'k', 'content-type': 'text/csv' },
    payload: `${[header, ...lines].join('\r\n')}\r\n`,
  })
  expect(answer.json()).toMatchObject({ created: rows.length })
}

/** A marriage whose ward was split: what its area is, nobody has decided. */
async function inSplitWard(): Promise<string> {
  const { dossierId } = await api.files({ channel: 'counter' })
  await api.database
    .sql`update dossier set area_id = 'unplaced:old:00007', reception_unit_id = 'old:00007' where id = ${dossierId}`
  return dossierId
}

async function awaitsSupplementPlacedSince(): Promise<string> {
  const id = await inSplitWard()
  const { sql } = api.database
  await sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at, closed_at, outcome)
    select id || '.review.1', id, 'review.1', 'review', 'review', 'desk', 'civilStatus', 'commune', 'process', procedure_code, field, area_id,
      instant(${aMonday + HOUR}), instant(${T}), instant(${aMonday + 2 * HOUR}), 'incomplete' from dossier where id = ${id}`
  await sql`
    insert into task (id, dossier_id, key, step, kind, holder, procedure_code, field, area_id, opened_at, due_at)
    select id || '.supplement.1', id, 'supplement.1', 'supplement', 'supplement', 'applicant', procedure_code, field, area_id,
      instant(${aMonday + 2 * HOUR}), instant(${T}) from dossier where id = ${id}`
  const custodian = { unitId: 'hanoi:so-tu-phap', role: 'specialist', asOfMs: aMonday }
  const officer = await findInventedOfficer(sql, custodian)
  await placeDossier(api.database, {
    ...{ caller: 'placer', key: 'place', bodyHash: new Uint8Array(32), dossierId: id },
    ...{ areaId: 'cell:00007:00025', basis: 'Giấy xác nhận thông tin về cư trú' },
    ...{ officerId: officer?.id ?? '', unitId: custodian.unitId, at: aMonday + 3 * HOUR },
  })
  return id
}

beforeAll(async () => {
  api = await (await apiWorldWithoutEngine()).appWith({ registry: registryOf([marriage, exam]) })
  const { sql } = api.database
  await importRows([
    ['W-1', exam.code],
    ['W-2', marriage.code],
  ])
  const imported = async (procedure: string) => {
    const [row] = await sql<{ id: string }[]>`select id from dossier where procedure_code = ${procedure}`
    return row?.id ?? ''
  }
  dossiers.set('a dossier of the city', await imported(exam.code))
  dossiers.set('an imported dossier', await imported(marriage.code))
  dossiers.set('a dossier filed here', (await api.files({ channel: 'counter' })).dossierId)
  dossiers.set(supplement, await awaitsSupplementPlacedSince())
  dossiers.set('an open dossier of a split ward', await inSplitWard())
  const ended = await inSplitWard()
  await sql`update dossier set status = 'closed', ending = 'issued', ended_at = instant(${aMonday}) where id = ${ended}`
  dossiers.set('a result in a split ward', ended)
  for (const id of dossiers.values())
    await sql`insert into result (dossier_id, correction, kind, issued_at) values (${id}, 0, 'Giấy chứng nhận', instant(${aMonday}))`
  await armed(api.database, reorganisationOf(await knownReorganisations(), 'reception-2027-01-01'), aMonday)
}, 300_000)

const at = (now: number) => api.appWith({ now: () => now })

const followed = z.object({
  goTo: z.object({ unit: z.string(), address: z.string().nullable() }),
  asked: z.object({ askAt: z.object({ unit: z.string() }) }).nullable(),
  fee: z.object({ payTo: z.object({ unit: z.string() }).nullable() }).nullable(),
  result: z.object({ at: z.string() }),
})

/** Names of units, each with the places where a citizen reads it. */
async function named(id: string, now: number): Promise<ReadonlyMap<string, readonly string[]>> {
  const { sql } = api.database
  const { app } = await at(now)
  const [{ code = '', receivedBy = '' } = {}] = await sql<{ code: string; receivedBy: string }[]>`
    select code, reception_unit_id as "receivedBy" from dossier where id = ${id}`
  const page = followed.parse(
    (await app.inject({ url: '/follow', query: { code, secret: api.vault.followSecret(id) } })).json(),
  )
  const [notice] = await sql<{ id: string }[]>`
    insert into notice_outbox (key, event, dossier_id, recipient_kind, recipient_id, policy, status, asked_at, next_attempt_at)
    select ${`resultReady/${id}/${now}`}, 'resultReady', ${id}, 'party', party_id::text, 'none', 'none', instant(${now}), instant(${now})
    from dossier_party where dossier_id = ${id} limit 1 returning id`
  const facts = await readNoticeFacts(sql, [Number(notice?.id)], now)
  const supervisor = await (await at(now)).as({ id: 'giam-sat', role: 'supervisor', unitId: 'hanoi:01' })
  const list = await supervisor.get(`/units/${receivedBy}/hand-over?limit=100`)
  const handed = z
    .object({
      items: z.array(z.object({ dossier: z.string(), to: z.object({ name: z.string() }).nullable() })),
    })
    .parse(list.body)
  const places: Record<string, string | null | undefined> = {
    ...{ counter: page.goTo.unit, result: page.result.at, supplement: page.asked?.askAt.unit },
    ...{ fee: page.fee?.payTo?.unit, notice: [...facts.values()][0]?.goTo },
    list: handed.items.find(({ dossier }) => dossier === id)?.to?.name,
  }
  const by = new Map<string, string[]>()
  for (const [place, unit] of Object.entries(places))
    if (unit != null) by.set(unit, [...(by.get(unit) ?? []), place])
  return by
}

/** What the counter of the unit is answered: slip, search, and, where it hands out, the record of collection. */
async function answers(id: string, unit: string, now: number, handsOut: boolean) {
  const [desk] = await api.database.sql<{ officer: string; unitId: string; code: string }[]>`
    select m.officer_id as officer, m.unit_id as "unitId", d.code from dossier d, mandate m join unit on unit.id = m.unit_id
    where d.id = ${id} and unit.name = ${unit} and unit.valid @> instant(${now}) and m.valid @> instant(${now})
      and (m.areas is null or d.area_id = any(m.areas)) and (m.fields is null or d.field = any(m.fields))
    order by m.role = 'oneStop' desc, m.id limit 1`
  if (desk === undefined) return { desk: null }
  const officer = await (await at(now)).as({ id: desk.officer, role: 'officer', unitId: desk.unitId })
  const found = await officer.get(`/dossiers?code=${desk.code}`)
  const collected = handsOut
    ? (await officer.post(`/dossiers/${id}/collection`, { by: 'applicant', how: 'counter' })).status
    : 200
  await api.database
    .sql`update result set collected = false, collected_at = null, collected_by = null, collected_how = null where dossier_id = ${id}`
  return {
    slip: (await officer.get(`/dossiers/${id}/slip`)).status,
    found: z.object({ items: z.array(z.unknown()) }).parse(found.body).items.length,
    collected,
  }
}

describe('a unit that is named to a citizen may act', () => {
  describe.each([
    ['before the hand-over of reception', T - 1],
    ['after it', T],
  ])('%s', (_, now) => {
    test.each([
      'a dossier of the city',
      'an imported dossier',
      'a dossier filed here',
      supplement,
      'an open dossier of a split ward',
      'a result in a split ward',
    ])('%s: each unit that a citizen reads of may act', async (which) => {
      const id = dossiers.get(which) ?? ''
      const units = await named(id, now)
      expect([...units.values()].flat()).toEqual(
        expect.arrayContaining(['counter', 'result', 'notice', 'list']),
      )
      for (const [unit, places] of units) {
        const does = await answers(id, unit, now, places.includes('counter'))
        expect({ unit, places, ...does }).toEqual({ unit, places, slip: 200, found: 1, collected: 200 })
      }
    })

    test('a result in a split ward waits at a counter with an address', async () => {
      const id = dossiers.get('a result in a split ward') ?? ''
      const [dossier] = await api.database.sql<{ code: string }[]>`select code from dossier where id = ${id}`
      const query = { code: dossier?.code ?? '', secret: api.vault.followSecret(id) }
      const page = (await (await at(now)).app.inject({ url: '/follow', query })).json()
      expect(followed.parse(page).goTo.address).toEqual(expect.any(String))
    })
  })
})
