import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { callerRoles } from '../../api/auth.ts'
import { type ApiWorld, apiWorldWithoutEngine } from './app.ts'

const open = ['/health', '/metrics', '/procedures', '/procedures/{code}', '/ready']

/** Who gets past the door of a route. What is behind it is judged by dossier, unit and mandate. */
const mayEnter: Readonly<Record<string, readonly string[]>> = {
  'post /dossiers': ['service', 'officer'],
  'get /dossiers/{id}': ['service', 'officer', 'supervisor', 'operator'],
  'get /dossiers/{id}/timeline': ['service', 'officer', 'supervisor', 'operator'],
  'post /dossiers/{id}/supplements': ['service', 'officer'],
  'post /dossiers/{id}/withdrawal': ['service', 'officer'],
  'post /dossiers/{id}/extension': ['supervisor'],
  'get /inbox': ['officer', 'supervisor'],
  'post /tasks/{id}/claim': ['officer'],
  'delete /tasks/{id}/claim': ['officer'],
  'post /tasks/{id}/decisions': ['officer'],
  'post /tasks/{id}/reassignment': ['supervisor'],
  'post /tasks/decisions': ['officer'],
  'post /tasks/reassignments': ['supervisor'],
  'get /tasks/{id}/authority': ['officer', 'supervisor'],
  'post /mandates': ['supervisor'],
  'get /mandates': ['officer', 'supervisor', 'operator'],
  'delete /mandates/{id}': ['supervisor'],
  'get /audits/competence': ['operator'],
  'get /decisions/{id}': ['service', 'officer', 'supervisor', 'operator'],
}

let api: ApiWorld
let guarded: readonly { method: string; path: string }[]
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  const described = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse((await api.app.inject({ url: '/openapi.json' })).json())
  guarded = Object.entries(described.paths)
    .filter(([path]) => !open.includes(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method, path })))
})

const send = async (method: string, path: string, token?: string) => {
  const id = path.startsWith('/tasks') ? `${randomUUID()}.review.1` : randomUUID()
  const answer = await api.app.inject({
    method: method === 'get' ? 'GET' : method === 'post' ? 'POST' : 'DELETE',
    url: path.replace('{id}', id),
    headers: {
      'idempotency-key': randomUUID(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(method === 'post' ? { payload: {} } : {}),
  })
  return answer.statusCode
}

test('every route is named in the table of who may enter', () => {
  expect(guarded.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
    Object.keys(mayEnter).toSorted(),
  )
})

test('nobody gets in without a token, whatever the route', async () => {
  for (const { method, path } of guarded) {
    expect({ method, path, status: await send(method, path) }).toEqual({ method, path, status: 401 })
    expect({ method, path, status: await send(method, path, 'a.b.c') }).toEqual({ method, path, status: 401 })
  }
})

test('each role gets in where the table says, and nowhere else', async () => {
  for (const role of callerRoles) {
    const token = await api.keys.issue({ id: `a-${role}`, role, unitId: 'new:00004' }, 1)
    for (const { method, path } of guarded) {
      const status = await send(method, path, token)
      const entered = mayEnter[`${method} ${path}`]?.includes(role) ?? false
      // An officer unknown here is let in to the inbox's door and refused at its desk.
      if (entered && path === '/inbox') continue
      expect({ role, method, path, refused: status === 403 }).toEqual({
        role,
        method,
        path,
        refused: !entered,
      })
    }
  }
})
