/** A corrected row replaces everything that it says, or is kept out with the columns that somebody acted on. */
import { beforeAll, describe, expect, test } from 'vitest'
import { readQuarantine } from '../../db/imports/batches.ts'
import { noteOriginals } from '../../db/papers/original-place.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from './rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

let files = 0
function importing(...rows: readonly RawRow[]) {
  files += 1
  const deps = { database, vault, registry, now: () => asOf }
  return importBacklog(deps, { mapping, caller: 'test', key: `file-${files}`, asOf, rows: rowsOf(rows) })
}
/** Of a commune that was split: without a neighbourhood nobody can tell in which part it lies. */
const unplaced = (oldCode: string, about: RawRow = {}) =>
  rowOf(oldCode, { oldWard: '00079', receptionUnit: '002', ...about })

async function contentOf(oldCode: string) {
  const [row] = await database.sql<{ id: string }[]>`
    select d.id, d.channel, d.area_id as area, task.area_id as "taskIn", party.phone, party.kind as "partyKind",
      place.kind as place, place.evidence, place.address, place.neighbourhood, place.lat,
      (select string_agg(p.kind, ',') from paper p where p.dossier_id = d.id) as papers,
      (select string_agg(o.unit_id, ',') from original_place o where o.dossier_id = d.id and o.until is null) as "papersAt",
      (select body ->> 'name' from dossier_form f where f.dossier_id = d.id) as form,
      (select body::text || secrets::text from dossier_form f where f.dossier_id = d.id) like '%001085000001%' as open,
      (select string_agg(kind || coalesce(':' || (payload ->> 'area'), ''), ' ' order by seq) from journal where dossier_id = d.id) as journal
    from import_row i join dossier d on d.id = i.dossier_id
    join dossier_party named on named.dossier_id = d.id join party on party.id = named.party_id
    join place on place.dossier_id = d.id and upper_inf(place.valid)
    join task on task.dossier_id = d.id and task.closed_at is null
    where i.source = ${mapping.source} and i.old_code = ${oldCode}`
  if (row === undefined) throw new Error(`${oldCode} is no dossier`)
  return row
}

async function quarantinedOf(batchId: string) {
  const kept = await readQuarantine(database.sql, batchId, { afterLine: 0, limit: 10 })
  return kept.map(({ reason, columns }) => [reason, ...columns].join(' '))
}

describe('a corrected row of an export, before anyone acts on the dossier,', () => {
  test('replaces place, phone, papers and form', async () => {
    await importing(unplaced('P-1'))
    expect(await contentOf('P-1')).toMatchObject({ area: 'unplaced:old:00079', phone: null, papers: null })
    const corrected = unplaced('P-1', {
      ...{ neighbourhood: 'TDP 1', address: 'Số 5, phố thử', phone: '0912345678', channel: 'online' },
      ...{ papersHeld: 'request', papersAt: '001', applicantKind: 'organisation' },
      form: { name: 'Nguyễn Thị Lan', identity: '001085000001' },
    })
    expect(await importing(corrected)).toMatchObject({ updated: 1, quarantined: 0 })
    const after = await contentOf('P-1')
    expect(after).toMatchObject({
      ...{ area: 'cell:00079:00070', taskIn: 'cell:00079:00070', evidence: 'neighbourhood' },
      ...{ address: 'Số 5, phố thử', phone: '0912345678', channel: 'online', partyKind: 'organisation' },
      ...{ papers: 'request', papersAt: 'old:001', form: 'Nguyễn Thị Lan', open: false },
      journal: 'filed import placed:cell:00079:00070 originalsMoved import',
    })
    expect(await importing(corrected)).toMatchObject({ alreadyThere: 1 })
    expect(await contentOf('P-1')).toEqual(after)
  })

  test('is taken back by a third export', async () => {
    await importing(unplaced('P-2', { neighbourhood: 'TDP 1', papersHeld: 'request', phone: '0912345678' }))
    expect(await importing(unplaced('P-2', { papersAt: '001' }))).toMatchObject({ updated: 1 })
    expect(await contentOf('P-2')).toMatchObject({
      ...{
        area: 'unplaced:old:00079',
        taskIn: 'unplaced:old:00079',
        phone: null,
        papers: null,
        papersAt: null,
      },
    })
  })

  test('replaces a place by one of another kind, and opens its step where the place is now', async () => {
    await importing(unplaced('P-3'))
    const corrected = unplaced('P-3', { neighbourhood: 'TDP 4', placeKind: 'object', step: 'Trình ký' })
    expect(await importing(corrected)).toMatchObject({ updated: 1 })
    expect(await contentOf('P-3')).toMatchObject({
      ...{ place: 'object', area: 'cell:00079:00082', taskIn: 'cell:00079:00082' },
    })
  })
})

describe('a corrected row of an export, after an officer acted on the dossier,', () => {
  test('leaves another place to a person; its phone is replaced and the placing stays', async () => {
    await importing(unplaced('A-2'))
    const other = await contentOf('A-2')
    await placedByHand(other.id)
    const moved = unplaced('A-2', { neighbourhood: 'TDP 4', phone: '0912345678' })
    const batch = await importing(moved)
    expect(batch).toMatchObject({ updated: 0, quarantined: 1 })
    expect(await quarantinedOf(batch.id)).toEqual(['actedOn oldWard lat lon neighbourhood address placeKind'])
    expect(await contentOf('A-2')).toMatchObject({ area: 'cell:00079:00070', phone: null })
    expect(await importing(unplaced('A-2', { phone: '0912345678' }))).toMatchObject({ updated: 1 })
    expect(await contentOf('A-2')).toMatchObject({
      ...{ area: 'cell:00079:00070', evidence: 'officer', phone: '0912345678' },
    })
  })

  test('leaves originals that were moved where they are', async () => {
    await importing(rowOf('A-3', { papersHeld: 'request' }))
    const { id: dossierId } = await contentOf('A-3')
    const here = { dossierId, kind: 'request', unitId: 'new:00004', officeId: null }
    await noteOriginals(database, here, { actorId: 'an', unitId: 'new:00004', at: asOf + 1 })
    const batch = await importing(rowOf('A-3', { papersHeld: 'request', papersAt: '002' }))
    expect(await quarantinedOf(batch.id)).toEqual(['actedOn papersHeld papersAt'])
    expect(await importing(rowOf('A-3', { papersHeld: 'request', phone: '0912345678' }))).toMatchObject({
      updated: 1,
    })
    expect(await contentOf('A-3')).toMatchObject({ papersAt: 'new:00004', phone: '0912345678' })
  })
})

/** As an officer of the custodian would, without the desk that this needs. */
async function placedByHand(dossierId: string): Promise<void> {
  const areaId = 'cell:00079:00070'
  await database.sql`
    insert into placement (id, caller, key, body_hash, dossier_id, from_area_id, area_id, unit_id, mandate_id, basis, decided_at)
    select gen_random_uuid(), 'an', ${dossierId}, '\\x00', ${dossierId}, 'unplaced:old:00079', ${areaId}, 'new:00070',
      (select id from mandate order by id limit 1), 'x', instant(${asOf + 1})`
  await database.sql`
    with moved as (
      update place set valid = tstzrange(lower(valid), instant(${asOf + 1})) where dossier_id = ${dossierId} returning *)
    insert into place (id, dossier_id, kind, area_id, evidence, connecting, address, valid)
    select gen_random_uuid(), dossier_id, kind, ${areaId}, 'officer', true, address, tstzrange(instant(${asOf + 1}), null) from moved`
  await database.sql`update dossier set area_id = ${areaId} where id = ${dossierId}`
  await database.sql`update task set area_id = ${areaId} where dossier_id = ${dossierId}`
}
