/** Every route × every role × own, other and former unit, generated from the API's own description of itself. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Caller } from '../../api/access/auth.ts'
import { machineNow } from '../clock.ts'
import { inChange } from '../reference-change.ts'
import { type Matter, noteAdoption, noteImport, type Row } from './access-matter.ts'
import { accessTable, openRoutes } from './access-table.ts'
import { type ApiWorld, apiWorld, commune, elsewhere, portal, secretOf, unreachableEngine } from './app.ts'
import { paidMatter } from './payouts/paid-matter.ts'

/** What a caller has to do with the commune that the matter lies in. */
type Relation = 'own' | 'other' | 'former'

const former = 'can-bo:da-chuyen-di'
const callers: readonly { who: string; relation: Relation; caller: Caller }[] = [
  { who: 'the service that filed it', relation: 'own', caller: as('service', portal, null) },
  { who: 'another service', relation: 'other', caller: as('service', 'another', null) },
  { who: 'an officer of its desk', relation: 'own', caller: as('officer', officerOf(commune), commune) },
  { who: 'the same, with a token of no unit', relation: 'own', caller: as('officer', officerOf(commune)) },
  {
    who: 'an officer of elsewhere',
    relation: 'other',
    caller: as('officer', officerOf(elsewhere), elsewhere),
  },
  {
    who: 'the same, naming the unit',
    relation: 'other',
    caller: as('officer', officerOf(elsewhere), commune),
  },
  { who: 'an officer whose mandate there ended', relation: 'former', caller: as('officer', former, commune) },
  {
    who: 'an officer of a unit that is no more',
    relation: 'former',
    caller: as('officer', officerOf('old:00004'), 'old:00004'),
  },
  { who: 'a supervisor of the unit', relation: 'own', caller: as('supervisor', 'giam-sat', commune) },
  {
    who: 'a supervisor of the city above it',
    relation: 'own',
    caller: as('supervisor', 'giam-sat', 'hanoi:01'),
  },
  { who: 'a supervisor of elsewhere', relation: 'other', caller: as('supervisor', 'giam-sat', elsewhere) },
  {
    who: 'a supervisor of a district that is no more',
    relation: 'former',
    caller: as('supervisor', 'giam-sat', 'old:001'),
  },
  { who: 'an operator', relation: 'other', caller: as('operator', 'van-hanh') },
]

function as(role: Caller['role'], id: string, unitId: string | null = null): Caller {
  return { role, id, unitId }
}
function officerOf(unitId: string): string {
  return `can-bo:${unitId}:oneStop:1`
}

interface Route {
  method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH'
  path: string
  row: Row
}
let api: ApiWorld
let matter: Matter
let routes: readonly Omit<Route, 'row'>[]
let guarded: readonly Route[]
let tokens: Map<Caller, string>

const described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
const methods = z.enum(['GET', 'POST', 'DELETE', 'PUT', 'PATCH'])
const rowOf = ({ method, path }: Omit<Route, 'row'>) => accessTable[`${method.toLowerCase()} ${path}`]

beforeAll(async () => {
  const live = await apiWorld()
  // What is let in is recorded and not decided: the next caller of the matrix finds the same matter.
  api = await live.appWith({ engine: unreachableEngine(), requestTimeoutMs: 1 })
  const [{ dossierId }, filed] = [await live.opens(), await live.opens()]
  const task = `${dossierId}.receive.1`
  const answer = await (await api.officer('oneStop')).post(`/tasks/${filed.dossierId}.receive.1/decisions`, {
    outcome: 'accepted',
  })
  const { id: decision } = z.object({ id: z.uuid() }).parse(answer.body)
  const scan = { name: `${secretOf.name}.pdf`, content: '%PDF-1.7' }
  const kept = await (await api.service()).upload(`/dossiers/${dossierId}/papers/declaration`, scan)
  const { id: file } = z.object({ id: z.uuid() }).parse(kept.body)
  matter = {
    ...{ dossierId, another: filed.dossierId, task, decision, file, lend, subscribe },
    ...{ adopt: () => noteAdoption(api.database), takeOver: () => noteImport(api.database) },
    paid: await paidMatter(api.database, dossierId),
  }
  // What may be printed.
  await (await api.supervisor()).post(`/units/${commune}/blanks`, { count: 1 })
  await api.database
    .sql`insert into external_code (system, code, dossier_id) values ('truoc', ${dossierId}, ${dossierId})`
  await inChange(api.database, async (tx) => {
    await tx`insert into officer (id, name, invented) values (${former}, 'Người đã chuyển đi', true)`
    await tx`
      insert into mandate (id, officer_id, unit_id, role, kind, valid, basis)
      values ('da-het', ${former}, ${commune}, 'oneStop', 'own', tstzrange('2025-07-01', '2025-12-31'), 'Quyết định cũ')`
  })
  const { paths } = described.parse((await api.app.inject({ url: '/openapi.json' })).json())
  routes = Object.entries(paths).flatMap(([path, by]) =>
    Object.keys(by).map((method) => ({ method: methods.parse(method.toUpperCase()), path })),
  )
  guarded = routes.flatMap((route) => {
    const row = rowOf(route)
    return row === undefined ? [] : [{ ...route, row }]
  })
  tokens = new Map(
    await Promise.all(callers.map(async ({ caller }) => [caller, await api.keys.issue(caller, 1)] as const)),
  )
})

async function lend(): Promise<string> {
  const supervisor = await api.supervisor()
  const lent = await supervisor.post('/mandates', {
    ...{ unit: commune, role: 'chair', officer: `can-bo:${elsewhere}:chair:1`, kind: 'substitution' },
    ...{ actingFor: `can-bo:${commune}:chair:1`, basis: 'Quyết định 2/QĐ-UBND' },
    until: new Date(machineNow() + 3_600_000).toISOString(),
  })
  // Lent to one caller of the matrix and not ended by it, it stands for the next.
  if (lent.status === 409) {
    const [row] = await api.database.sql<{ id: string }[]>`
      select mandate_id as id from mandate_change where kind = 'lent' order by id desc limit 1`
    if (row !== undefined) return row.id
  }
  return z.object({ id: z.string() }).parse(lent.body).id
}

async function subscribe(): Promise<string> {
  const operator = await api.as({ role: 'operator' })
  const { body } = await operator.post('/subscriptions', {
    ...{
      url: 'http://127.0.0.1:9/',
      secret: `whsec_${'A'.repeat(44)}`,
      kinds: ['dossier.filed'],
      filedBy: 'nobody',
    },
  })
  return z.object({ id: z.uuid() }).parse(body).id
}

async function idFor({ path, row }: Route): Promise<string> {
  if (row.id !== undefined) return await row.id(matter)
  if (path.startsWith('/tasks')) return matter.task
  return path.startsWith('/decisions') ? matter.decision : matter.dossierId
}

async function send(route: Route, token?: string) {
  const { method, path, row } = route
  const id = path.includes('{id}') ? encodeURIComponent(await idFor(route)) : ''
  const body = row.body?.(matter) ?? (method === 'GET' || method === 'DELETE' ? undefined : {})
  const query = typeof row.query === 'function' ? row.query(matter) : row.query
  return await api.app.inject({
    method,
    url: `${path.replace('{id}', id).replace('{number}', '01').replace('{kind}', 'declaration').replace('{unit}', encodeURIComponent(commune))}${query === undefined ? '' : `?${query}`}`,
    headers: {
      'idempotency-key': randomUUID(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { payload: body }),
  })
}

/** 410: of the caller's unit, which has ended. */
const refusing = [401, 403, 404, 410]
const bulk = z.object({
  failed: z.int().min(1),
  items: z.array(z.object({ problem: z.object({ status: z.int() }).nullable() })),
})

/** Refused for who asks: as a whole, or every item of many. What is in the way of everybody is no refusal. */
function isRefused({ statusCode, body }: { statusCode: number; body: string }): boolean {
  if (refusing.includes(statusCode)) return true
  const items =
    statusCode === 200 && body.startsWith('{') ? bulk.safeParse(JSON.parse(body)).data?.items : undefined
  return items?.every(({ problem }) => problem !== null && refusing.includes(problem.status)) ?? false
}

/** What the table promises: who is refused. A supervisor whose token names no unit has none, and so no route. */
const mustBeRefused = ({ reach }: Row, { role, unitId }: Caller, relation: Relation): boolean =>
  reach[role] === undefined ||
  (reach[role] === 'own' && relation !== 'own') ||
  (role === 'supervisor' && unitId === null)

test('every route has its row in the table, or is named as open', () => {
  const missing = routes.filter((route) => !openRoutes.includes(route.path) && rowOf(route) === undefined)
  expect(missing.map(({ method, path }) => `${method} ${path}: add a row to access-table.ts`)).toEqual([])
  const known = new Set(routes.map(({ method, path }) => `${method.toLowerCase()} ${path}`))
  expect(Object.keys(accessTable).filter((key) => !known.has(key))).toEqual([])
})

test('every guarded route refuses a request without a valid token', async () => {
  for (const route of guarded) {
    const { method, path } = route
    for (const token of [undefined, 'a.b.c']) {
      expect({ method, path, status: (await send(route, token)).statusCode }).toEqual({
        method,
        path,
        status: 401,
      })
    }
  }
})

test('a supervisor’s token that names no unit is refused on every route', async () => {
  const token = await api.keys.issue(as('supervisor', 'giam-sat'), 1)
  for (const route of guarded) {
    const { method, path } = route
    expect({ method, path, status: (await send(route, token)).statusCode }).toEqual({
      method,
      path,
      status: 401,
    })
  }
})

describe('each caller reaches the routes of the access table, and reads no name that it may not see', () => {
  // Those to be refused first: what is let in may change what the next would find.
  test.each(callers.toSorted((a, b) => order(a.relation) - order(b.relation)))(
    '$who',
    async ({ relation, caller }) => {
      for (const route of guarded) {
        const answer = await send(route, tokens.get(caller))
        const asked = { route: `${route.method} ${route.path}`, status: answer.statusCode }
        expect({ ...asked, refused: isRefused(answer) }).toEqual({
          ...asked,
          refused: mustBeRefused(route.row, caller, relation),
        })
        if (relation === 'own' && caller.role !== 'supervisor') continue
        for (const secret of Object.values(secretOf)) expect(answer.body).not.toContain(secret)
      }
    },
    90_000,
  )
})
const order = (relation: Relation): number => (relation === 'own' ? 1 : 0)

test('no route refuses a token of a unit that has ended without the units that stand in its place', async () => {
  const ended = [
    as('officer', officerOf('old:00004'), 'old:00004'),
    as('supervisor', 'giam-sat', 'old:00004'),
    as('supervisor', 'giam-sat', 'old:001'),
  ]
  const silent: string[] = []
  for (const caller of ended) {
    const token = await api.keys.issue(caller, 1)
    for (const route of guarded) {
      const { statusCode, body } = await send(route, token)
      const refused = statusCode === 403 || statusCode === 410 || body.includes('"status":403')
      const named = body.includes(`${caller.unitId} (`) && body.includes('In its place: new:')
      if (refused && !named) silent.push(`${caller.role} ${caller.unitId}: ${route.method} ${route.path}`)
    }
  }
  expect(silent).toEqual([])
}, 90_000)

test('a service gets the same answer for dossiers of others and for dossiers that do not exist', async () => {
  const other = await api.as({ id: 'another', role: 'service' })
  for (const [known, unknown] of [
    [`/dossiers/${matter.dossierId}`, `/dossiers/${randomUUID()}`],
    [`/dossiers/${matter.dossierId}/timeline`, `/dossiers/${randomUUID()}/timeline`],
    [`/decisions/${matter.decision}`, `/decisions/${randomUUID()}`],
  ] as const) {
    const [a, b] = [await other.get(known), await other.get(unknown)]
    expect(a).toEqual({ ...b, headers: expect.anything(), body: { ...Object(b.body), instance: known } })
  }
})

test('an inbox opens to the officers of its own unit and to no other, commune by commune', async () => {
  const { sql } = api.database
  const communes = await sql<{ id: string }[]>`
    select id from unit where tier = 'commune' and upper_inf(valid) order by md5(id) limit 12`
  for (const [i, { id }] of communes.entries()) {
    const officer = await api.as({ id: officerOf(id), role: 'officer', unitId: id })
    expect(await officer.get(`/inbox?unit=${id}`)).toMatchObject({ status: 200 })
    const other = communes[(i + 1) % communes.length]?.id
    expect(await officer.get(`/inbox?unit=${other}`)).toMatchObject({ status: 403 })
    const forged = await api.as({ id: officerOf(id), role: 'officer', unitId: other })
    expect(await forged.get(`/inbox?unit=${other}`)).toMatchObject({ status: 403 })
  }
})

test('a route that lets everyone in is noticed', () => {
  const open = { statusCode: 200, body: '{}' }
  const row = { reach: { officer: 'own' } } as const
  expect(isRefused(open)).not.toBe(mustBeRefused(row, as('officer', 'x', elsewhere), 'other'))
})
