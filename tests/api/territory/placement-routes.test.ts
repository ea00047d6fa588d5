import { beforeAll, describe, expect, test } from 'vitest'
import benefit from '../../../procedures/definitions/nguoi-co-cong/1.010824-tro-cap-khi-nguoi-co-cong-tu-tran.ts'
import { sampleForm, seeded } from '../../../procedures/registry/sample-form.ts'
import { type ApiWorld, apiWorld, commune, elsewhere } from '../app.ts'

// Cống Vị (00007) was split between Ngọc Hà (new:00008) and Giảng Võ (new:00025). Ngọc Hà keeps it, but for civil status,
// which Sở Tư pháp keeps.
const UNPLACED = 'unplaced:old:00007'
const IN_GIANG_VO = 'cell:00007:00025'
const NGOC_HA = elsewhere
const CUSTODIAN = 'hanoi:so-tu-phap'
const GIANG_VO = 'new:00025'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

const opens = (place: object = {}, filing: object = {}) =>
  api.opens({ places: [{ kind: 'residence', oldWard: '00007', address: 'Ngõ 5', ...place }], ...filing })
const places = async (dossierId: string, changes: object = {}, key?: string) =>
  await (await api.officer('specialist', CUSTODIAN)).post(
    `/placements/${dossierId}`,
    { area: IN_GIANG_VO, basis: 'Giấy xác nhận thông tin về cư trú', ...changes },
    key,
  )
/** Of a field that nobody but the general custodian keeps. */
const merit = () =>
  opens({}, { procedure: benefit.code, form: sampleForm(benefit.form, seeded(1), {}), papers: [] })
const areasOf = async (dossierId: string) => {
  const [row] = await api.database.sql`
    select area_id as area, revision, status, due_at, (select array_agg(distinct area_id) from task
      where dossier_id = dossier.id and closed_at is null) as "tasksIn" from dossier where id = ${dossierId}`
  return row
}

describe('the queue of unplaced dossiers', () => {
  test('shows a custodian its dossiers, with their parts and a suggestion', async () => {
    const { dossierId } = await opens()
    const officer = await api.officer('oneStop', CUSTODIAN)
    expect(await officer.get(`/placements?unit=${CUSTODIAN}`)).toMatchObject({
      status: 200,
      body: {
        items: expect.arrayContaining([
          expect.objectContaining({
            ...{ dossier: dossierId, area: UNPLACED, custodian: CUSTODIAN, assigner: 'hanoi:so-tu-phap' },
            ...{ place: 'residence', address: 'Ngõ 5' },
            parts: [
              { area: 'cell:00007:00008', unit: NGOC_HA, name: 'Phường Ngọc Hà' },
              { area: IN_GIANG_VO, unit: GIANG_VO, name: 'Phường Giảng Võ' },
            ],
            suggestion: {
              ...{ area: 'cell:00007:00008', unit: NGOC_HA, name: 'Phường Ngọc Hà', why: 'default' },
              because: expect.stringContaining('Phường Ngọc Hà'),
            },
          }),
        ]),
      },
    })
    const supervisor = await api.supervisor(CUSTODIAN)
    const seen = await supervisor.get(`/placements?unit=${CUSTODIAN}`)
    expect(JSON.stringify(seen.body)).toContain(dossierId)
    expect(JSON.stringify(seen.body)).not.toContain('Ngõ 5')
    const other = await api.officer('oneStop', commune)
    expect(await other.get(`/placements?unit=${CUSTODIAN}`)).toMatchObject({ status: 403 })
  })

  test('shows a commune that keeps an area what no other unit keeps there, and nothing else', async () => {
    const [{ dossierId: marriage }, { dossierId: allowance }] = [await opens(), await merit()]
    const queueOf = async (role: 'oneStop' | 'specialist', unit: string) =>
      JSON.stringify((await (await api.officer(role, unit)).get(`/placements?unit=${unit}`)).body)
    expect(await queueOf('oneStop', NGOC_HA)).toContain(allowance)
    expect(await queueOf('oneStop', NGOC_HA)).not.toContain(marriage)
    expect(await queueOf('specialist', CUSTODIAN)).not.toContain(allowance)
    // The city assigns what concerns people with merit: it sees it too.
    expect(await queueOf('specialist', 'hanoi:01')).toContain(allowance)
  })

  test('goes on in each page where the one before ended', async () => {
    await opens()
    await opens()
    const officer = await api.officer('oneStop', CUSTODIAN)
    const seen: string[] = []
    for (let after = ''; ; ) {
      const { body } = await officer.get(`/placements?unit=${CUSTODIAN}&limit=1${after}`)
      const page = JSON.parse(JSON.stringify(body))
      seen.push(...page.items.map((item: { dossier: string }) => item.dossier))
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(3)
  })
})

describe('placing a dossier', () => {
  test('moves it, its place and its open tasks to the commune, and nothing else', async () => {
    const { dossierId } = await opens()
    const before = await areasOf(dossierId)
    expect(before).toMatchObject({ area: UNPLACED, tasksIn: [UNPLACED] })
    const task = `${dossierId}.receive.1`
    await (await api.officer('oneStop', CUSTODIAN)).post(`/tasks/${task}/claim`)
    expect(await places(dossierId)).toMatchObject({
      status: 200,
      body: { dossier: dossierId, from: UNPLACED, area: IN_GIANG_VO, unit: CUSTODIAN },
    })
    expect(await areasOf(dossierId)).toEqual({ ...before, area: IN_GIANG_VO, tasksIn: [IN_GIANG_VO] })
    const [claim] = await api.database
      .sql`select claimed_by as officer, claimed_at as at from task where id = ${task}`
    expect(claim).toEqual({ officer: null, at: null })
    const rows = await api.database.sql`
      select area_id as area, evidence, connecting, address, upper_inf(valid) as stands from place
      where dossier_id = ${dossierId} order by lower(valid), stands`
    expect([...rows]).toEqual([
      { area: UNPLACED, evidence: 'undecided', connecting: true, address: 'Ngõ 5', stands: false },
      { area: IN_GIANG_VO, evidence: 'officer', connecting: true, address: 'Ngõ 5', stands: true },
    ])
    const [entry] = await api.database.sql`
      select actor_id as actor, unit_id as unit, payload ->> 'area' as area, payload::text as payload, revision from journal
      where dossier_id = ${dossierId} and kind = 'placed'`
    expect(entry).toMatchObject({
      ...{ actor: `can-bo:${CUSTODIAN}:specialist:1`, unit: CUSTODIAN, area: IN_GIANG_VO, revision: null },
      payload: expect.not.stringContaining('cư trú'),
    })
    // The engine does not hear of it and goes on: the commune decides, and the claim of the custodian holds nothing.
    const reception = await api.officer('oneStop', GIANG_VO)
    expect(await reception.post(`/tasks/${task}/decisions`, { outcome: 'accepted' })).toMatchObject({
      status: 200,
      body: { status: 'applied' },
    })
    await api.opened(dossierId, 'review.1')
    expect(await areasOf(dossierId)).toMatchObject({ area: IN_GIANG_VO, tasksIn: [IN_GIANG_VO] })
  })

  test('happens once under one key, and is refused under another', async () => {
    const { dossierId } = await opens()
    const first = await places(dossierId, {}, `place-${dossierId}`)
    expect(first.status).toBe(200)
    expect(await places(dossierId, {}, `place-${dossierId}`)).toMatchObject({ status: 200, body: first.body })
    expect(await places(dossierId, { basis: 'Khác' }, `place-${dossierId}`)).toMatchObject({
      body: { code: 'keyReused' },
    })
    expect(await places(dossierId)).toMatchObject({ status: 409, body: { code: 'alreadyPlaced' } })
    const rows = await api.database.sql`
      select 1 from journal where dossier_id = ${dossierId} and kind = 'placed'`
    expect(rows).toHaveLength(1)
  })

  test('that was received before the split is for who keeps its area, and for nobody else', async () => {
    const { dossierId } = await opens()
    const task = `${dossierId}.receive.1`
    const receives = async (unit: string) =>
      await (await api.officer('oneStop', unit)).post(`/tasks/${task}/decisions`, { outcome: 'accepted' })
    const inbox = async (unit: string) =>
      JSON.stringify((await (await api.officer('oneStop', unit)).get(`/inbox?unit=${unit}`)).body)
    expect(await inbox(NGOC_HA)).not.toContain(task)
    expect(await inbox(CUSTODIAN)).toContain(task)
    expect(await receives(NGOC_HA)).toMatchObject({ status: 403, body: { code: 'notCompetent' } })
    expect(await receives(CUSTODIAN)).toMatchObject({ status: 200, body: { status: 'applied' } })
    const review = await api.opened(dossierId, 'review.1')
    const body = { area: IN_GIANG_VO, basis: 'Giấy xác nhận thông tin về cư trú' }
    const general = await api.officer('civilStatus', NGOC_HA)
    expect(await general.post(`/placements/${dossierId}`, body)).toMatchObject({
      ...{ status: 403, body: { code: 'notCompetent' } },
    })
    expect(await places(dossierId)).toMatchObject({ status: 200 })
    const officer = await api.officer('civilStatus', GIANG_VO)
    expect(await officer.post(`/tasks/${review}/decisions`, { outcome: 'approved' })).toMatchObject({
      status: 200,
    })
  })

  test('is refused to another unit, into another area, and where no task is open', async () => {
    const { dossierId } = await opens()
    const before = await api.rows('placement', 'place', 'journal')
    const other = await api.officer('civilStatus', GIANG_VO)
    const body = { area: IN_GIANG_VO, basis: 'x' }
    expect(await other.post(`/placements/${dossierId}`, body)).toMatchObject({
      ...{ status: 403, body: { code: 'notCompetent' } },
    })
    for (const area of ['cell:00004:00004', UNPLACED, 'cell:0:0']) {
      expect(await places(dossierId, { area })).toMatchObject({
        status: 422,
        body: { code: 'unknownArea', fields: [{ path: '/area' }] },
      })
    }
    const { dossierId: known } = await api.opens()
    const after = await api.rows('placement')
    expect(await places(known)).toMatchObject({ status: 409, body: { code: 'alreadyPlaced' } })
    expect(after.placement).toBe(before.placement)
    expect(await places('00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404 })
  })

  test('is allowed to the unit that assigns by the law of its field', async () => {
    const { dossierId } = await merit()
    const city = await api.officer('specialist', 'hanoi:01')
    const body = { area: IN_GIANG_VO, basis: 'Công văn giao việc' }
    expect(await city.post(`/placements/${dossierId}`, body)).toMatchObject({
      ...{ status: 200, body: { unit: 'hanoi:01' } },
    })
  })
})
