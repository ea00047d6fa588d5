import { connect } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { mostFileBytes } from '../../../domain/dossier/paper-file.ts'
import { until } from '../../../harness/until.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'
import { pdf, received, scan, scanName, stored } from './scan.ts'

let api: ApiWorld
let portal: Client
let counter: Client
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;[portal, counter] = [await api.service(), await api.officer('oneStop')]
})

describe('an upload is refused, with no row and no file left', () => {
  const html = `<!doctype html><script>alert(document.cookie)</script>${' '.repeat(5_000)}`
  test.each([
    ['a web page called a PDF', { name: 'giay.pdf', content: html }, 415, 'fileTypeRefused'],
    [
      'a picture with a program in it',
      { name: 'a.svg', content: '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>' },
      415,
      'fileTypeRefused',
    ],
    [
      'an archive',
      { name: 'a.docx', content: Buffer.from('504b0304140000000000', 'hex') },
      415,
      'fileTypeRefused',
    ],
    ['nothing', { name: scanName, content: '' }, 400, 'invalidInput'],
    ['more than may be', { name: scanName, content: pdf('x'.repeat(mostFileBytes)) }, 413, 'fileTooLarge'],
    ['a form cut short', { ...scan, spoil: (body: Buffer) => body.subarray(0, -30) }, 400, 'malformedBody'],
    [
      'a form of text',
      {
        ...scan,
        spoil: (body: Buffer) =>
          Buffer.from(body.toString('latin1').replace(/; filename="[^"]*"\r\n.*\r\n/, '\r\n'), 'latin1'),
      },
      400,
      'invalidInput',
    ],
    [
      'two files',
      {
        ...scan,
        spoil: (body: Buffer) =>
          Buffer.concat([body.subarray(0, body.lastIndexOf('--\r\n')), Buffer.from('\r\n'), body]),
      },
      400,
      'invalidInput',
    ],
  ])('%s', async (_what, file, status, code) => {
    const { dossierId } = await api.files()
    const before = [await api.rows('paper_file', 'journal'), await stored(api)]
    const answer = await portal.upload(`/dossiers/${dossierId}/papers/identity`, file)
    expect(answer).toMatchObject({ status, body: { status, code } })
    expect(JSON.stringify(answer.body)).not.toContain('Thắm')
    expect([await api.rows('paper_file', 'journal'), await stored(api)]).toEqual(before)
    expect(await received(api)).toEqual([])
  })

  test('for a paper that the procedure does not know, and for a body that is no form', async () => {
    const { dossierId } = await api.files()
    expect(await portal.upload(`/dossiers/${dossierId}/papers/diploma`, scan)).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/params/kind', problem: expect.stringContaining('declaration') }] },
    })
    expect(await portal.post(`/dossiers/${dossierId}/papers/identity`, {})).toMatchObject({
      status: 415,
      body: { code: 'unsupportedMediaType' },
    })
  })

  test('where the dossier holds as many files as it may', async () => {
    const { dossierId } = await api.files()
    await portal.upload(`/dossiers/${dossierId}/papers/identity`, scan)
    await api.database.sql`
      insert into paper_file (id, caller, key, body_hash, dossier_id, kind, part, version, store_key, type, size_bytes, sha256,
        name_cipher, name_key_id, added_by, added_at)
      select gen_random_uuid(), caller, n::text, body_hash, dossier_id, kind, part, n, n::text, type, size_bytes, sha256,
        name_cipher, name_key_id, added_by, added_at
      from paper_file, generate_series(2, 200) n where dossier_id = ${dossierId}`
    expect(await portal.upload(`/dossiers/${dossierId}/papers/identity`, scan)).toMatchObject({
      status: 409,
      body: { code: 'tooManyFiles' },
    })
  })

  test('where its filer adds it to an accepted dossier without a request for a supplement; officers scan on', async () => {
    const { dossierId } = await api.files()
    const path = `/dossiers/${dossierId}/papers/identity`
    const { sql } = api.database
    await sql`update dossier set status = 'open', clock = 'running' where id = ${dossierId}`
    expect(await portal.upload(path, scan)).toMatchObject({
      status: 409,
      body: { code: 'notAwaitingSupplement' },
    })
    expect(await counter.upload(path, scan)).toMatchObject({ status: 201 })
    await sql`
      insert into task (id, dossier_id, key, step, kind, holder, procedure_code, field, area_id, opened_at)
      select id || '.supplement.1', id, 'supplement.1', 'supplement', 'supplement', 'applicant', procedure_code, field, area_id, filed_at
      from dossier where id = ${dossierId}`
    expect(await portal.upload(path, scan)).toMatchObject({ status: 201, body: { version: 2 } })
  })
})

test('a connection that is cut while a file is sent leaves neither row nor file', async () => {
  const cut = await api.appWith({})
  await cut.app.listen({ port: 0, host: '127.0.0.1' })
  const { dossierId } = await api.files()
  const token = await api.keys.issue({ id: 'mot-cua-quoc-gia', role: 'service', unitId: null }, 1)
  const address = cut.app.server.address()
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  const head = `POST /dossiers/${dossierId}/papers/identity HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\n`
  socket.write(
    `${head}idempotency-key: cut\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 5000\r\n\r\n`,
  )
  socket.write(
    `--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${pdf('x'.repeat(2_000))}`,
  )
  const before = await stored(api)
  await until('it is being written down', async () => (await received(api)).length > 0)
  socket.destroy()
  await until('it is gone again', async () => (await received(api)).length === 0)
  expect([await api.rows('paper_file'), await stored(api)]).toEqual([await api.rows('paper_file'), before])
  const [row] = await api.database.sql`select 1 from paper_file where key = 'cut'`
  expect(row).toBeUndefined()
})
