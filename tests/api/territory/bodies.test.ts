/** Bodies affiliated to a unit have dated parents; units have sites, and sign with the seal that is in force. */
import { beforeAll, describe, expect, test } from 'vitest'
import { supervises } from '../../../db/territory/units/unit-lookup.ts'
import { aMonday } from '../../clock.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune, elsewhere } from '../app.ts'

const SCHOOL = 'body:thcs-thu'
const department = 'hanoi:so-giao-duc-va-dao-tao'
/** When the school goes from the department to the commune. */
const T = aMonday + 7 * 86_400_000

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  await inChange(api.database, async (tx) => {
    await tx`
      insert into unit (id, epoch, code, name, type, tier, parent_id, identifier, valid, basis)
      values (${SCHOOL}, 'body', 'thcs-thu', 'Trường THCS Thử', 'trường học', 'body', ${department}, 'H26.900', '{[2025-07-01,)}', 'x')`
    await tx`update unit_parent set valid = tstzrange(lower(valid), instant(${T})) where unit_id = ${SCHOOL}`
    await tx`
      insert into unit_parent (id, unit_id, parent_id, valid, basis)
      values ('moved', ${SCHOOL}, ${commune}, tstzrange(instant(${T}), null), 'Quyết định chuyển giao')`
  })
})

const over = (root: string, asOfMs: number) => supervises(api.database.sql, { unitId: SCHOOL, root, asOfMs })

describe('a school that goes from a department to a commune', () => {
  test('is supervised by each of them in its time, and by the city always', async () => {
    expect([await over(department, T - 1), await over(commune, T - 1)]).toEqual([true, false])
    expect([await over(department, T), await over(commune, T)]).toEqual([false, true])
    expect([await over('hanoi:01', T - 1), await over('hanoi:01', T)]).toEqual([true, true])
  })

  test('shows the parent of the instant: what was before is not rewritten', async () => {
    const operator = await api.as({ role: 'operator' })
    const parentAt = (at: number) => operator.get(`/units/${SCHOOL}?asOf=${new Date(at).toISOString()}`)
    expect(await parentAt(T - 1)).toMatchObject({ body: { tier: 'body', parent: { id: department } } })
    expect(await parentAt(T)).toMatchObject({ body: { parent: { id: commune } } })
  })

  test('has one parent at an instant, and is of a kind that is known', async () => {
    const second = inChange(
      api.database,
      (tx) =>
        tx`insert into unit_parent (id, unit_id, parent_id, valid, basis) values ('two', ${SCHOOL}, ${elsewhere}, '[2026-01-01,)', 'x')`,
    )
    await expect(second).rejects.toMatchObject({ constraint_name: 'unit_parent_one' })
    // A branch of the City's centre is a unit of tier branch.
    for (const type of ['rạp hát', 'chi nhánh trung tâm phục vụ hành chính công']) {
      const unknown = inChange(api.database, (tx) => tx`update unit set type = ${type} where id = ${SCHOOL}`)
      await expect(unknown).rejects.toMatchObject({ constraint_name: 'unit_body_is_of_a_kind' })
    }
  })
})

test('a former commune is below the city, and so is one that has not begun', async () => {
  const within = (unitId: string, asOfMs: number) =>
    supervises(api.database.sql, { unitId, root: 'hanoi:01', asOfMs })
  expect(await within('old:00001', T)).toBe(true)
  expect(await within('new:00004', Date.parse('2025-06-01T00:00:00Z'))).toBe(true)
})

test('a unit shows its sites, and its seals with who keeps them', async () => {
  const { body } = await (await api.as({ role: 'operator' })).get(`/units/${commune}`)
  expect(body).toMatchObject({
    sites: [
      { address: 'Số 2, phố Trúc Bạch, phường Ba Đình', uses: ['council', 'reception'], assumed: true },
    ],
    seals: [{ inForce: true, holder: 'Văn phòng HĐND và UBND', until: null }],
  })
})

describe('a signature', () => {
  test('needs a seal in force: under an abolished one it is refused with the name of the successor', async () => {
    const { dossierId } = await api.files()
    const task = `${dossierId}.receive.1`
    await api.database.sql`update task set role = 'chair', power = 'sign' where id = ${task}`
    const chair = await api.officer('chair')
    expect(await chair.get(`/tasks/${task}/authority`)).toMatchObject({ body: { allowed: true } })
    await inChange(api.database, async (tx) => {
      await tx`update seal set valid = tstzrange(lower(valid), instant(${aMonday})) where unit_id = ${commune}`
      await tx`
        insert into unit_successor (unit_id, successor_id, relation, basis, valid)
        values (${commune}, ${elsewhere}, 'whole', 'x', tstzmultirange(tstzrange(instant(${aMonday}), null)))`
    })
    expect(await chair.get(`/tasks/${task}/authority`)).toMatchObject({
      body: { allowed: false, code: 'sealNotInForce', because: expect.stringContaining('Phường Ngọc Hà') },
    })
    expect(await chair.post(`/tasks/${task}/decisions`, { outcome: 'accepted' })).toMatchObject({
      status: 403,
      body: { code: 'sealNotInForce', detail: expect.stringContaining('Phường Ngọc Hà') },
    })
    // Reception needs no seal.
    const second = (await api.files()).dossierId
    expect(await (await api.officer('oneStop')).get(`/tasks/${second}.receive.1/authority`)).toMatchObject({
      body: { allowed: true },
    })
  })
})
