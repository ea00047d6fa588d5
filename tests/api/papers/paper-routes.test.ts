import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { erasePaperFile } from '../../../db/papers/paper-file.ts'
import { mostFileBytes } from '../../../domain/dossier/paper-file.ts'
import { until } from '../../../harness/until.ts'
import { auditPapers, sweepPapers } from '../../../papers/audit.ts'
import { aMonday } from '../../clock.ts'
import { type ApiWorld, apiWorldWithoutEngine, type Client, commune, elsewhere, secretOf } from '../app.ts'

let api: ApiWorld
let portal: Client
let counter: Client
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;[portal, counter] = [await api.service(), await api.officer('oneStop')]
})

const pdf = (words: string) => `%PDF-1.7\n${words}\n%%EOF\n`
const name = `Giấy khai sinh của ${secretOf.name}.pdf`
const scan = { name, content: pdf('bản chụp') }
const version = z.object({ id: z.uuid(), version: z.int() })

const checklist = async (dossierId: string, client = portal) =>
  z
    .object({
      papers: z.array(
        z.looseObject({ paper: z.string(), standing: z.string(), files: z.array(z.looseObject({})) }),
      ),
    })
    .parse((await client.get(`/dossiers/${dossierId}/papers`)).body).papers
const stored = async () => {
  const keys: string[] = []
  for (const day of await api.papers.store.days()) {
    for await (const key of api.papers.store.keysOf(day)) keys.push(key)
  }
  return keys
}
const received = () => readdir(api.papers.incoming).catch(() => [])

describe('a file of a paper', () => {
  test('is kept with hash and sniffed type, replaced by a new version, and each version is given back as it came', async () => {
    const { dossierId } = await api.files()
    const path = `/dossiers/${dossierId}/papers/identity`
    const first = await portal.upload(path, scan)
    expect(first).toMatchObject({
      status: 201,
      body: { paper: 'identity', part: 1, version: 1, name, type: 'application/pdf', bytes: 28 },
    })
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2_000, 7)])
    const second = await counter.upload(path, { name: 'quét lại.exe', content: jpeg })
    expect(second).toMatchObject({
      status: 201,
      body: { version: 2, name: 'quét lại.exe.jpg', type: 'image/jpeg', unit: commune },
    })
    expect(await portal.upload(`${path}?part=2`, scan)).toMatchObject({
      status: 201,
      body: { part: 2, version: 1 },
    })

    const { id } = version.parse(first.body)
    const answer = await portal.get(`/papers/${id}`)
    expect(answer).toMatchObject({ status: 200, body: scan.content })
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    })
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="Giay khai sinh cua Nguyen Thi Hong Tham.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    const files = (await checklist(dossierId)).find(({ paper }) => paper === 'identity')?.files
    expect(files).toMatchObject([
      { part: 1, version: 2 },
      { part: 1, version: 1, id },
      { part: 2, version: 1 },
    ])
  })

  test('a file is kept once under one key; the key takes no other file', async () => {
    const { dossierId } = await api.files()
    const path = `/dossiers/${dossierId}/papers/declaration`
    const before = await stored()
    const first = await portal.upload(path, scan, 'one-key')
    expect(await portal.upload(path, scan, 'one-key')).toMatchObject({ status: 200, body: first.body })
    expect(await portal.upload(path, { ...scan, content: pdf('khác') }, 'one-key')).toMatchObject({
      status: 409,
      body: { code: 'keyReused' },
    })
    expect(await stored()).toHaveLength(before.length + 1)
    // What was valid when it was sent keeps its answer.
    await api.database.sql`
      update dossier set status = 'closed', ending = 'withdrawn', ended_at = instant(0) where id = ${dossierId}`
    expect(await portal.upload(path, scan, 'one-key')).toMatchObject({ status: 200, body: first.body })
    expect(await counter.upload(path, scan)).toMatchObject({ status: 409, body: { code: 'dossierClosed' } })
  })

  test('of two at once, each is a version of its own', async () => {
    const { dossierId } = await api.files()
    const path = `/dossiers/${dossierId}/papers/declaration`
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((words) => portal.upload(path, { ...scan, content: pdf(words) })),
    )
    expect(answers.map(({ body }) => version.parse(body).version).toSorted()).toEqual([1, 2, 3])
  })

  test('says nothing of what it is called to the journal, to supervisors, and in the store', async () => {
    const { dossierId } = await api.files()
    await portal.upload(`/dossiers/${dossierId}/papers/identity`, scan)
    const [entry] = await api.database.sql`
      select payload from journal where dossier_id = ${dossierId} and kind = 'paperKept'`
    expect(entry?.payload).toMatchObject({
      paper: 'identity',
      part: 1,
      version: 1,
      sha256: expect.any(String),
    })
    const told = [entry, await checklist(dossierId, await api.supervisor()), await stored()]
    const [row] = await api.database.sql`select t::text from paper_file t where dossier_id = ${dossierId}`
    for (const text of [...told, row].map((value) => JSON.stringify(value)))
      expect(text).not.toContain('Thắm')
  })
})

describe('refused, with no row and no file left', () => {
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
    ['nothing', { name, content: '' }, 400, 'invalidInput'],
    ['more than may be', { name, content: pdf('x'.repeat(mostFileBytes)) }, 413, 'fileTooLarge'],
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
    const before = [await api.rows('paper_file', 'journal'), await stored()]
    const answer = await portal.upload(`/dossiers/${dossierId}/papers/identity`, file)
    expect(answer).toMatchObject({ status, body: { status, code } })
    expect(JSON.stringify(answer.body)).not.toContain('Thắm')
    expect([await api.rows('paper_file', 'journal'), await stored()]).toEqual(before)
    expect(await received()).toEqual([])
  })

  test('a paper that the procedure does not know, and a body that is no form', async () => {
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

  test('one more than a dossier may hold', async () => {
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

  test('what whoever filed adds to a dossier under way, unless a supplement is asked for; officers scan on', async () => {
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
  const before = await stored()
  await until('it is being written down', async () => (await received()).length > 0)
  socket.destroy()
  await until('it is gone again', async () => (await received()).length === 0)
  expect([await api.rows('paper_file'), await stored()]).toEqual([await api.rows('paper_file'), before])
  const [row] = await api.database.sql`select 1 from paper_file where key = 'cut'`
  expect(row).toBeUndefined()
})

test('a file that was changed or lost in the store is never sent as whole, and raises an alert', async () => {
  const { dossierId } = await api.files()
  const { sql } = api.database
  const { store, incoming } = api.papers
  const keptThenForged = async (content: string) => {
    const { body } = await portal.upload(`/dossiers/${dossierId}/papers/identity`, { name, content })
    const { id } = version.parse(body)
    const [row] = await sql<{ key: string }[]>`select store_key as key from paper_file where id = ${id}`
    const forged = join(incoming, 'forged')
    await writeFile(forged, content.replace('chụp', 'chịp'))
    await store.keep(row?.key ?? '', forged)
    await rm(forged)
    return { path: `/papers/${id}`, key: row?.key ?? '' }
  }
  const raised = async () => {
    const rows = await sql<
      { kind: string }[]
    >`select kind from alert where dossier_id = ${dossierId} order by kind`
    return rows.map(({ kind }) => kind)
  }
  const away = { status: 503, body: { code: 'storeUnavailable' } }
  const small = await keptThenForged(scan.content)
  expect(await portal.get(small.path)).toMatchObject(away)
  expect(await raised()).toEqual(['paperFileChanged'])
  // Of a large one some has left before that is seen: the answer breaks off.
  const large = await keptThenForged(pdf(`${'x'.repeat(300_000)} chụp`))
  await expect(portal.get(large.path)).rejects.toThrow()
  await store.remove(small.key)
  expect(await portal.get(small.path)).toMatchObject(away)
  expect(await raised()).toEqual(['paperFileChanged', 'paperFileLost'])
})

describe('the checklist', () => {
  test('tells what is there, what is missing and what a database replaces, and on what', async () => {
    const { dossierId } = await api.files({ papers: [] })
    const standing = async () =>
      Object.fromEntries((await checklist(dossierId)).map(({ paper, standing }) => [paper, standing]))
    expect(await standing()).toEqual({
      ...{ declaration: 'missing', identity: 'replaced', residence: 'replaced', maritalStatus: 'replaced' },
    })
    await portal.upload(`/dossiers/${dossierId}/papers/declaration`, scan)
    expect(await standing()).toMatchObject({ declaration: 'there' })
    expect(await checklist(dossierId)).toContainEqual(
      expect.objectContaining({
        paper: 'maritalStatus',
        replacement: {
          database: 'Cơ sở dữ liệu hộ tịch điện tử',
          basis: 'Điều 5, 118/2025/NĐ-CP',
          insteadOf: null,
        },
      }),
    )
    expect(await checklist(dossierId)).toContainEqual(
      expect.objectContaining({
        paper: 'identity',
        replacement: {
          database: 'Cơ sở dữ liệu quốc gia về dân cư',
          basis: 'Phụ lục I, 66.7/2025/NQ-CP',
          insteadOf: 'Điều 2 khoản 1, 123/2015/NĐ-CP',
        },
      }),
    )
    const { body } = await portal.get(`/dossiers/${dossierId}`)
    expect(body).toMatchObject({ content: { checklist: await checklist(dossierId) } })
  })

  test('tells where originals are: at the counter that took them, then wherever an officer says', async () => {
    const { dossierId } = await api.files({ channel: 'counter' })
    const where = async () =>
      (await checklist(dossierId)).find(({ paper }) => paper === 'declaration')?.originals
    expect(await where()).toMatchObject({ unit: { id: commune, name: 'Phường Ba Đình' }, office: null })
    const path = `/dossiers/${dossierId}/papers/declaration/originals`
    const office = `${commune}/van-phong`
    expect(await counter.post(path, { unit: commune, office: `${elsewhere}/van-phong` })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/office' }] },
    })
    const moved = await counter.post(path, { unit: commune, office })
    expect(moved).toMatchObject({
      status: 200,
      body: { office: { id: office, name: 'Văn phòng HĐND và UBND' } },
    })
    expect(await counter.post(path, { unit: commune, office })).toMatchObject({ body: moved.body })
    const held = z.object({
      items: z.array(z.looseObject({ dossier: z.string() })),
      next: z.string().nullable(),
    })
    const ours = async (query: string) => {
      const { items } = held.parse((await counter.get(`/originals?unit=${commune}${query}`)).body)
      return items.filter(({ dossier }) => dossier === dossierId)
    }
    const name = 'Tờ khai đăng ký kết hôn theo mẫu, có đủ thông tin của hai bên'
    expect(await ours(`&office=${office}`)).toMatchObject([{ paper: 'declaration', name, closed: false }])
    expect(await ours(`&office=${commune}/mot-cua`)).toEqual([])
    expect(await counter.post(path, { returned: true })).toMatchObject({ status: 200, body: { unit: null } })
    expect(await ours('')).toEqual([])
    const [told] = await api.database.sql`
      select count(*)::int as moves from journal where dossier_id = ${dossierId} and kind = 'originalsMoved'`
    expect(told).toEqual({ moves: 2 })
  })
})

test('originals of a former unit are listed for its successor, and handed over', async () => {
  const filed = await Promise.all([1, 2].map(() => api.files({ channel: 'counter' })))
  const { sql } = api.database
  const ids = filed.map(({ dossierId }) => dossierId)
  await sql`
    insert into original_place (dossier_id, kind, unit_id, since, noted_by)
    select id::uuid, 'residence', 'old:00004', instant(0), 'can-bo' from unnest(${ids}::text[]) id`
  const first = await counter.get('/originals?unit=old:00004&limit=1')
  expect(first).toMatchObject({
    status: 200,
    body: { items: [{ dossier: ids[0], unit: { id: 'old:00004' } }] },
  })
  const { next } = z.object({ next: z.string() }).parse(first.body)
  expect(await counter.get(`/originals?unit=old:00004&limit=1&after=${next}`)).toMatchObject({
    body: { items: [{ dossier: ids[1] }], next: null },
  })
  expect(await (await api.officer('oneStop', elsewhere)).get('/originals?unit=old:00004')).toMatchObject({
    status: 403,
  })
  for (const id of ids) await counter.post(`/dossiers/${id}/papers/residence/originals`, { unit: commune })
  expect(await counter.get('/originals?unit=old:00004')).toMatchObject({ body: { items: [] } })
})

describe('the store and its rows', () => {
  const daysLater = (days: number) => ({
    ...{ database: api.database, store: api.papers.store },
    now: () => aMonday + days * 86_400_000,
  })

  test('an upload that ended between file and row leaves an invisible file, and a sweep removes it two days later', async () => {
    const { dossierId } = await api.files()
    const before = await stored()
    await api.database.asOwner(
      (sql) => sql`alter table paper_file add constraint away check (version > 1) not valid`,
    )
    const answer = await portal.upload(`/dossiers/${dossierId}/papers/identity`, scan)
    await api.database.asOwner((sql) => sql`alter table paper_file drop constraint away`)
    expect(answer).toMatchObject({ status: 500 })
    const [orphan] = (await stored()).filter((key) => !before.includes(key))
    expect(orphan).toBeDefined()
    expect(await sweepPapers(daysLater(1))).toBe(0)
    expect(await sweepPapers(daysLater(12), 8)).toBe(0)
    expect(await sweepPapers(daysLater(3), 8)).toBe(1)
    expect(await stored()).toEqual(before)
  })

  test('a sweep compares rows with files; a mended store clears the alert', async () => {
    const { dossierId } = await api.files()
    const { id } = version.parse((await portal.upload(`/dossiers/${dossierId}/papers/identity`, scan)).body)
    const [row] = await api.database.sql<
      { key: string }[]
    >`select store_key as key from paper_file where id = ${id}`
    const audit = async () => {
      const { lost, changed } = await auditPapers(daysLater(0), { hashes: true })
      const alerts = await api.database.sql<{ kind: string }[]>`
        select kind from alert where dossier_id = ${dossierId} and cleared_at is null`
      const here = (found: readonly { file: string }[]) => found.some(({ file }) => file === id)
      return { lost: here(lost), changed: here(changed), alerts: alerts.map(({ kind }) => kind) }
    }
    const put = async (content: string) => {
      await mkdir(api.papers.incoming, { recursive: true })
      const path = join(api.papers.incoming, 'put')
      await writeFile(path, content)
      await api.papers.store.keep(row?.key ?? '', path)
      await rm(path)
    }
    expect(await audit()).toEqual({ lost: false, changed: false, alerts: [] })
    await put(scan.content.replace('chụp', 'chịp'))
    expect(await audit()).toEqual({ lost: false, changed: true, alerts: ['paperFileChanged'] })
    await api.papers.store.remove(row?.key ?? '')
    expect(await audit()).toEqual({ lost: true, changed: false, alerts: ['paperFileLost'] })
    await put(scan.content)
    expect(await audit()).toEqual({ lost: false, changed: false, alerts: [] })
  })

  test('an erased file is gone with its name; that there was one, and its hash, stay', async () => {
    const { dossierId } = await api.files()
    const { id } = version.parse((await portal.upload(`/dossiers/${dossierId}/papers/identity`, scan)).body)
    const erasing = { id, by: 'van-hanh', basis: 'Quyết định 5/QĐ-UBND', at: aMonday }
    const key = await erasePaperFile(api.database, erasing)
    expect(await erasePaperFile(api.database, erasing)).toBeNull()
    await api.papers.store.remove(key ?? '')
    expect(await portal.get(`/papers/${id}`)).toMatchObject({ status: 404 })
    const identity = (await checklist(dossierId)).find(({ paper }) => paper === 'identity')
    expect(identity).toMatchObject({
      standing: 'replaced',
      files: [{ id, name: null, sha256: expect.any(String), erasedAt: expect.any(String) }],
    })
    const { sql } = api.database
    await expect(sql`update paper_file set sha256 = '\\x00' where id = ${id}`).rejects.toThrow(
      'stays as it was',
    )
    await expect(sql`update paper_file set erased_at = null where id = ${id}`).rejects.toThrow()
  })
})
