/** Officers of the department decide what is proposed at a death, and that two beneficiaries are one. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { proposeAtDeath } from '../../../db/benefits/death/propose-at-death.ts'
import { grantEntitlement } from '../../../db/benefits/facts.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { beneficiaryOf } from '../../../db/money/entitlement.ts'
import { areasOf, newParty } from '../../db/benefits/people.ts'
import { type ApiWorld, apiWorld } from '../app.ts'

const department = 'hanoi:so-noi-vu'
const page = z.object({ items: z.array(z.object({ id: z.uuid(), kind: z.string() })) })

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

async function granted(groundRef: string, lookup: Uint8Array) {
  const { sql } = api.database
  const [place] = await areasOf(sql)
  const partyId = await newParty(sql, lookup)
  await transaction(sql, (tx) =>
    grantEntitlement(tx, {
      ...{ fromMonth: '2025-06', basis: 'QĐ 1', recordedBy: 'test', dossierId: null, partyId, times: 1 },
      ...{ benefit: 'me-vnah', ground: 'decision', groundRef, areaId: place?.areaId ?? '' },
      payees: [{ partyId, role: 'self', share: 1 }],
    }),
  )
  return await transaction(sql, (tx) => beneficiaryOf(tx, partyId))
}

describe('proposals at a death', () => {
  test('are listed for the department, decided by its leader once, and shown to nobody else', async () => {
    const { dossierId } = await api.files()
    const lookup = api.vault.lookup('001135000777')
    await granted('QĐ 7', lookup)
    await transaction(api.database.sql, (tx) =>
      proposeAtDeath(tx, { dossierId, lookup, diedOn: '2026-10-30' }),
    )
    const specialist = await api.officer('specialist', department)
    const { items } = page.parse((await specialist.get('/entitlement-proposals')).body)
    expect(items.map(({ kind }) => kind)).toEqual(['end', 'lumpSum', 'funeralGrant'])
    const commune = await api.officer('civilStatus')
    expect((await commune.get(`/entitlement-proposals?dossier=${dossierId}`)).body).toEqual({ items: [] })

    const path = `/entitlement-proposals/${items[0]?.id}/decision`
    const answer = { outcome: 'confirmed', reason: 'Mẫu 72, QĐ 9' }
    expect(await specialist.post(path, answer)).toMatchObject({ status: 403, body: { code: 'notCompetent' } })
    const leader = await api.officer('director', department)
    expect(await leader.post(path, answer)).toMatchObject({
      status: 200,
      body: { kind: 'end', fromMonth: '2026-11', decision: { outcome: 'confirmed', unit: department } },
    })
    expect(await leader.post(path, answer)).toMatchObject({ status: 200 })
    expect(await leader.post(path, { ...answer, outcome: 'refused' })).toMatchObject({ status: 409 })
    const open = page.parse((await leader.get('/entitlement-proposals')).body)
    expect(open.items.map(({ kind }) => kind)).toEqual(['lumpSum', 'funeralGrant'])
    const all = page.parse((await leader.get(`/entitlement-proposals?dossier=${dossierId}`)).body)
    expect(all.items).toHaveLength(3)
  })
})

describe('a merge of two beneficiaries', () => {
  test('is requested by a specialist and decided by the leader', async () => {
    const [kept, merged] = [
      await granted('QĐ 8', api.vault.lookup('001135000888')),
      await granted('QĐ 8', api.vault.lookup('135000888')),
    ]
    const specialist = await api.officer('specialist', department)
    const asked = { kept, merged, fromMonth: '2026-12', reason: 'Số CMND cũ' }
    expect(await (await api.officer('civilStatus')).post('/beneficiary-merges', asked)).toMatchObject({
      status: 403,
    })
    const { status, body } = await specialist.post('/beneficiary-merges', asked)
    expect(status).toBe(201)
    const { id } = z.object({ id: z.uuid() }).parse(body)
    const path = `/beneficiary-merges/${id}/decision`
    const answer = { outcome: 'merged', reason: 'Đã đối chiếu' }
    expect(await specialist.post(path, answer)).toMatchObject({ status: 403, body: { code: 'notCompetent' } })
    const leader = await api.officer('director', department)
    expect(await leader.post(path, answer)).toMatchObject({
      status: 200,
      body: { outcome: 'merged', ended: [expect.any(String)] },
    })
    expect(await specialist.post('/beneficiary-merges', asked)).toMatchObject({
      status: 409,
      body: { code: 'mergedAlready' },
    })
  })
})
