import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { declareConflict } from '../../../../db/dossier/conflict-of-interest.ts'
import { partyRoles } from '../../../../domain/dossier/dossier.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { vault } from '../../../imports/rows.ts'
import { inChange } from '../../../reference-change.ts'
import { DossierAtDesks, knownAs, noon, ward } from './dossier-at-desks.ts'

const registrar = `can-bo:${ward}:civilStatus:1`
const colleague = 'can-bo:thu:dong-nghiep'
const chair = `can-bo:${ward}:chair:1`
const [hers, another] = [vault.lookup('001185000001'), vault.lookup('001185000002')]

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await inChange(db, async (tx) => {
    await tx`insert into officer (id, name) values (${colleague}, 'Nguyễn Thị Đồng')`
    await tx`
      insert into mandate (id, officer_id, unit_id, role, kind, acting_for_id, valid, basis) values
        ('lent', ${registrar}, ${ward}, 'chair', 'substitution', ${chair}, '[2026-01-01,2027-01-01)', 'Quyết định 3'),
        ('colleague', ${colleague}, ${ward}, 'civilStatus', 'own', null, '[2026-01-01,2027-01-01)', 'Quyết định 4')`
  })
  await knownAs(db, { [registrar]: hers, [colleague]: another })
})
const filed = (about: Parameters<DossierAtDesks['file']>[0] = {}) => new DossierAtDesks(db).file(about)

describe('a dossier of one’s own is decided by a colleague', () => {
  test.each(partyRoles)('where the officer is its %s', async (role) => {
    const dossier = await filed({ parties: { [role]: hers } })
    const task = await dossier.open('review')
    expect(await dossier.asks(task, registrar)).toMatchObject({
      allowed: false,
      code: 'ownCase',
      because:
        'Cán bộ là một bên trong hồ sơ này nên không được giải quyết. Để lại cho cán bộ khác giữ vai trò Công chức Tư pháp - Hộ tịch trong lĩnh vực Hộ tịch tại Phường Hồng Hà, hoặc đề nghị người giám sát chuyển việc.',
    })
    expect(await dossier.asks(task, colleague)).toMatchObject({ allowed: true })
  })

  test('under a lent role too', async () => {
    const dossier = await filed({ parties: { applicant: hers } })
    expect(await dossier.asks(await dossier.open('sign'), registrar)).toMatchObject({ code: 'ownCase' })
  })

  test('but not where its party is somebody else, or has no number', async () => {
    for (const parties of [{ applicant: vault.lookup('001185000003') }, {}]) {
      const dossier = await filed({ parties })
      expect(await dossier.asks(await dossier.open('review'), registrar)).toMatchObject({ allowed: true })
    }
  })

  test('and an officer whose number nobody has given is not known to be a party', async () => {
    const dossier = await filed({ parties: { applicant: vault.lookup('001185000004') } })
    expect(await dossier.asks(await dossier.open('sign'), chair)).toMatchObject({ allowed: true })
  })
})

describe('a declared conflict of interest', () => {
  test('keeps the officer from every task of the dossier, from then on and of that dossier alone', async () => {
    const [dossier, other] = [await filed(), await filed()]
    const task = await dossier.open('review')
    await declareConflict(db, {
      ...{ dossierId: dossier.id, officerId: registrar, unitId: ward, reason: 'Em ruột', at: noon + 1000 },
    })
    expect(await dossier.asks(task, registrar, noon + 999)).toMatchObject({ allowed: true })
    expect(await dossier.asks(task, registrar, noon + 1000)).toMatchObject({
      allowed: false,
      code: 'conflictDeclared',
      because: expect.stringContaining('đề nghị người giám sát chuyển việc'),
    })
    expect(await dossier.asks(await dossier.open('sign'), registrar, noon + 1000)).toMatchObject({
      code: 'conflictDeclared',
    })
    expect(await dossier.asks(task, colleague, noon + 1000)).toMatchObject({ allowed: true })
    expect(await other.asks(await other.open('review'), registrar, noon + 1000)).toMatchObject({
      allowed: true,
    })
  })

  test('gives back what the officer has claimed of it, once, and is never taken back', async () => {
    const dossier = await filed()
    const task = await dossier.open('review')
    await db.sql`update task set claimed_by = ${registrar}, claimed_at = instant(${noon}) where id = ${task}`
    const declares = (at: number) =>
      declareConflict(db, {
        ...{ dossierId: dossier.id, officerId: registrar, unitId: ward, reason: 'Em ruột', at },
      })
    expect(await declares(noon)).toEqual({ declaredAt: noon, released: [task] })
    expect(await declares(noon + 5000)).toEqual({ declaredAt: noon, released: [] })
    const journal = await db.sql<{ kind: string; payload: object }[]>`
      select kind, payload from journal where dossier_id = ${dossier.id} order by seq`
    expect([...journal]).toEqual([
      { kind: 'conflictDeclared', payload: {} },
      { kind: 'released', payload: { task } },
    ])
    const removed = db.asOwner(
      (sql) => sql`delete from conflict_of_interest where dossier_id = ${dossier.id}`,
    )
    await expect(removed).rejects.toThrow('append-only')
  })
})

describe('no signature is by who', () => {
  test('filed the dossier, for whomever', async () => {
    const dossier = await filed({ filedBy: registrar })
    const sign = await dossier.open('sign')
    expect(await dossier.asks(sign, registrar)).toMatchObject({ allowed: false, code: 'sameOfficer' })
    expect(await dossier.asks(sign, chair)).toMatchObject({ allowed: true })
    expect(await dossier.asks(await dossier.open('review'), registrar)).toMatchObject({ allowed: true })
  })

  test.each(['receive', 'review'] as const)('decided the step %s, under whatever mandate', async (step) => {
    const dossier = await filed()
    const sign = await dossier.open('sign')
    expect(await dossier.asks(sign, registrar)).toMatchObject({ allowed: true })
    await dossier.decide(await dossier.open(step), registrar)
    expect(await dossier.asks(sign, registrar)).toMatchObject({ allowed: false, code: 'sameOfficer' })
  })

  test('did so as another officer with the same identity number', async () => {
    const before = `can-bo:danh-sach-cu:${randomUUID()}`
    await inChange(db, (tx) => tx`insert into officer (id, name) values (${before}, 'Cán bộ cũ')`)
    await knownAs(db, { [before]: hers })
    for (const step of ['receive', 'review'] as const) {
      const dossier = await filed()
      await dossier.decide(await dossier.open(step), before)
      expect(await dossier.asks(await dossier.open('sign'), registrar)).toMatchObject({ code: 'sameOfficer' })
    }
    const dossier = await filed({ filedBy: before })
    expect(await dossier.asks(await dossier.open('sign'), registrar)).toMatchObject({ code: 'sameOfficer' })
  })
})
