import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { identityContext } from '../../../db/identity/sealing-context.ts'
import {
  type ApiWorld,
  apiWorldWithoutEngine,
  commune,
  elsewhere,
  marriageFiling,
  marriageForm,
  secretOf,
} from '../app.ts'
import { filingTables } from './filing-tables.ts'

// The engine is away all the time: citizens can file.
let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

describe('a filing', () => {
  test('gets a receipt for what is on disk, and leaves the start to the relay', async () => {
    const before = await api.rows(...filingTables)
    const { dossierId } = await api.files()
    const after = await api.rows(...filingTables)
    expect(
      Object.fromEntries(filingTables.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)])),
    ).toEqual(Object.fromEntries(filingTables.map((table) => [table, table === 'journal' ? 2 : 1])))
    const [row] = await api.database.sql`
      select area_id, reception_unit_id, channel from dossier where id = ${dossierId}`
    expect(row).toEqual({ area_id: 'cell:00004:00004', reception_unit_id: commune, channel: 'online' })
  })

  test('gets an id that follows those before in time, so that new rows lie together on disk', async () => {
    const ids = [(await api.files()).dossierId, (await api.files()).dossierId]
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(ids.toSorted()).toEqual(ids)
  })

  test('may give coordinates or a neighbourhood, and keeps how the area was found', async () => {
    // Cống Vị (00007) and Cửa Đông (00079) were split: their names decide nothing.
    const filed = async (place: object) => {
      const { dossierId } = await api.files({ places: [{ kind: 'residence', ...place }] })
      const [row] = await api.database.sql`
        select place.area_id, dossier.area_id as of_dossier, evidence, connecting, lat, lon, neighbourhood
        from place join dossier on dossier.id = place.dossier_id where dossier_id = ${dossierId}`
      return row
    }
    expect(await filed({ oldWard: '00007', lat: 21.0381, lon: 105.816 })).toEqual({
      ...{ area_id: 'cell:00007:00008', of_dossier: 'cell:00007:00008', evidence: 'coordinates' },
      ...{ connecting: true, lat: 21.0381, lon: 105.816, neighbourhood: null },
    })
    expect(await filed({ oldWard: '00079', neighbourhood: 'Tổ dân phố số 1' })).toMatchObject({
      ...{ area_id: 'cell:00079:00070', evidence: 'neighbourhood', neighbourhood: 'Tổ dân phố số 1' },
    })
    expect(await filed({ lat: 21.0381, lon: 105.816 })).toMatchObject({
      ...{ area_id: 'unplaced:new:00008', evidence: 'coordinates' },
    })
    expect(await filed({ oldWard: '00007' })).toMatchObject({
      ...{ area_id: 'unplaced:old:00007', evidence: 'undecided' },
    })
  })

  test('uses the previous residence of a person who has moved away', async () => {
    const { dossierId } = await api.files({ places: [{ kind: 'previousResidence', oldWard: '00001' }] })
    const [row] = await api.database.sql`select area_id from dossier where id = ${dossierId}`
    expect(row).toEqual({ area_id: 'cell:00001:00097' })
  })

  test('with several places has the code of the unit of the place that decides, whatever their order', async () => {
    const places = [
      { kind: 'previousResidence', oldWard: '00001' },
      { kind: 'residence', oldWard: '00004' },
    ]
    for (const inOrder of [places, places.toReversed()]) {
      const { dossierId } = await api.files({ places: inOrder })
      const [row] = await api.database.sql`
        select area_id, starts_with(dossier.code, unit.identifier || '-') as "codeOfUnit" from dossier, unit
        where dossier.id = ${dossierId} and unit.id = ${commune}`
      expect(row).toEqual({ area_id: 'cell:00004:00004', codeOfUnit: true })
    }
  })

  test('has its identity numbers sealed: no column holds them in the clear', async () => {
    const { dossierId } = await api.files()
    const [row] = await api.database.sql<
      { form: string; party: string; cipher: Uint8Array; key: string; hmac: Uint8Array }[]
    >`
      select dossier_form.body::text || dossier_form.secrets::text as form, identity_cipher as cipher,
        identity_key_id as key, identity_hmac as hmac, party.id as party
      from dossier_form join dossier_party using (dossier_id) join party on party.id = party_id
      where dossier_id = ${dossierId}`
    expect(row?.form).not.toContain(secretOf.identity)
    expect(row?.form).toContain('husbandIdentityNumber')
    const context = identityContext(row?.party ?? '')
    expect(api.vault.open(row?.cipher ?? new Uint8Array(), row?.key ?? '', context)).toBe(secretOf.identity)
    expect(Buffer.from(row?.hmac ?? [])).toEqual(Buffer.from(api.vault.lookup(secretOf.identity)))
  })

  test('that repeats an open dossier is taken nevertheless, and its receipt names that dossier', async () => {
    const form = marriageForm({ husbandName: 'Lê Văn Một' })
    const first = await api.files({ form })
    expect(await (await api.service()).post('/dossiers', marriageFiling({ form }))).toMatchObject({
      status: 201,
      body: { possibleDuplicateOf: first.dossierId },
    })
  })

  test('by an officer counts at the unit the officer works in, and nowhere else', async () => {
    const officer = await api.officer('oneStop')
    expect(await officer.post('/dossiers', marriageFiling({ channel: 'counter' }))).toMatchObject({
      status: 201,
    })
    const before = await api.rows(...filingTables)
    expect(await officer.post('/dossiers', marriageFiling({ receptionUnit: elsewhere }))).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    expect(await api.rows(...filingTables)).toEqual(before)
  })

  test('by an officer elsewhere is forbidden, and nothing else that is wrong is named', async () => {
    const officer = await api.officer('oneStop')
    const wrong = { form: {}, places: [{ kind: 'residence', newWard: '99999' }], procedure: '9.999999' }
    const refused = await officer.post('/dossiers', marriageFiling({ receptionUnit: elsewhere, ...wrong }))
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(refused.body).not.toHaveProperty('fields')
    const unit = await officer.post('/dossiers', marriageFiling({ receptionUnit: 'new:99999', ...wrong }))
    expect(unit).toMatchObject({
      status: 400,
      body: { code: 'invalidInput', fields: [{ path: '/receptionUnit' }] },
    })
  })

  test('by a supervisor is refused', async () => {
    expect(await (await api.supervisor()).post('/dossiers', marriageFiling())).toMatchObject({ status: 403 })
  })
})

describe('a filing sent again with the same key', () => {
  test('gets the same receipt for any order of its fields', async () => {
    const service = await api.service()
    const key = randomUUID()
    const first = await service.post('/dossiers', marriageFiling(), key)
    const before = await api.rows(...filingTables)
    const reordered = Object.fromEntries(Object.entries(marriageFiling()).toReversed())
    expect(await service.post('/dossiers', reordered, key)).toMatchObject({ status: 200, body: first.body })
    expect(await api.rows(...filingTables)).toEqual(before)
  })

  test('gets the same receipt when the procedure is no longer in force', async () => {
    const service = await api.service()
    const key = randomUUID()
    const first = await service.post('/dossiers', marriageFiling(), key)
    const longAgo = await api.appWith({ now: () => Date.parse('2025-01-15T08:00:00+07:00') })
    expect(await (await longAgo.service()).post('/dossiers', marriageFiling(), key)).toMatchObject({
      status: 200,
      body: first.body,
    })
  })

  test('at the same moment makes one dossier together with the first', async () => {
    const service = await api.service()
    const key = randomUUID()
    const { dossier: before = 0 } = await api.rows('dossier')
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => service.post('/dossiers', marriageFiling(), key)),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await api.rows('dossier')).toEqual({ dossier: before + 1 })
  })

  test('and another body is refused as a used key', async () => {
    const service = await api.service()
    const key = randomUUID()
    const first = await service.post('/dossiers', marriageFiling(), key)
    const before = await api.rows(...filingTables)
    const other = marriageFiling({ form: marriageForm({ extractCopies: 2 }) })
    expect(await service.post('/dossiers', other, key)).toMatchObject({
      status: 409,
      body: { code: 'keyReused' },
    })
    expect(await api.rows(...filingTables)).toEqual(before)
    expect(first.status).toBe(201)
  })

  test('and another, invalid body is refused as a used key before that body is judged', async () => {
    const service = await api.service()
    const key = randomUUID()
    await service.post('/dossiers', marriageFiling(), key)
    const future = { at: '2099-01-01T00:00:00+07:00', reason: 'paper' }
    const bodies = [
      { form: {} },
      { procedure: '9.999999' },
      { receptionUnit: 'new:99999' },
      { received: future },
    ]
    for (const wrong of bodies) {
      expect(await service.post('/dossiers', marriageFiling(wrong), key)).toMatchObject({
        status: 409,
        body: { code: 'keyReused' },
      })
    }
  })

  test('by another caller is another filing', async () => {
    const key = randomUUID()
    const first = await (await api.service()).post('/dossiers', marriageFiling(), key)
    const other = await api.as({ id: 'another-portal', role: 'service' })
    const second = await other.post('/dossiers', marriageFiling(), key)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).not.toEqual(first.body)
  })
})

describe('a paper filing that is entered later', () => {
  const now = Date.parse('2026-06-02T10:00:00+07:00')
  const yesterday = { received: { at: '2026-06-01T09:30:00+07:00', reason: 'paper' } }

  test('keeps its legal receipt apart from its entry, and records it in the journal', async () => {
    const today = await api.appWith({ now: () => now })
    const officer = await today.officer('oneStop')
    const { status, body } = await officer.post(
      '/dossiers',
      marriageFiling({ ...yesterday, channel: 'counter' }),
    )
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { filedAt: '2026-06-01T02:30:00.000Z', code: expect.stringContaining('-260601-') },
    })
    const { code } = { code: '', ...Object(body) }
    expect(await officer.get(`/dossiers/${code}`)).toMatchObject({
      body: {
        filedAt: '2026-06-01T02:30:00.000Z',
        enteredLater: { reason: 'paper', at: expect.any(String) },
      },
    })
    const timeline = await officer.get(`/dossiers/${code}/timeline`)
    expect(timeline).toMatchObject({
      body: {
        entries: [
          { kind: 'filed', at: '2026-06-01T02:30:00.000Z', details: { enteredLater: 'paper' } },
          { kind: 'start', at: '2026-06-01T02:30:00.000Z' },
        ],
      },
    })
    const [entry] = Object(timeline.body).entries
    expect(entry.recordedAt > entry.at).toBe(true)
  })

  test('is entered by the one-stop desk of that time, or of what the unit became', async () => {
    const july = await api.appWith({ now: () => Date.parse('2025-07-02T09:00:00+07:00') })
    const filing = marriageFiling({
      receptionUnit: 'old:00004',
      received: { at: '2025-06-30T15:00:00+07:00', reason: 'offline' },
    })
    // By the law of the day it was received on, which this definition does not have.
    expect(await (await july.officer('oneStop')).post('/dossiers', filing)).toMatchObject({
      body: { code: 'notInForce' },
    })
    expect(await (await july.officer('oneStop', 'new:00082')).post('/dossiers', filing)).toMatchObject({
      body: { code: 'unitEnded' },
    })
  })

  test.each([
    ['in the future', '2026-06-02T10:00:01+07:00', 'oneStop', 400],
    ['more than 30 days ago', '2026-05-03T09:59:59+07:00', 'oneStop', 400],
    ['by an officer of another desk', '2026-06-01T09:30:00+07:00', 'chair', 403],
  ])('is refused and writes nothing: %s', async (_when, at, role, status) => {
    const today = await api.appWith({ now: () => now })
    const before = await api.rows(...filingTables)
    const filing = marriageFiling({ received: { at, reason: 'paper' } })
    expect(await (await today.officer(role)).post('/dossiers', filing)).toMatchObject({ status })
    expect(await api.rows(...filingTables)).toEqual(before)
  })

  test('is refused to a service, which files at the moment', async () => {
    const today = await api.appWith({ now: () => now })
    expect(await (await today.service()).post('/dossiers', marriageFiling(yesterday))).toMatchObject({
      status: 403,
    })
  })
})
