/** What a unit left is the business of who stands in its place, however many reforms lie between. */
import { beforeAll, describe, expect, test } from 'vitest'
import { aMonday } from '../../clock.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune } from '../app.ts'
import type { Client } from '../client.ts'

/** Trúc Bạch became Ba Đình in 2025, and Ba Đình becomes this one. */
const FORMER = 'old:00004'
const LAST = 'later:99001'
const T = aMonday + 3_600_000

let api: ApiWorld
let clerk: Client
let supervisor: Client
let stranger: Client
let dossierId: string
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;({ dossierId } = await api.files({ channel: 'counter' }))
  const { sql } = api.database
  await sql`
    insert into original_place (dossier_id, kind, unit_id, since, noted_by)
    values (${dossierId}, 'residence', ${FORMER}, instant(0), 'can-bo')`
  await inChange(api.database, async (tx) => {
    await tx`
    insert into unit (id, epoch, code, name, type, tier, parent_id, identifier, valid, basis)
    values (${LAST}, 'later', '99001', 'Phường Mai Sau', 'phường', 'commune', 'hanoi:01', 'H26.999',
      tstzmultirange(tstzrange(instant(${T}), null)), 'x')`
    await tx`update unit set valid = tstzmultirange(tstzrange(lower(valid), instant(${T}))) where id = ${commune}`
    await tx`update mandate set valid = valid * tstzrange(null, instant(${T})) where unit_id = ${commune}`
    await tx`
    insert into unit_successor (unit_id, successor_id, relation, basis, valid)
    values (${commune}, ${LAST}, 'whole', 'x', tstzmultirange(tstzrange(instant(${T}), null)))`
    await tx`
    insert into mandate (id, officer_id, unit_id, role, valid, basis)
    values ('moved', ${`can-bo:${commune}:oneStop:1`}, ${LAST}, 'oneStop', tstzrange(instant(${T}), null), 'x')`
  })
  const after = await api.appWith({ now: () => T })
  ;[clerk, supervisor, stranger] = await Promise.all([
    after.as({ id: `can-bo:${commune}:oneStop:1`, role: 'officer', unitId: LAST }),
    after.supervisor(LAST),
    after.officer('oneStop', 'new:00008'),
  ])
})

describe('clerk and supervisor of the successor of the successor have, and no stranger has,', () => {
  test.each([
    ['originals', `/originals?unit=${FORMER}`],
    ['the register', `/units/${FORMER}/register?from=2025-06-01&to=2025-06-30`],
    ['mandates', `/mandates?unit=${FORMER}&asOf=2025-06-01T00:00:00Z`],
  ])('%s', async (_, path) => {
    expect(await clerk.get(path)).toMatchObject({ status: 200 })
    expect(await supervisor.get(path)).toMatchObject({ status: 200 })
    expect(await stranger.get(path)).toMatchObject({ status: 403 })
  })

  test('figures of a time when the unit stood, and none of a time when it did not', async () => {
    const figures = (unit: string, from: string, to: string) =>
      supervisor.get(`/statistics/on-time?unit=${unit}&from=${from}T00:00:00Z&to=${to}T00:00:00Z`)
    expect(await figures(FORMER, '2025-05-01', '2025-07-20')).toMatchObject({
      status: 200,
      body: { unit: FORMER },
    })
    expect(await figures(FORMER, '2026-01-01', '2026-02-01')).toMatchObject({ status: 410 })
    expect(await figures('old:00007', '2025-05-01', '2025-07-20')).toMatchObject({ status: 403 })
  })
})

test('originals of an ended unit are handed over by an officer of its successor who has no task of the dossier', async () => {
  const path = `/dossiers/${dossierId}/papers/residence/originals`
  expect(await stranger.post(path, { unit: 'new:00008' })).toMatchObject({ status: 403 })
  expect(await clerk.post(path, { unit: LAST })).toMatchObject({ status: 200, body: { unit: { id: LAST } } })
  expect(await clerk.get(`/originals?unit=${FORMER}`)).toMatchObject({ body: { items: [] } })
})

describe('an answer to who names a unit that has ended says the unit in its place', () => {
  const named = 'In its place: later:99001 (Phường Mai Sau).'
  const client = async (role: 'officer' | 'supervisor') =>
    (await api.appWith({ now: () => T })).as({ id: `can-bo:${commune}:oneStop:1`, role, unitId: commune })

  test.each([
    ['officer', '/inbox'],
    ['officer', '/dossiers'],
    ['officer', '/counts?by=unit'],
    ['supervisor', '/inbox'],
    ['supervisor', '/counts?by=unit'],
    ['officer', `/originals?unit=${FORMER}`],
    ['officer', `/units/${FORMER}/hand-over`],
    ['officer', `/units/${FORMER}/blanks`],
    ['officer', `/units/${FORMER}/register?from=2025-06-01&to=2025-06-30`],
    ['officer', `/placements?unit=${commune}`],
    ['supervisor', `/originals?unit=${FORMER}`],
    ['supervisor', `/mandates?unit=${FORMER}`],
  ] as const)('where the unit is named in the token of an %s: %s', async (role, path) => {
    const answer = await (await client(role)).get(path)
    expect(answer).toMatchObject({ status: 410, body: { code: 'unitEnded' } })
    expect(JSON.stringify(answer.body)).toContain(named)
  })

  test.each([
    `/originals?unit=${commune}`,
    `/units/${commune}/hand-over`,
    `/units/${commune}/register?from=2025-06-01&to=2025-06-30`,
    `/mandates?unit=${commune}`,
    `/placements?unit=${commune}`,
  ])('where the token names none: %s', async (path) => {
    const app = await api.appWith({ now: () => T })
    const answer = await (await app.as({ id: `can-bo:${commune}:chair:1`, role: 'officer' })).get(path)
    expect(answer).toMatchObject({ status: 410, body: { code: 'unitEnded' } })
    expect(JSON.stringify(answer.body)).toContain(named)
  })

  test('where blanks are issued for it, and where originals are moved to it', async () => {
    const blanks = await supervisor.post(`/units/${commune}/blanks`, { count: 1 })
    const path = `/dossiers/${dossierId}/papers/residence/originals`
    for (const answer of [blanks, await clerk.post(path, { unit: commune })]) {
      expect(answer).toMatchObject({ status: 410, body: { code: 'unitEnded' } })
      expect(JSON.stringify(answer.body)).toContain(named)
    }
  })

  test('where the unit is named in a substitution', async () => {
    const loan = {
      ...{ unit: commune, role: 'chair', kind: 'substitution', basis: 'Quyết định' },
      ...{ officer: `can-bo:${commune}:chair:2`, actingFor: `can-bo:${commune}:chair:1` },
      until: new Date(T + 86_400_000).toISOString(),
    }
    const city = await (await api.appWith({ now: () => T })).supervisor('hanoi:01')
    const answer = await city.post('/mandates', loan)
    expect(answer).toMatchObject({ status: 410, body: { code: 'unitEnded' } })
    expect(JSON.stringify(answer.body)).toContain(named)
  })

  test.each(['decisions', 'claim'])('where the unit is named at a task: %s', async (what) => {
    const { body } = await (await client('officer')).post(`/tasks/${dossierId}.receive.1/${what}`, {
      ...(what === 'decisions' ? { outcome: 'accepted' } : {}),
    })
    expect(body).toMatchObject({ code: 'noMandate' })
    expect(JSON.stringify(body)).toContain(named)
  })
})
