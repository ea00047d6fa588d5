import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type Client, createClient, type Filing, ProblemError } from '../../client/client.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune, marriageForm, portal } from '../api/app.ts'

let api: ApiWorld
let url = ''
let client: Client
let token = ''
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  url = await api.app.listen({ port: 0, host: '127.0.0.1' })
  token = await api.keys.issue({ id: portal, role: 'service', unitId: null }, 1)
  client = createClient({ url, token })
})

const filing: Filing = {
  procedure: '1.000894',
  channel: 'online',
  receptionUnit: commune,
  parties: [
    { role: 'applicant', kind: 'person', name: 'Nguyễn Thị Hồng Thắm', identityNumber: '001198012345' },
  ],
  places: [{ kind: 'residence', oldWard: '00004' }],
  form: marriageForm(),
  papers: [{ kind: 'declaration', originals: 1, copies: 0 }],
}

test('the client files once under a key, and reads the dossier by id and by code', async () => {
  const key = randomUUID()
  const receipt = await client.file(filing, { key })
  expect(await client.file(filing, { key })).toEqual(receipt)
  const dossier = await client.read(receipt.dossierId)
  expect(dossier).toMatchObject({ code: receipt.code, status: 'open' })
  expect(await client.read(receipt.code)).toEqual(dossier)
})

test('the client throws a refusal with its code and the fields that are wrong', async () => {
  const refused = await client.file({ ...filing, procedure: '9.999999' }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ProblemError)
  expect(refused).toMatchObject({
    problem: { code: 'unknownProcedure', status: 422, fields: [{ path: '/procedure' }] },
  })
  await expect(client.read(randomUUID())).rejects.toMatchObject({ problem: { code: 'notFound' } })
  await expect(client.decide(`${randomUUID()}.sign.1`, { outcome: 'signed' })).rejects.toMatchObject({
    problem: { code: 'forbidden' },
  })
})

test('the client sends a request that has to wait again under its key, after as long as the answer says, and it is filed once', async () => {
  const keys: (string | null)[] = []
  let answers = 0
  const flaky = createClient({
    url,
    token: async () => token,
    async fetch(request) {
      keys.push(request.headers.get('idempotency-key'))
      answers += 1
      if (answers === 1) return new Response('{}', { status: 503, headers: { 'retry-after': '0' } })
      if (answers === 2) return new Response('{}', { status: 429, headers: { 'retry-after': '0' } })
      const answer = await fetch(request)
      // Filed, and the answer is lost on the way.
      if (answers === 3) throw new TypeError('fetch failed')
      return answer
    },
  })
  const before = await api.rows('dossier')
  const receipt = await flaky.file(filing)
  expect(keys).toHaveLength(4)
  expect(new Set(keys).size).toBe(1)
  expect(await api.rows('dossier')).toEqual({ dossier: (before.dossier ?? 0) + 1 })
  expect(await client.read(receipt.dossierId)).toMatchObject({ status: 'open' })
})

test('the client uploads a file of a paper and downloads it again', async () => {
  const { dossierId } = await client.file(filing)
  const content = new TextEncoder().encode('%PDF-1.7 tờ khai')
  const kept = await client.upload(dossierId, 'declaration', new File([content], 'Tờ khai.pdf'))
  expect(kept).toMatchObject({ version: 1, name: 'Tờ khai.pdf', type: 'application/pdf' })
  const { papers } = await client.papers(dossierId)
  expect(papers[0]).toMatchObject({ paper: 'declaration', status: 'there', files: [{ id: kept.id }] })
  expect(new Uint8Array(await (await client.download(kept.id)).arrayBuffer())).toEqual(content)
  const page = new File(['<html>'], 'Tờ khai.pdf')
  await expect(client.upload(dossierId, 'declaration', page)).rejects.toMatchObject({
    problem: { code: 'fileTypeRefused' },
  })
})

test('the client gives its caller the last answer of the API when its patience ends', async () => {
  const problem = {
    type: '/errors/databaseUnavailable',
    title: '',
    status: 503,
    detail: '',
    code: 'databaseUnavailable',
  }
  const headers = { 'retry-after': '5', 'content-type': 'application/problem+json' }
  const fetch = async () => new Response(JSON.stringify(problem), { status: 503, headers })
  const away = createClient({ url, token, patienceMs: 100, fetch })
  await expect(away.file(filing)).rejects.toMatchObject({ problem: { code: 'databaseUnavailable' } })
})

test('the client follows a dossier: as it is, after each change, until it is closed', async () => {
  const states = [
    { revision: 1, status: 'open' },
    { revision: 2, status: 'open' },
    { revision: 2, status: 'open' },
    { revision: 4, status: 'closed' },
  ]
  const fetch = async () => Response.json(states.shift())
  const seen: number[] = []
  for await (const { revision } of createClient({ url, token, fetch }).follow('x', { everyMs: 0 }))
    seen.push(revision)
  expect(seen).toEqual([1, 2, 4])
})

test('the client reports a request on disk at once, reads it until it is no longer pending, and sends it again for its outcome', async () => {
  const problem = { type: '/errors/notYetApplied', title: '', status: 503, detail: '', code: 'notYetApplied' }
  const answers = [
    ['POST', Response.json({ ...problem, id: 'd-1' }, { status: 503, headers: { 'retry-after': '60' } })],
    ['GET', Response.json({ id: 'd-1', status: 'pending' })],
    ['GET', Response.json({ id: 'd-1', status: 'applied' })],
    ['POST', Response.json({ decision: 'd-1', status: 'applied', revision: 2 })],
  ] as const
  const sent: Request[] = []
  const officer = createClient({
    url,
    token,
    async fetch(request) {
      sent.push(request)
      return answers[sent.length - 1]?.[1] ?? Response.error()
    },
  })
  const pending: string[] = []
  const applied = await officer.decide('t', { outcome: 'signed' }, { onPending: (id) => pending.push(id) })
  expect(applied).toEqual({ decision: 'd-1', status: 'applied', revision: 2 })
  expect(pending).toEqual(['d-1'])
  expect(sent.map(({ method }) => method)).toEqual(answers.map(([method]) => method))
  const keys = [sent[0], sent[3]].map((request) => request?.headers.get('idempotency-key'))
  expect(new Set(keys).size).toBe(1)
})

test('the client finds dossiers page after page: by a person, whose name is in no address, or by a filter', async () => {
  const receipts = [await client.file(filing), await client.file(filing), await client.file(filing)]
  const urls: string[] = []
  const fetch = (request: Request) => {
    urls.push(request.url)
    return globalThis.fetch(request)
  }
  const searching = createClient({ url, token, fetch })
  const found: string[] = []
  for await (const { code } of searching.find({ name: 'hong tham', limit: 2 })) found.push(code)
  expect(found).toEqual(expect.arrayContaining(receipts.map(({ code }) => code)))
  expect(urls.length).toBeGreaterThan(1)
  expect(urls.join()).not.toContain('hong')
  const [first] = receipts
  const byCode: string[] = []
  for await (const { code } of searching.find({ code: first?.code ?? '' })) byCode.push(code)
  expect(byCode).toEqual([first?.code])
})
