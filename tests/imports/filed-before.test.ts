/** What the same person filed at the commune is found, whichever of the two came first; and what nobody can place has who the law names. */
import { expect, test } from 'vitest'
import { placementQueue } from '../../db/territory/responsibility/placement.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import infrastructure from '../../procedures/definitions/ha-tang-ky-thuat/6.006596-cho-thue-quyen-khai-thac-cong-vien.ts'
import marriage from '../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { registryOf } from '../../procedures/registry/registry.ts'
import { cutover, file } from '../certificate/cutover-story.ts'
import { testDatabase } from '../database.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from './rows.ts'

test('a dossier that the commune had first and the one that is taken over name each other', async () => {
  const database = await testDatabase()
  const here = await file(database, { at: cutover + 86_400_000 })
  const other = await file(database, { at: cutover + 86_400_000 })
  const lookup = Buffer.from(vault.lookup('001085000077'))
  await database.sql`
    update party set identity_hmac = ${lookup} where id in (select party_id from dossier_party where dossier_id = ${here})`
  const rows = [
    rowOf('Z-1', { identityNumber: '001085000077' }),
    rowOf('Z-2', { identityNumber: '001085000078' }),
    rowOf('Z-3', { identityNumber: undefined }),
  ]
  const deps = { database, vault, registry, now: () => cutover }
  await importBacklog(deps, { mapping, caller: 'test', key: 'filed-before', asOf, rows: rowsOf(rows) })
  const found = await database.sql<{ code: string; id: string; other: string | null }[]>`
    select i.old_code as code, d.id, d.possible_duplicate_of as other from import_row i join dossier d on d.id = i.dossier_id order by 1`
  expect(found.map(({ other }) => other)).toEqual([here, null, null])
  const marked =
    await database.sql`select id, possible_duplicate_of as other from dossier where id in (${here}, ${other})`
  expect(new Map(marked.map((row) => [row.id, row.other]))).toEqual(
    new Map([
      [here, found[0]?.id],
      [other, null],
    ]),
  )
})

test('what was taken over and nobody can place is assigned by who the rule of hand-over names', async () => {
  const database = await testDatabase()
  const somewhere = { oldWard: '00079', receptionUnit: '002', placeKind: 'residence', promisedAt: undefined }
  const rows = [infrastructure, marriage].map(({ code }) =>
    rowOf(`J-${code}`, { procedure: code, ...somewhere }),
  )
  const deps = { database, vault, registry: registryOf([infrastructure, marriage]), now: () => cutover }
  const batch = await importBacklog(deps, {
    mapping,
    caller: 'test',
    key: 'assigners',
    asOf,
    rows: rowsOf(rows),
  })
  expect(batch).toMatchObject({ created: 2 })
  const assignedBy = async (unitId: string) => {
    const { items } = await placementQueue(database.sql, { unitId, limit: 10, asOfMs: cutover + 86_400_000 })
    return items.map(({ procedureCode, assignerId }) => `${procedureCode} ${assignerId}`)
  }
  expect(await assignedBy('hanoi:01')).toContain(`${infrastructure.code} hanoi:01`)
  expect(await assignedBy('hanoi:so-tu-phap')).toContain(`${marriage.code} hanoi:so-tu-phap`)
})
