/** An officer and a dossier that is the officer's own, or of somebody close: refused at the claim and at the decision, and handed over. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { knownAs } from '../../db/territory/authority/dossier-at-desks.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune, secretOf } from '../app.ts'
import { decideTask } from '../tasks/marriage-on-its-way.ts'

let api: ApiWorld
const colleague = 'can-bo:thu:dong-nghiep'
const registrar = `can-bo:${commune}:civilStatus:1`
beforeAll(async () => {
  api = await apiWorld()
  await inChange(api.database, async (tx) => {
    await tx`insert into officer (id, name) values (${colleague}, 'Nguyễn Thị Đồng')`
    await tx`
      insert into mandate (id, officer_id, unit_id, role, valid, basis)
      values (${randomUUID()}, ${colleague}, ${commune}, 'civilStatus', '[2025-07-01,)', 'Thử nghiệm')`
  })
})

async function atReview() {
  const { dossierId } = await api.opens()
  await decideTask(api, { dossierId, task: 'receive.1', role: 'oneStop', outcome: 'accepted' })
  await api.opened(dossierId, 'review.1')
  return { dossierId, task: `/tasks/${dossierId}.review.1` }
}

describe('a dossier of the officer’s own', () => {
  test('is refused at the claim and at the decision, says to whom to leave it, and a supervisor reassigns it', async () => {
    await knownAs(api.database, { [registrar]: api.vault.lookup(secretOf.identity) })
    const { dossierId, task } = await atReview()
    const officer = await api.officer('civilStatus')
    const refused = {
      status: 403,
      body: { code: 'ownCase', detail: expect.stringContaining('đề nghị người giám sát chuyển việc') },
    }
    expect(await officer.post(`${task}/claim`)).toMatchObject(refused)
    expect(await officer.post(`${task}/decisions`, { outcome: 'approved' })).toMatchObject(refused)
    const supervisor = await api.supervisor()
    expect(await supervisor.post(`${task}/reassignment`, { officer: registrar })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/officer', problem: 'is kept from this task: ownCase' }] },
    })
    expect(await supervisor.post(`${task}/reassignment`, { officer: colleague })).toMatchObject({
      status: 200,
    })
    const other = await api.as({ id: colleague, role: 'officer', unitId: commune })
    expect(await other.post(`${task}/decisions`, { outcome: 'approved' })).toMatchObject({ status: 200 })
    await api.opened(dossierId, 'sign.1')
    await api.database.sql`delete from officer_identity`
  })
})

describe('a conflict of interest', () => {
  test('once declared gives the claim back, and the officer is refused on every task of that dossier', async () => {
    const [{ dossierId, task }, another] = [await atReview(), await atReview()]
    const officer = await api.officer('civilStatus')
    expect(await officer.post(`${task}/claim`)).toMatchObject({ status: 200 })
    const path = `/dossiers/${dossierId}/conflicts-of-interest`
    const declared = await officer.post(path, { reason: 'Em ruột của người nộp' })
    expect(declared).toMatchObject({
      status: 200,
      body: { dossier: dossierId, officer: registrar, released: [`${dossierId}.review.1`] },
    })
    expect(await officer.post(path, { reason: 'Em ruột của người nộp' })).toMatchObject({
      status: 200,
      body: { released: [] },
    })
    const refused = { status: 403, body: { code: 'conflictDeclared' } }
    expect(await officer.post(`${task}/claim`)).toMatchObject(refused)
    expect(await officer.post(`${task}/decisions`, { outcome: 'approved' })).toMatchObject(refused)
    expect(await officer.post(`${another.task}/claim`)).toMatchObject({ status: 200 })
    const other = await api.as({ id: colleague, role: 'officer', unitId: commune })
    expect(await other.post(`${task}/decisions`, { outcome: 'approved' })).toMatchObject({ status: 200 })
  })

  test('is declared by officers of the dossier alone, with a reason that no timeline shows', async () => {
    const { dossierId } = await atReview()
    const path = `/dossiers/${dossierId}/conflicts-of-interest`
    const stranger = await api.officer('civilStatus', 'new:00008')
    expect(await stranger.post(path, { reason: 'Bạn' })).toMatchObject({ status: 403 })
    expect(await (await api.supervisor()).post(path, { reason: 'Bạn' })).toMatchObject({ status: 403 })
    const officer = await api.officer('civilStatus')
    expect(await officer.post(path, { reason: ' ' })).toMatchObject({ status: 400 })
    expect(await officer.post(path, { reason: 'Em ruột của người nộp' })).toMatchObject({ status: 200 })
    const timeline = JSON.stringify((await officer.get(`/dossiers/${dossierId}/timeline`)).body)
    expect(timeline).toContain('conflictDeclared')
    expect(timeline).not.toContain('Em ruột')
  })
})
