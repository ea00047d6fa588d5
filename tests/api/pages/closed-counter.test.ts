/** Of a unit that stands and receives no longer: where people of its dossiers go, on every page that tells them. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { knownReorganisations, reorganisationOf } from '../../../db/reorganisations/known-reorganisations.ts'
import { returnUnit } from '../../../db/territory/units/return-unit.ts'
import { aMonday } from '../../clock.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

const T = Date.parse('2027-01-01T00:00:00+07:00')
const WARD = 'new:00004'
const CLERK = `can-bo:${WARD}:oneStop:1`

let api: ApiWorld
let dossierId: string
let code: string
let branch: { id: string; name: string }
let point: string
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;({ dossierId, code } = await api.files({ channel: 'counter' }))
  const { sql } = api.database
  await sql`insert into result (dossier_id, correction, kind, issued_at) values (${dossierId}, 0, 'Giấy chứng nhận', instant(${aMonday}))`
  await armed(api.database, reorganisationOf(await knownReorganisations(), 'reception-2027-01-01'), aMonday)
  const [there] = await sql<{ id: string; name: string; office: string }[]>`
    select unit.id, unit.name, m.office_id as office from mandate m join unit on unit.id = m.unit_id
    where m.officer_id = ${CLERK} and m.valid @> instant(${T})`
  if (there === undefined) throw new Error(`${CLERK} has no desk after the instant`)
  branch = there
  const [site] = await sql<
    { address: string }[]
  >`select address from site where id = ${`${there.office}/tru-so`}`
  point = site?.address ?? 'no site'
}, 180_000)

const follow = async (at: number) => {
  const { app } = await api.appWith({ now: () => at })
  const answer = await app.inject({
    url: '/follow',
    query: { code, secret: api.vault.followSecret(dossierId) },
  })
  return z.object({ goTo: z.unknown(), result: z.unknown() }).parse(answer.json())
}
const page = async (at: number, unitId: string, url: string) => {
  const clerk = await (await api.appWith({ now: () => at })).as({ id: CLERK, role: 'officer', unitId })
  const { status, body } = await clerk.get(url)
  expect({ status, body }).toMatchObject({ status: 200 })
  return body
}
const slip = async (at: number, unitId: string) =>
  String(await page(at, unitId, `/dossiers/${dossierId}/slip`))

describe('the counter that the page names', () => {
  test('is the ward’s while the ward receives', async () => {
    expect(await follow(T - 1)).toMatchObject({
      goTo: { unit: 'Phường Ba Đình', insteadOf: null },
      result: { at: 'Phường Ba Đình' },
    })
    expect(await slip(T - 1, WARD)).toContain('Phường Ba Đình, Số 2, phố Trúc Bạch')
  })

  test('is the reception point of the area once a branch hands out for it, though the ward stands', async () => {
    expect(point).toMatch(/^Trụ sở một cửa cũ của quận /)
    expect(await follow(T)).toMatchObject({
      goTo: { unit: branch.name, address: point, insteadOf: 'Phường Ba Đình' },
      result: { at: branch.name },
    })
    const printed = await slip(T, branch.id)
    expect(printed).toContain(`${branch.name}, ${point}`)
    expect(printed).not.toContain('Phường Ba Đình, Số 2, phố Trúc Bạch')
    // It goes on deciding.
    expect(printed).not.toContain('kết thúc hoạt động')
  })

  test('is the one in the list of what the ward hands over', async () => {
    const list = (at: number) =>
      page(T - 1, WARD, `/units/${WARD}/hand-over?asOf=${new Date(at).toISOString()}`)
    const to = (unit: string, address: string) => ({
      items: [{ kind: 'original' }, { kind: 'result', code, to: { unit, address } }],
    })
    expect(await list(T)).toMatchObject(to(branch.id, point))
    expect(await list(T - 1)).toMatchObject(to(WARD, expect.stringContaining('phố Trúc Bạch')))
  })

  test('is for each area of a branch a point of its own, with an address', async () => {
    const { sql } = api.database
    const [found] = await sql`
      select count(distinct site.address)::int as addresses, count(distinct site.unit_id)::int as branches
      from site where unit_id like 'hanoi:ttpvhcc-%' and valid @> instant(${T})`
    expect(found).toEqual({ addresses: 30, branches: 12 })
  })
})

describe('a dossier filed at the branch', () => {
  test('is handed out at the branch', async () => {
    const { sql } = api.database
    const [late] = await sql<{ id: string }[]>`
      insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at)
      select gen_random_uuid(), 'H26.901-270104-000001', procedure_code, field, plan_hash, channel, ${branch.id}, area_id, content_hash,
        instant(${T}) from dossier where id = ${dossierId} returning id`
    expect(await returnUnit(sql, late?.id ?? '', T)).toMatchObject({ id: branch.id })
  })
})
