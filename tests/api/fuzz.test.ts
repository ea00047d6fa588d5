/**
 * Made-up and broken requests to every route (F24, F25 of the catalogue of faults). A longer run, or the one that failed:
 * `FUZZ_SEED=7 FUZZ_REQUESTS=20000 npm test -- tests/api/fuzz.test.ts`.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeApi } from '../../api/openapi.ts'
import { callerRoles } from '../../domain/dossier/dossier.ts'
import { Random } from '../../harness/random.ts'
import { bearable, ownLoop, withStall } from '../faults/stall.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune, marriageFiling } from './app.ts'
import { type Document, type Made, readDocument, requestMaker, wrongWith } from './fuzz.ts'

const seed = Number(process.env.FUZZ_SEED ?? 1)
const requests = Number(process.env.FUZZ_REQUESTS ?? 200)

type Counts = Readonly<Record<string, number>>

let api: ApiWorld
let document: Document
let tables: readonly string[]
let reference: Counts
beforeAll(async () => {
  api = await (await apiWorldWithoutEngine()).appWith({ requestTimeoutMs: 20 })
  document = readDocument(JSON.parse(await describeApi()))
  const found = await api.database.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`
  tables = found.map(({ name }) => name)
  // Reference data is counted again at the end: no request is to write it, and counting it takes longer than asking.
  const loaded = Object.entries(await counts()).filter(([name, n]) => n > 500 && name !== 'mandate')
  reference = Object.fromEntries(loaded)
  tables = tables.filter((name) => !(name in reference))
})

const loop = ownLoop()
afterAll(() => loop.stop())

/** What a refused request may leave: that somebody tried: a line in the journal, a failure counted. */
const lines = ['journal', 'journal_head', 'follow_failure']

async function counts(): Promise<Counts> {
  const { sql } = api.database
  const all = await sql.unsafe<{ name: string; n: string }[]>(
    tables.map((name) => `select '${name}' as name, count(*) as n from "${name}"`).join(' union all '),
  )
  return Object.fromEntries(
    all.filter(({ name }) => !lines.includes(name)).map(({ name, n }) => [name, Number(n)]),
  )
}

const changed = (before: Counts, after: Counts): string[] =>
  Object.keys(after).filter((name) => after[name] !== before[name])

test(`${requests} random requests of seed ${seed}: no internal error, only known codes, nothing half-written, no request left waiting`, async () => {
  const random = new Random(seed)
  const { dossierId, code } = await api.files()
  const known = {
    'id of dossiers': [dossierId, code],
    'id of tasks': [`${dossierId}.receive.1`],
    task: [`${dossierId}.receive.1`],
    officer: [`can-bo:${commune}:oneStop:1`],
    kind: ['declaration', 'identity'],
    ...{ unit: [commune], receptionUnit: [commune], procedure: ['1.000894'], oldWard: ['00004'] },
  }
  const make = requestMaker(document, random, known)
  const tokens = await Promise.all(
    callerRoles.map((role) =>
      api.keys.issue(
        {
          id: role === 'officer' ? `can-bo:${commune}:oneStop:1` : role,
          role,
          unitId: role === 'service' ? null : commune,
        },
        1,
      ),
    ),
  )
  const seen = new Map<number, number>()
  const send = ({ method, url, payload, ...made }: Made, token: string) => {
    const headers = { ...made.headers, authorization: `Bearer ${token}` }
    return api.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
  }
  const bearableMs = await bearable(loop, () => send(largest, tokens[0] ?? ''))
  let before = await counts()
  for (let n = 0; n < requests; n += 1) {
    const made: Made = n % 20 === 0 ? { ...valid(n), broken: 'nothing' } : make()
    const token = tokens[n % 20 === 0 ? 0 : Math.floor(random.next() * tokens.length)] ?? ''
    const { url, payload } = made
    const { answer, stallMs } = await withStall(loop, () => send(made, token), bearableMs)
    const { statusCode: status } = answer
    seen.set(status, (seen.get(status) ?? 0) + 1)
    const after = await counts()
    const refused = status >= 400 && status < 500
    const faults = {
      wrong: wrongWith(status, answer.headers['content-type'], answer.body),
      stalledMs: stallMs > bearableMs ? stallMs : null,
      leftRows: refused ? changed(before, after) : [],
    }
    const asked = `${n} ${made.route} ${made.broken} ${url.slice(0, 200)} ${payload?.slice(0, 500)}: ${JSON.stringify(faults)}`
    expect(faults, asked).toEqual({ wrong: null, stalledMs: null, leftRows: [] })
    before = after
  }
  tables = Object.keys(reference)
  expect(await counts()).toEqual(reference)
  // It must have come past the doors, or nothing was tried.
  expect(seen.get(201)).toBeGreaterThan(requests / 25)
  expect(seen.get(200)).toBeGreaterThan(0)
  expect(seen.get(400)).toBeGreaterThan(requests / 10)
}, 600_000)

const valid = (n: number): Omit<Made, 'broken'> => ({
  method: 'POST',
  route: 'POST /dossiers',
  url: '/dossiers',
  headers: { 'content-type': 'application/json', 'idempotency-key': `fits-${n}` },
  payload: JSON.stringify(marriageFiling()),
})

/** Just below the limit of a body. */
const largest: Made = {
  ...{ ...valid(-1), broken: 'nothing' },
  payload: JSON.stringify(marriageFiling({ groupId: 'x'.repeat(250_000) })),
}

test('the check of answers notices one that shows something internal', () => {
  const leak = JSON.stringify({
    statusCode: 500,
    error: 'Internal Server Error',
    message: 'syntax error at or near',
  })
  expect(wrongWith(500, 'application/json', leak)).toBe('answered 500')
  expect(wrongWith(400, 'application/json', leak)).toContain('no problem+json')
  const open = JSON.stringify({ code: 'FST_ERR', status: 400, detail: '', title: '' })
  expect(wrongWith(400, 'application/problem+json', open)).toContain('not in the closed set')
})
