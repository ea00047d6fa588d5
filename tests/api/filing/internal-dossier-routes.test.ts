/** The government's own business over HTTP: a reorganisation is proposed, checked, approved, enacted, certified and issued as a dossier. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createEnactments } from '../../../activities/create-enactments.ts'
import { reconcile } from '../../../activities/reconcile/reconcile.ts'
import { closeCertified } from '../../../certificate/close-certified.ts'
import { readEnactment, readSteps } from '../../../db/reorganisations/enactment/steps.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
  undoReorganisation,
} from '../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { rowsHash } from '../../../db/reorganisations/rows/rows-hash.ts'
import { dossierWorkflowId } from '../../../domain/dossier/workflow-id.ts'
import { until } from '../../../harness/until.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import { machineNow } from '../../clock.ts'
import { CLERKS_MANDATE, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune, marriageFiling } from '../app.ts'
import {
  approved,
  begins,
  bothAsk,
  CITY,
  CODE,
  chairOf,
  childOf,
  clean,
  DEPARTMENT,
  decides,
  ended,
  hasAsked,
  relays,
  shownOf,
  specialistOf,
  two,
} from './armed-dossier.ts'

/** The instant from which the reorganisations of this file hold. */
const T = machineNow() + 7 * 86_400_000

const ids = ['phuong-thu-1', 'phuong-thu-2', 'phuong-thu-3', 'phuong-thu-4', 'phuong-thu-5', 'phuong-thu-6']

let api: ApiWorld
beforeAll(async () => {
  const world = await apiWorld({ findReorganisation })
  const rows = await readReferenceRows(world.database.sql)
  api = await world.appWith({ reorganisations: ids.map((id) => declared(rows, id)) })
})

/** Made of the rows that it is given, whatever stood when it was declared. */
const declared = (first: ReferenceRows, id: string): Enactable => ({
  ...wardEnds(first, T, id),
  produce: (rows, at) => wardEnds(rows, T, id).produce(rows, at),
})

const declaredNow = async (id: string) => declared(await readReferenceRows(api.database.sql), id)

/** A worker whose build does not know one of them, and has another file of one. */
async function findReorganisation(id: string): Promise<Enactable | null> {
  const rows = await readReferenceRows(api.database.sql)
  const known = ids.includes(id) && id !== 'phuong-thu-4' ? wardEnds(rows, T, id) : null
  return id !== 'phuong-thu-5' || known === null
    ? known
    : { ...known, produce: (base) => known.produce(base, T + 1) }
}

/** As the officer who proposes reads it from the preview. */
async function formOf(reorganisation: string, changes: object = {}): Promise<object> {
  const rows = await readReferenceRows(api.database.sql)
  const { changes: produced } = wardEnds(rows, T, reorganisation).produce(rows, T)
  return {
    ...{ reorganisation, effectiveAt: new Date(T).toISOString(), baseChange: 1 },
    changedRows: Object.values(produced).flat().length,
    rowsHash: Buffer.from(rowsHash(produced)).toString('hex'),
    ...changes,
  }
}

const specialist = (number: number) => specialistOf(api, number)
const chair = () => chairOf(api)

// Some ten thousand rows are read and compared at each of its steps.
describe('a reorganisation as a dossier', { timeout: 300_000 }, () => {
  test('is proposed, checked and approved by three people, armed by the engine, and refused where the two call it off', async () => {
    const filed = await approved(api, await formOf('phuong-thu-1'))
    expect(filed.code).toMatch(/^NB-H26-\d{6}-\d{4}$/)
    await api.opened(filed.dossierId, 'takeEffect.1')
    const enactment = await readEnactment(api.database.sql, 'phuong-thu-1')
    expect(enactment).toMatchObject({
      ...{ status: 'armed', effectiveAt: T },
      proposed: { actorId: `can-bo:${DEPARTMENT}:specialist:1` },
      approved: { actorId: `can-bo:${CITY}:chair:1` },
    })
    // As after a crash behind the commit, or long after: it was done once.
    const { enactReorganisation } = createEnactments({
      ...{ database: api.database, findReorganisation, now: machineNow },
    })
    expect(await enactReorganisation({ dossierId: filed.dossierId })).toEqual({ outcome: 'armed' })
    expect((await readSteps(api.database.sql, 'phuong-thu-1')).map(({ kind }) => kind)).toEqual([
      'proposed',
      'approved',
      'armed',
    ])
    const steps = await readSteps(api.database.sql, 'phuong-thu-1')
    expect(steps.map(({ dossierId }) => dossierId)).toEqual(Array(3).fill(filed.dossierId))
    const { body } = await (await chair()).get(`/dossiers/${filed.dossierId}/timeline`)
    expect(JSON.stringify(body)).toContain('enact')
    await hasAsked(api, filed.dossierId, 'takeEffect.1', 1)
    await bothAsk(await declaredNow('phuong-thu-1'), (of, by) => callOffReorganisation(api.database, of, by))
    expect(await shownOf(api, filed.dossierId)).toEqual([
      ['callOffAsked', two[0]],
      ['calledOff', two[1]],
    ])
    await relays(api)
    expect(await ended(api, filed.dossierId)).toEqual({
      ending: 'refused',
      steps: { enact: 'armed', takeEffect: 'calledOff' },
    })
  })
})

describe('a reorganisation as a dossier, by who may act,', { timeout: 300_000 }, () => {
  test('is not checked by who proposed it, nor approved by who checked it', async () => {
    const { dossierId } = await begins(api, await formOf('phuong-thu-2'))
    await decides(api, dossierId, 'propose', await specialist(1))
    expect(await decides(api, dossierId, 'check', await specialist(1))).toMatchObject({
      status: 403,
      body: { code: 'sameOfficer' },
    })
    await decides(api, dossierId, 'check', await specialist(2))
    await inChange(
      api.database,
      (tx) => tx`
        insert into mandate (id, officer_id, unit_id, role, kind, valid, basis)
        values ('uy-quyen:thu', ${`can-bo:${DEPARTMENT}:specialist:2`}, ${CITY}, 'chair', 'own', tstzrange(instant(${machineNow() - 1000}), null), 'Quyết định thử')`,
    )
    const both = await api.as({ id: `can-bo:${DEPARTMENT}:specialist:2`, role: 'officer', unitId: CITY })
    expect(await decides(api, dossierId, 'approve', both)).toMatchObject({
      status: 403,
      body: { code: 'sameOfficer' },
    })
  })

  test('is begun by no officer of a commune, no portal and no supervisor', async () => {
    const body = { procedure: CODE, unit: commune, form: await formOf('phuong-thu-3') }
    const officer = await api.officer('chair')
    expect(await officer.post('/internal-dossiers', body)).toMatchObject({ status: 403 })
    expect(await officer.post('/internal-dossiers', { ...body, unit: CITY })).toMatchObject({ status: 403 })
    expect(await (await api.service()).post('/internal-dossiers', body)).toMatchObject({ status: 403 })
    expect(await (await api.supervisor()).post('/internal-dossiers', body)).toMatchObject({ status: 403 })
  })

  test('is filed by its own route, which files no procedure of the public one, nor the other way round', async () => {
    const own = await (await api.service()).post('/dossiers', marriageFiling({ procedure: CODE }))
    expect(own).toMatchObject({ status: 422, body: { code: 'unknownProcedure' } })
    const form = await formOf('phuong-thu-3')
    const citizens = { procedure: '1.000894', unit: DEPARTMENT, form }
    const refused = await (await specialist(1)).post('/internal-dossiers', citizens)
    expect(refused).toMatchObject({ status: 422, body: { code: 'unknownProcedure' } })
  })

  test('is filed once under a key, with form and papers judged by the procedure', async () => {
    const officer = await specialist(1)
    const body = { procedure: CODE, unit: DEPARTMENT, form: await formOf('phuong-thu-3') }
    const first = await officer.post('/internal-dossiers', body, 'mot-lan')
    const again = await officer.post('/internal-dossiers', body, 'mot-lan')
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    const wrong = await officer.post('/internal-dossiers', { ...body, form: { reorganisation: 'x' } })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalidInput' } })
  })
})

describe('a reorganisation as a dossier, when its rows are written,', { timeout: 300_000 }, () => {
  test('ends refused where the rows are other than those that were signed', async () => {
    const { dossierId } = await approved(api, await formOf('phuong-thu-5'))
    expect(await ended(api, dossierId)).toEqual({ ending: 'refused', steps: { enact: 'changed' } })
    expect((await readEnactment(api.database.sql, 'phuong-thu-5')).status).toBe('declared')
  })

  test('is not enacted where the build of the worker does not declare it', async () => {
    const { dossierId } = await approved(api, await formOf('phuong-thu-4'))
    expect(await ended(api, dossierId)).toEqual({ ending: 'refused', steps: { enact: 'impossible' } })
  })
})

describe('the form of a reorganisation is judged against the rows in force', { timeout: 300_000 }, () => {
  const wrongForms: readonly (readonly [field: string, changes: object])[] = [
    ['reorganisation', { reorganisation: 'khong-co' }],
    ['effectiveAt', { effectiveAt: '2027-01-01 00:00' }],
    ['effectiveAt', { effectiveAt: '2020-01-01T00:00:00+07:00' }],
    ['rowsHash', { rowsHash: '0'.repeat(64) }],
    ['changedRows', { changedRows: 1 }],
    ['baseChange', { baseChange: 999_999 }],
  ]
  test.each(wrongForms)('when it is filed, and the field is named: %s %j', async (field, changes) => {
    const form = await formOf('phuong-thu-3', changes)
    const body = { procedure: CODE, unit: DEPARTMENT, form }
    expect(await (await specialist(1)).post('/internal-dossiers', body)).toMatchObject({
      status: 400,
      body: { code: 'invalidInput', fields: [{ path: `/form/${field}` }] },
    })
  })

  test('before each decision that leads the dossier on, which may still be refused', async () => {
    const { dossierId } = await begins(api, await formOf('phuong-thu-3'))
    await decides(api, dossierId, 'propose', await specialist(1))
    await inChange(
      api.database,
      (tx) => tx`update mandate set basis = 'Quyết định khác' where id = ${CLERKS_MANDATE}`,
    )
    const refusal = {
      status: 422,
      body: { code: 'reorganisationImpossible', fields: [{ path: '/form/rowsHash' }] },
    }
    expect(await decides(api, dossierId, 'check', await specialist(2))).toMatchObject(refusal)
    const task = await api.opened(dossierId, 'check.1')
    const refused = { outcome: 'refused', note: 'Số liệu đã thay đổi' }
    expect(await (await specialist(2)).post(`/tasks/${task}/decisions`, refused)).toMatchObject({
      status: 200,
    })
  })
})

describe('a reorganisation as a dossier, once its rows are written,', { timeout: 300_000 }, () => {
  test('waits for its instant wherever it is postponed to, for its certificate, and is issued; a later undo leaves it closed', async () => {
    const id = 'phuong-thu-6'
    const { dossierId } = await approved(api, await formOf(id))
    await api.opened(dossierId, 'takeEffect.1')
    await hasAsked(api, dossierId, 'takeEffect.1', 1)

    await bothAsk(await declaredNow(id), (of, by) =>
      postponeReorganisation(api.database, of, { ...by, effectiveAt: T + 86_400_000 }),
    )
    await relays(api)
    await hasAsked(api, dossierId, 'takeEffect.1', 2)
    await startsAgain(dossierId)
    await hasAsked(api, dossierId, 'takeEffect.1', 1)

    const instant = machineNow() + 20_000
    await bothAsk(await declaredNow(id), (of, by) =>
      postponeReorganisation(api.database, of, { ...by, effectiveAt: instant }),
    )
    await relays(api)
    await api.opened(dossierId, 'certify.1')
    await hasAsked(api, dossierId, 'certify.1', 1)
    expect(machineNow()).toBeGreaterThanOrEqual(instant)

    expect(await closeCertified(api.database, clean, { at: instant, now: machineNow() })).toBe(id)
    await relays(api)
    const issued = {
      ending: 'issued',
      steps: { enact: 'armed', takeEffect: 'effective', certify: 'certified', issue: 'issued' },
    }
    expect(await ended(api, dossierId)).toEqual(issued)
    await bothAsk(await declaredNow(id), (of, by) =>
      undoReorganisation(api.database, of, { ...by, effectiveAt: instant + 3_600_000 }),
    )
    await relays(api)
    expect(await ended(api, dossierId)).toEqual(issued)
    expect(await shownOf(api, dossierId)).toEqual([
      ...['postponementAsked', 'postponed', 'postponementAsked', 'postponed'].map((step, n) => [
        step,
        two[n % 2],
      ]),
      ['certified', 'certificate'],
      ['undoAsked', two[0]],
      ['undone', two[1]],
    ])
  })

  /** Reconcile leaves it alone while it waits, and starts it again from its rows, with its child, where it is lost. */
  async function startsAgain(dossierId: string): Promise<void> {
    const deps = { database: api.database, engine: api.engine, now: machineNow }
    const found = async () => {
      const { differences } = await reconcile(deps, { scope: 'all' })
      return differences.find((one) => one.dossierId === dossierId)
    }
    expect(await found()).toBeUndefined()
    await api.engine.client.workflow.getHandle(dossierWorkflowId(dossierId)).terminate('by mistake')
    await until('the child has ended with it', async () => {
      const { status } = await childOf(api, dossierId, 'takeEffect.1').describe()
      return status.name === 'CANCELLED'
    })
    expect(await until('it is missed', found)).toMatchObject({ kind: 'workflowMissing', repair: 'restarted' })
  }
})
