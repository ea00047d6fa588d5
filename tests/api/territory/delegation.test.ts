/** A department delegates its signature of one procedure to one ward: real rows, inboxes, claims, authority, certificate, undo. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { holdersByInbox, holdersByResponsibility } from '../../../db/certificate/holders.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { unitsScope } from '../../../db/search/search-scope.ts'
import { authority } from '../../../db/territory/authority/authority.ts'
import { readTerritory } from '../../../db/territory/territory.ts'
import { powers, tiers } from '../../../domain/dossier/dossier.ts'
import { checkTerritory } from '../../../domain/territory/territory-check.ts'
import { checkRows } from '../../../reorganisations/checks/check-rows.ts'
import { enactable } from '../../../reorganisations/enactable.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import { reorganisation } from '../../../reorganisations/grammar/reorganisation.ts'
import { aMonday } from '../../clock.ts'
import { armed, undone } from '../../db/reorganisations/arm.ts'
import { openDossiers } from '../../db/reorganisations/open-tasks.ts'
import { wholeInbox } from '../../db/tasks/inbox-tasks.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

const hour = 3_600_000
const T = aMonday + 24 * hour
const U = T + 24 * hour
const [DEPARTMENT, WARD, OTHER] = ['hanoi:so-xay-dung', 'new:00004', 'new:00097']
const CHAIR = `can-bo:${WARD}:chair:1`
const DIRECTOR = `can-bo:${DEPARTMENT}:director:1`
const [CODE, FIELD, BASIS] = ['1.013239', 'Hoạt động xây dựng', 'Quyết định 1/QĐ-SXD']

const delegation = (officers: readonly { officerId: string; role: 'director' }[]) =>
  enactable(
    reorganisation<null>({
      ...{
        id: 'uy-quyen-2026',
        name: 'Sở Xây dựng ủy quyền cho phường Ba Đình',
        basis: BASIS,
        openQuestions: [],
      },
      effectiveAt: new Date(T).toISOString(),
      changes: () => [
        {
          ...{
            kind: 'powerDelegated',
            power: 'sign',
            tier: 'department',
            by: DEPARTMENT,
            to: WARD,
            officers,
          },
          procedures: [{ code: CODE, field: FIELD }],
        },
      ],
    }),
    null,
  )
const of = delegation([{ officerId: CHAIR, role: 'director' }])

let standing: ReferenceRows
let api: ApiWorld
/** Of the procedure in the ward and elsewhere, and of another procedure in the ward. */
let here: string
let elsewhere: string
let another: string
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  const { sql } = api.database
  standing = await readReferenceRows(sql)
  const cellOf = (unit: string) =>
    standing.jurisdiction.find(({ unitId, areaId }) => unitId === unit && areaId.startsWith('cell:'))
      ?.areaId ?? ''
  const sign = {
    procedure: CODE,
    field: FIELD,
    role: 'director',
    power: 'sign',
    tier: 'department',
    dueAt: U,
  }
  await sql`
    insert into plan (hash, procedure_code, edition, body)
    values ('plan', '1.000689', '2025-07-01', '{"steps":{"sign":{"notBy":[]}}}')`
  await openDossiers(
    sql,
    [
      [{ ...sign, area: cellOf(WARD) }],
      [{ ...sign, area: cellOf(OTHER), dueAt: U + 1 }],
      [{ ...sign, area: cellOf(WARD), procedure: '1.013234', dueAt: U + 2 }],
    ],
    aMonday,
  )
  await sql`update task set id = dossier_id || '.sign.1', key = 'sign.1', step = 'sign'`
  const tasks = await sql<{ id: string }[]>`select id from task order by due_at`
  ;[here = '', elsewhere = '', another = ''] = tasks.map(({ id }) => id)
  await armed(api.database, of, aMonday)
})

const as = async (id: string, unitId: string, at: number) =>
  (await api.appWith({ now: () => at })).as({ id, role: 'officer', unitId })
const inboxOf = (officerId: string, unitId: string, asOfMs: number) =>
  wholeInbox(api.database, { unitId, officerId, asOfMs })
const inboxes = async (at: number) => ({
  department: await inboxOf(DIRECTOR, DEPARTMENT, at),
  ward: await inboxOf(CHAIR, WARD, at),
})
async function signers(taskId: string, at: number): Promise<readonly string[]> {
  const answers = await Promise.all(
    [CHAIR, DIRECTOR, `can-bo:${OTHER}:chair:1`].map(async (officerId) => {
      const answer = await authority(api.database.sql, { officerId, taskId, asOfMs: at })
      return answer.allowed ? [officerId] : []
    }),
  )
  return answers.flat()
}

describe('the check of rows that would be produced', () => {
  const needed = [
    { procedureCode: CODE, field: FIELD, tier: 'department', power: 'sign', role: 'director' },
  ] as const
  const found = (one: typeof of) =>
    checkRows({ ...one.produce(standing).after, seal: [] }, { from: aMonday, needed }).filter(
      ({ kind }) => kind === 'roleNobodyHolds',
    )

  test('finds nothing wrong with a delegation, and names a ward without an officer for it', () => {
    expect(found(of)).toEqual([])
    expect(found(delegation([]))).toMatchObject([{ of: `Phường Ba Đình (${WARD})`, from: T }])
  })
})

describe('before the instant of a delegation', () => {
  test('all dossiers are the department’s', async () => {
    expect(await inboxes(T - 1)).toEqual({ department: [here, elsewhere, another], ward: [] })
    expect(await signers(here, T - 1)).toEqual([DIRECTOR])
  })
})

describe('from the instant of a delegation on', () => {
  test('tasks in the ward are in its inbox and no other; the rest stays at the department', async () => {
    expect(await inboxes(T)).toEqual({ department: [elsewhere, another], ward: [here] })
  })

  test('a dossier in the ward is signed and claimed there, and nowhere else', async () => {
    expect(await signers(here, T)).toEqual([CHAIR])
    expect(await signers(elsewhere, T)).toEqual([DIRECTOR])
    expect(await signers(another, T)).toEqual([DIRECTOR])
    const [chair, director] = await Promise.all([as(CHAIR, WARD, T), as(DIRECTOR, DEPARTMENT, T)])
    expect(await director.post(`/tasks/${here}/claim`)).toMatchObject({ status: 403 })
    expect(await chair.post(`/tasks/${elsewhere}/claim`)).toMatchObject({ status: 403 })
    expect(await chair.post(`/tasks/${here}/claim`)).toMatchObject({ status: 200 })
  })

  test('the pages of both units say what was delegated, by whom, on what decision', async () => {
    const client = await (await api.appWith({ now: () => T })).as({ role: 'operator' })
    const shown = async (unit: string) => {
      const { body } = await client.get(`/units/${unit}`)
      return z.object({ delegations: z.array(z.unknown()) }).parse(body).delegations
    }
    const delegation = {
      ...{ procedureCode: CODE, power: 'sign', tier: 'department', basis: BASIS, assumed: false },
      ...{ by: { id: DEPARTMENT, name: 'Sở Xây dựng' }, to: { id: WARD, name: 'Phường Ba Đình' } },
      ...{ from: new Date(T).toISOString(), until: null, areas: expect.any(Number) },
    }
    expect(await shown(WARD)).toEqual([delegation])
    expect(await shown(DEPARTMENT)).toEqual([delegation])
    expect(await shown(OTHER)).toEqual([])
  })

  test('both sides of the certificate name the same holder for each task', async () => {
    const { sql } = api.database
    const matters = await sql<
      { areaId: string; procedureCode: string; field: string; power: string; tier: string }[]
    >`
      select area_id as "areaId", procedure_code as "procedureCode", field, power, tier from task order by due_at`
    const holders = [WARD, DEPARTMENT, DEPARTMENT].map((unitId, matter) => ({
      matter,
      unitId,
      custodian: false,
    }))
    const [last] = await sql<{ law: number }[]>`select max(id)::float8 as law from reference_change`
    const by = { at: T, law: last?.law ?? 0 }
    expect(await holdersByInbox(sql, matters, by)).toEqual(holders)
    expect(await holdersByResponsibility(sql, matters, by)).toEqual(holders)
  })

  test('areas, powers and the layer have one holder at every instant', async () => {
    const rows = await readTerritory(api.database.sql)
    expect(checkTerritory(rows, { from: aMonday, tiers, powers })).toEqual([])
  })

  test('the department sees no more dossiers of the area than before, and those of the procedure', async () => {
    const { areas, named } = await unitsScope(api.database.sql, [DEPARTMENT], T)
    expect(areas).toEqual([])
    expect(named.fields).toContain(FIELD)
    expect(named.procedures).toEqual([CODE])
  })

  test('an undo gives all back to the department, and the claim of the ward lapses', {
    timeout: 240_000,
  }, async () => {
    await undone(api.database, of, { at: U - hour, effectiveAt: U })
    expect(await inboxes(U - 1)).toEqual({ department: [elsewhere, another], ward: [here] })
    expect(await inboxes(U)).toEqual({ department: [here, elsewhere, another], ward: [] })
    expect(await signers(here, U)).toEqual([DIRECTOR])
  })
})
