import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ApiWorld, apiWorldWithoutEngine, commune } from '../app.ts'
import type { Client } from '../client.ts'
import { checklist, pdf, scan, scanName, stored, version } from './scan.ts'

let api: ApiWorld
let portal: Client
let counter: Client
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;[portal, counter] = [await api.service(), await api.officer('oneStop')]
})

describe('a file of a paper', () => {
  test('is kept with hash and sniffed type, replaced by a new version, and each version is given back as it came', async () => {
    const { dossierId } = await api.files()
    const path = `/dossiers/${dossierId}/papers/identity`
    const first = await portal.upload(path, scan)
    expect(first).toMatchObject({
      status: 201,
      body: { paper: 'identity', part: 1, version: 1, name: scanName, type: 'application/pdf', bytes: 28 },
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
      `attachment; filename="Giay khai sinh cua Nguyen Thi Hong Tham.pdf"; filename*=UTF-8''${encodeURIComponent(scanName)}`,
    )
    const files = (await checklist(portal, dossierId)).find(({ paper }) => paper === 'identity')?.files
    expect(files).toMatchObject([
      { part: 1, version: 2 },
      { part: 1, version: 1, id },
      { part: 2, version: 1 },
    ])
  })

  test('is kept once under one key, which takes no other file', async () => {
    const { dossierId } = await api.files()
    const path = `/dossiers/${dossierId}/papers/declaration`
    const before = await stored(api)
    const first = await portal.upload(path, scan, 'one-key')
    expect(await portal.upload(path, scan, 'one-key')).toMatchObject({ status: 200, body: first.body })
    expect(await portal.upload(path, { ...scan, content: pdf('khác') }, 'one-key')).toMatchObject({
      status: 409,
      body: { code: 'keyReused' },
    })
    expect(await stored(api)).toHaveLength(before.length + 1)
    // What was valid when it was sent keeps its answer.
    await api.database.sql`
      update dossier set status = 'closed', ending = 'withdrawn', ended_at = instant(0) where id = ${dossierId}`
    expect(await portal.upload(path, scan, 'one-key')).toMatchObject({ status: 200, body: first.body })
    expect(await counter.upload(path, scan)).toMatchObject({ status: 409, body: { code: 'dossierClosed' } })
  })

  test('sent at the same moment as another is a version of its own', async () => {
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
    const shown = [entry, await checklist(await api.supervisor(), dossierId), await stored(api)]
    const [row] = await api.database.sql`select t::text from paper_file t where dossier_id = ${dossierId}`
    for (const text of [...shown, row].map((value) => JSON.stringify(value)))
      expect(text).not.toContain('Thắm')
  })
})

test('a file that was changed or lost in the store is never sent as whole, and raises an alert', async () => {
  const { dossierId } = await api.files()
  const { sql } = api.database
  const { store, incoming } = api.papers
  const keptThenForged = async (content: string) => {
    const { body } = await portal.upload(`/dossiers/${dossierId}/papers/identity`, {
      name: scanName,
      content,
    })
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

describe('the checklist of papers', () => {
  test('says what is there, what is missing, and what a database replaces on which basis', async () => {
    const { dossierId } = await api.files({ papers: [] })
    const statuses = async () =>
      Object.fromEntries((await checklist(portal, dossierId)).map(({ paper, status }) => [paper, status]))
    expect(await statuses()).toEqual({
      ...{ declaration: 'missing', identity: 'replaced', residence: 'replaced', maritalStatus: 'replaced' },
    })
    await portal.upload(`/dossiers/${dossierId}/papers/declaration`, scan)
    expect(await statuses()).toMatchObject({ declaration: 'there' })
    expect(await checklist(portal, dossierId)).toContainEqual(
      expect.objectContaining({
        paper: 'maritalStatus',
        replacement: {
          database: 'Cơ sở dữ liệu hộ tịch điện tử',
          basis: 'Điều 5, 118/2025/NĐ-CP',
          insteadOf: null,
        },
      }),
    )
    expect(await checklist(portal, dossierId)).toContainEqual(
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
    expect(body).toMatchObject({ content: { checklist: await checklist(portal, dossierId) } })
  })
})
