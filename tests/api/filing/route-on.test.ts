/** A portal goes on naming units that have ended: what it files reaches the unit that receives it now. */
import { beforeAll, expect, test } from 'vitest'
import { aMonday } from '../../clock.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune, marriageFiling } from '../app.ts'

const at = (time: string) => Date.parse(`${time}+07:00`)
// Cống Vị (old:00007) was split between Ngọc Hà (new:00008) and Giảng Võ (new:00025).
const SPLIT = 'old:00007'
const inGiangVo = [{ kind: 'residence', area: 'cell:00007:00025', address: 'Ngõ 5' }]

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

const files = async (now: string, changes: object, key?: string) => {
  const then = await api.appWith({ now: () => at(now) })
  return await (await then.service()).post(
    '/dossiers',
    marriageFiling({ receptionUnit: SPLIT, ...changes }),
    key,
  )
}

test('a filing to an ended unit goes where its place lies, with its day of receipt, and the answer names the unit', async () => {
  const { status, body } = await files('2025-07-02T09:00:00', { places: inGiangVo }, 'routed')
  expect({ status, body }).toMatchObject({
    status: 201,
    body: {
      filedAt: '2025-07-02T02:00:00.000Z',
      routed: {
        from: { id: SPLIT, name: 'Phường Cống Vị' },
        to: { id: 'new:00025', name: 'Phường Giảng Võ' },
        acceptedUntil: '2025-09-28T17:00:00.000Z',
      },
    },
  })
  const { dossierId } = Object(body)
  const [kept] = await api.database.sql`
    select reception_unit_id as unit, payload -> 'routed' -> 'from' ->> 'id' as addressed
    from dossier join journal on journal.dossier_id = dossier.id and seq = 1 where dossier.id = ${dossierId}`
  expect(kept).toEqual({ unit: 'new:00025', addressed: SPLIT })
  // Sent again it is the same receipt, whatever has become of the units since.
  expect(await files('2026-01-02T09:00:00', { places: inGiangVo }, 'routed')).toMatchObject({
    status: 200,
    body: Object(body),
  })
})

test('a filing to an ended unit whose place leaves the unit open goes to who keeps the area for its field', async () => {
  const { body } = await files('2025-07-02T09:00:00', { places: [{ kind: 'residence', oldWard: '00007' }] })
  expect(body).toMatchObject({ routed: { to: { id: 'hanoi:so-tu-phap' } } })
})

test('the place of a filing to an ended unit decides, also where it lies nowhere near that unit', async () => {
  const { body } = await files('2025-07-02T09:00:00', { places: [{ kind: 'residence', oldWard: '00004' }] })
  expect(body).toMatchObject({ routed: { to: { id: commune } } })
})

test('a filing to an ended unit is routed on still on the 90th day; after it the portal gets the units that stand there', async () => {
  expect(await files('2025-09-28T23:59:59', { places: inGiangVo })).toMatchObject({ status: 201 })
  const refused = await files('2025-09-29T00:00:00', { places: inGiangVo })
  expect(refused).toMatchObject({
    status: 410,
    body: { code: 'unitEnded', fields: [{ path: '/receptionUnit' }] },
  })
  expect(JSON.stringify(refused.body)).toContain(
    'old:00007 (Phường Cống Vị) ended on 2025-07-01. In its place: new:00008 (Phường Ngọc Hà), new:00025 (Phường Giảng Võ).',
  )
})

test('a filing to an ended unit of which nobody says who stands in its place goes where its place lies', async () => {
  const gone = 'later:99009'
  await inChange(
    api.database,
    (tx) => tx`
    insert into unit (id, epoch, code, name, type, tier, parent_id, identifier, valid, basis)
    values (${gone}, 'later', '99009', 'Phường Không Còn', 'phường', 'commune', 'hanoi:01', 'H26.998',
      tstzmultirange(tstzrange(instant(${at('2025-07-01T00:00:00')}), instant(${at('2025-08-01T00:00:00')}))), 'x')`,
  )
  const wanted = { receptionUnit: gone, places: inGiangVo }
  expect(await files('2025-08-02T09:00:00', wanted)).toMatchObject({
    status: 201,
    body: { routed: { from: { id: gone }, to: { id: 'new:00025' } } },
  })
  const refused = await files('2025-12-01T09:00:00', wanted)
  expect(refused).toMatchObject({ status: 410 })
  expect(JSON.stringify(refused.body)).toContain('In its place: new:00025 (Phường Giảng Võ).')
})

test('an officer who files to an ended unit is refused at once: the software of a unit names the unit', async () => {
  const july = await api.appWith({ now: () => at('2025-07-02T09:00:00') })
  const officer = await july.officer('oneStop')
  expect(await officer.post('/dossiers', marriageFiling({ receptionUnit: 'old:00004' }))).toMatchObject({
    status: 410,
    body: { code: 'unitEnded' },
  })
})

test('a filing to an ended unit that is wrong besides is refused as any other', async () => {
  expect(await files('2025-07-02T09:00:00', { places: inGiangVo, form: {} })).toMatchObject({
    status: 400,
    body: { code: 'invalidInput' },
  })
})

test('a filing that a portal received for a unit that has ended since is delivered late with its day of receipt', async () => {
  const T = aMonday + 3_600_000
  const { sql } = api.database
  await inChange(api.database, async (tx) => {
    await tx`
    insert into unit (id, epoch, code, name, type, tier, parent_id, identifier, valid, basis)
    values ('later:99001', 'later', '99001', 'Phường Mai Sau', 'phường', 'commune', 'hanoi:01', 'H26.999',
      tstzmultirange(tstzrange(instant(${T}), null)), 'x')`
    await tx`update unit set valid = tstzmultirange(tstzrange(lower(valid), instant(${T}))) where id = ${commune}`
    await tx`
    insert into unit_successor (unit_id, successor_id, relation, basis, valid)
    values (${commune}, 'later:99001', 'whole', 'x', tstzmultirange(tstzrange(instant(${T}), null)))`
    await tx`
    update jurisdiction set valid = valid * tstzrange(null, instant(${T})) where unit_id = ${commune}`
    await tx`
    insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
    select id || '/later', area_id, tier, 'later:99001', tstzrange(instant(${T}), null), 'x' from jurisdiction where unit_id = ${commune}`
  })
  const later = await api.appWith({ now: () => T + 86_400_000 })
  const received = { at: new Date(T - 60_000).toISOString(), reason: 'offline' }
  const { status, body } = await (await later.service()).post('/dossiers', marriageFiling({ received }))
  expect({ status, body }).toMatchObject({
    status: 201,
    body: { filedAt: received.at, routed: { from: { id: commune }, to: { id: 'later:99001' } } },
  })
  const [kept] = await sql`select reception_unit_id as unit from dossier where id = ${Object(body).dossierId}`
  expect(kept).toEqual({ unit: commune })
})
