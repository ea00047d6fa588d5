/** One person at several desks: by a second account, a lent role, a list, a supervisor, or in one call for many. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { knownAs } from '../../db/territory/authority/dossier-at-desks.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune, secretOf } from '../app.ts'
import { decideTask, waitingForSignature } from './marriage-on-its-way.ts'

let api: ApiWorld
/** The registrar as a second list names the person, where it gives the chair's role. */
const asChair = 'can-bo:danh-sach-hai:1'
const registrar = `can-bo:${commune}:civilStatus:1`
const chair = `can-bo:${commune}:chair:1`
const account = 'lan@hanoi.example'

beforeAll(async () => {
  api = await apiWorld()
  await inChange(api.database, async (tx) => {
    await tx`insert into officer (id, name) values (${asChair}, 'Nguyễn Thị Lan')`
    await tx`
      insert into mandate (id, officer_id, unit_id, role, valid, basis)
      values (${randomUUID()}, ${asChair}, ${commune}, 'chair', '[2025-07-01,)', 'Thử nghiệm')`
    await tx`
      insert into account (id, subject, officer_id, valid, basis)
      values (${randomUUID()}, ${account}, ${asChair}, '[2025-07-01,)', 'Thử nghiệm')`
  })
})

const number = '001185000001'
const underAccount = () => api.as({ id: account, role: 'officer', unitId: commune })
const lend = (changes: object) => ({
  ...{ unit: commune, role: 'chair', kind: 'substitution', actingFor: chair },
  ...{ until: '2100-01-01T00:00:00+07:00', basis: 'Quyết định 12/QĐ-UBND', ...changes },
})

describe('of two officers of one person', () => {
  test('the second signs nothing that the first examined, once their number is known', async () => {
    await api.database.sql`delete from officer_identity`
    const [before, after] = [await waitingForSignature(api), await waitingForSignature(api)]
    const sign = ({ dossierId }: { dossierId: string }) => `/tasks/${dossierId}.sign.1`
    // Who knows no number knows no person: the ids alone are compared.
    expect(await (await underAccount()).post(`${sign(before)}/claim`)).toMatchObject({ status: 200 })
    const value = api.vault.lookup(number)
    await knownAs(api.database, { [registrar]: value, [asChair]: value })
    for (const dossier of [before, after]) {
      const refused = { status: 403, body: { code: 'sameOfficer' } }
      const officer = await underAccount()
      expect(await officer.post(`${sign(dossier)}/decisions`, { outcome: 'signed' })).toMatchObject(refused)
    }
    expect(await (await underAccount()).post(`${sign(after)}/claim`)).toMatchObject({ status: 403 })
    const supervisor = await api.supervisor()
    expect(await supervisor.post(`${sign(before)}/reassignment`, { officer: chair })).toMatchObject({
      status: 200,
    })
    expect(await supervisor.post(`${sign(after)}/reassignment`, { officer: asChair })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/officer', problem: 'is kept from this task: sameOfficer' }] },
    })
    expect(
      await (await api.officer('chair')).post(`${sign(before)}/decisions`, { outcome: 'signed' }),
    ).toMatchObject({ status: 200 })
  })

  test('what one declared keeps the other away too, also where a supervisor gives the task to the other', async () => {
    const value = api.vault.lookup(number)
    await knownAs(api.database, { [registrar]: value, [asChair]: value })
    const { dossierId } = await api.opens()
    await decideTask(api, { dossierId, task: 'receive.1', role: 'oneStop', outcome: 'accepted' })
    await api.opened(dossierId, 'review.1')
    const declared = await (await underAccount()).post(`/dossiers/${dossierId}/conflicts-of-interest`, {
      reason: 'Con dâu',
    })
    expect(declared).toMatchObject({ status: 200, body: { officer: asChair } })
    const claimed = await (await api.officer('civilStatus')).post(`/tasks/${dossierId}.review.1/claim`)
    expect(claimed).toMatchObject({ status: 403, body: { code: 'conflictDeclared' } })
    const reassigned = await (await api.supervisor()).post(`/tasks/${dossierId}.review.1/reassignment`, {
      officer: registrar,
    })
    expect(reassigned).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/officer', problem: 'is kept from this task: conflictDeclared' }] },
    })
  })
})

describe('a role lent to a substitute', () => {
  test('is not lent on, and not lent to its holder under another name', async () => {
    const value = api.vault.lookup(number)
    await knownAs(api.database, { [chair]: value, [asChair]: value })
    const supervisor = await api.supervisor()
    const between = `can-bo:${commune}:economy:1`
    expect(await supervisor.post('/mandates', lend({ officer: between }))).toMatchObject({ status: 201 })
    for (const officer of [chair, asChair, registrar]) {
      const on = await supervisor.post('/mandates', lend({ officer, actingFor: between }))
      expect(on).toMatchObject({ status: 422, body: { code: 'roleNotHeld' } })
    }
    const back = await supervisor.post('/mandates', lend({ officer: asChair }))
    expect(back).toMatchObject({ status: 422, body: { code: 'lentToOneself' } })
  })
})

test('of many decisions in one call those on a dossier of one’s own are refused, and the others applied', async () => {
  await api.database.sql`delete from officer_identity`
  await knownAs(api.database, { [registrar]: api.vault.lookup(secretOf.identity) })
  const dossiers = []
  for (const parties of [undefined, [{ role: 'applicant', kind: 'person', name: 'Trần Văn An' }]]) {
    const { dossierId } = await api.opens(parties === undefined ? {} : { parties })
    await decideTask(api, { dossierId, task: 'receive.1', role: 'oneStop', outcome: 'accepted' })
    await api.opened(dossierId, 'review.1')
    dossiers.push(dossierId)
  }
  const items = dossiers.map((id) => ({ task: `${id}.review.1`, outcome: 'approved' }))
  const { body } = await (await api.officer('civilStatus')).post('/tasks/decisions', { items })
  expect(body).toMatchObject({
    ...{ applied: 1, failed: 1 },
    items: [{ problem: { code: 'ownCase' } }, { status: 'applied' }],
  })
})
