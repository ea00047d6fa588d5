import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { erasePaperFile } from '../../db/papers/paper-file.ts'
import { auditPapers, sweepPapers } from '../../papers/audit.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../api/app.ts'
import type { Client } from '../api/client.ts'
import { checklist, scan, stored, version } from '../api/papers/scan.ts'
import { aMonday } from '../clock.ts'

let api: ApiWorld
let portal: Client
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  portal = await api.service()
})

describe('the store of files and its rows:', () => {
  const daysLater = (days: number) => ({
    ...{ database: api.database, store: api.papers.store },
    now: () => aMonday + days * 86_400_000,
  })

  test('an upload that ended between file and row leaves an invisible file, and a sweep removes it two days later', async () => {
    const { dossierId } = await api.files()
    const before = await stored(api)
    await api.database.asOwner(
      (sql) => sql`alter table paper_file add constraint away check (version > 1) not valid`,
    )
    const answer = await portal.upload(`/dossiers/${dossierId}/papers/identity`, scan)
    await api.database.asOwner((sql) => sql`alter table paper_file drop constraint away`)
    expect(answer).toMatchObject({ status: 500 })
    const [orphan] = (await stored(api)).filter((key) => !before.includes(key))
    expect(orphan).toBeDefined()
    expect(await sweepPapers(daysLater(1))).toBe(0)
    expect(await sweepPapers(daysLater(12), 8)).toBe(0)
    expect(await sweepPapers(daysLater(3), 8)).toBe(1)
    expect(await stored(api)).toEqual(before)
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
    const identity = (await checklist(portal, dossierId)).find(({ paper }) => paper === 'identity')
    expect(identity).toMatchObject({
      status: 'replaced',
      files: [{ id, name: null, sha256: expect.any(String), erasedAt: expect.any(String) }],
    })
    const { sql } = api.database
    await expect(sql`update paper_file set sha256 = '\\x00' where id = ${id}`).rejects.toThrow(
      'stays as it was',
    )
    await expect(sql`update paper_file set erased_at = null where id = ${id}`).rejects.toThrow()
  })
})
