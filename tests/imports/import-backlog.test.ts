import { beforeAll, describe, expect, test } from 'vitest'
import { runHistory } from '../../db/engine/run-history.ts'
import { readBatchFigures, readQuarantine } from '../../db/imports/batches.ts'
import { readDueFacts } from '../../db/time/due-facts.ts'
import { quarantineReasons } from '../../domain/dossier/imports.ts'
import { startOptionsOf } from '../../engine/start-run.ts'
import { type Import, importBacklog } from '../../imports/import-backlog.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { payout } from '../procedures/invented/payout.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from './rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

let files = 0
const at = Date.parse('2025-06-30T08:00:00+07:00')
function importing(rows: readonly (RawRow | null)[], about: Partial<Import> = {}) {
  files += 1
  const deps = { database, vault, registry, now: () => at }
  return importBacklog(deps, {
    ...{ mapping, caller: 'test', key: `file-${files}`, asOf, rows: rowsOf(rows) },
    ...about,
  })
}
const counts = async (batch: Promise<Awaited<ReturnType<typeof importing>>>) => {
  const { rowsIn, created, alreadyThere, updated, quarantined } = await batch
  return { rowsIn, created, alreadyThere, updated, quarantined }
}

interface Shown {
  id: string
  code: string
  tasks: string | null
}

async function dossierOf(oldCode: string) {
  const [row] = await database.sql<Shown[]>`
    select d.id, d.code, d.status, d.revision, d.clock, epoch_ms(d.due_at) as due, d.area_id as area, d.filed_by as by,
      d.started_at is not null as started, i.due_disagrees as disagrees, plan.edition::text as edition,
      (select string_agg(key || ' ' || coalesce(role, holder), ',' order by key) from task where dossier_id = d.id and closed_at is null) as tasks,
      (select string_agg(kind || ' ' || revision, ',' order by seq) from journal where dossier_id = d.id) as journal,
      (select string_agg(lane::text, ',') from outbox where dossier_id = d.id) as lanes,
      (select count(*)::int from notice_outbox where dossier_id = d.id) as notices,
      (select string_agg(name, ',') from dossier_party p join party on party.id = p.party_id where dossier_id = d.id) as names
    from import_row i join dossier d on d.id = i.dossier_id join plan on plan.hash = d.plan_hash
    where i.source = 'thu-nghiem' and i.old_code = ${oldCode}`
  return row
}

describe('a row of an export becomes a dossier at the step where it was:', () => {
  test('under the law of its receipt, with the date on its slip, waiting in lane 1', async () => {
    expect(await counts(importing([rowOf('H26.301-250613-0001')]))).toMatchObject({ rowsIn: 1, created: 1 })
    expect(await dossierOf('H26.301-250613-0001')).toMatchObject({
      code: 'H26.301-250613-0001',
      ...{ status: 'open', revision: 1, clock: 'running', edition: '2018-06-21', started: false },
      ...{ area: 'cell:00004:00004', by: 'import:thu-nghiem', disagrees: true },
      ...{ tasks: 'review.1 civilStatus', journal: 'filed 0,import 1', lanes: '1', notices: 0 },
      ...{ names: 'Nguyễn Thị Lan', due: Date.parse('2025-07-10T17:00:00+07:00') },
    })
  })

  test('a code that is not lawful here is found as a code of the other system, and a new one is given', async () => {
    await importing([rowOf('BD-77/2025'), rowOf('BD-78/2025'), rowOf('000.00.31.H26-250613-0002')])
    const codes = await Promise.all(
      ['BD-77/2025', 'BD-78/2025', '000.00.31.H26-250613-0002'].map(
        async (code) => (await dossierOf(code))?.code,
      ),
    )
    // The number that the old system had given is passed over.
    expect(codes).toEqual([
      '000.00.31.H26-250613-0001',
      '000.00.31.H26-250613-0003',
      '000.00.31.H26-250613-0002',
    ])
    const known =
      await database.sql`select code from external_code where system = 'thu-nghiem' and code = 'BD-77/2025'`
    expect(known).toHaveLength(1)
  })

  test('where it waits for the applicant its clock is paused', async () => {
    await importing([
      rowOf('W-1', { step: 'Chờ bổ sung', pausedFrom: '20/06/2025', pauseReason: 'Chờ bổ sung' }),
    ])
    expect(await dossierOf('W-1')).toMatchObject({ clock: 'paused', tasks: 'supplement.1 applicant' })
  })

  test('where it was not accepted it has no clock yet', async () => {
    await importing([rowOf('N-1', { step: 'Mới tiếp nhận', acceptedAt: undefined, promisedAt: undefined })])
    expect(await dossierOf('N-1')).toMatchObject({
      clock: 'notStarted',
      due: null,
      tasks: 'receive.1 oneStop',
    })
  })

  test('its workflow can be started, and started again after a loss, from its rows', async () => {
    await importing([rowOf('R-1')])
    const { id = '' } = (await dossierOf('R-1')) ?? {}
    const history = await runHistory(database.sql, { dossierId: id, correction: 0 })
    const start = history === null ? null : startOptionsOf(history)
    expect(start?.state).toMatchObject({ revision: 1, running: true, imported: true, rounds: { review: 1 } })
    expect(start?.state.tasks['review.1']?.dueAt).not.toBeNull()
    expect(start?.options.args[0].standing?.state.tasks).toHaveProperty('review.1')
  })

  test('the facts of its due date are kept', async () => {
    const { id = '' } = (await dossierOf('R-1')) ?? {}
    const facts = await readDueFacts(database.sql, id)
    expect(facts?.events).toMatchObject([
      { kind: 'imported', promisedDueAt: Date.parse('2025-07-10T17:00:00+07:00') },
    ])
  })
})

describe('a file of an export is imported once:', () => {
  test('sent again it changes nothing', async () => {
    const rows = ['A-1', 'A-2', 'A-3'].map((code) => rowOf(code))
    await importing(rows)
    const before = await dossierOf('A-1')
    expect(await counts(importing(rows))).toEqual({
      ...{ rowsIn: 3, created: 0, alreadyThere: 3, updated: 0, quarantined: 0 },
    })
    expect(await dossierOf('A-1')).toEqual(before)
  })

  test('an import that was broken off goes on where it stopped, and counts each row once', async () => {
    const rows = Array.from({ length: 1_203 }, (_, i) => rowOf(`K-${i}`))
    async function* dying() {
      yield* rows.slice(0, 700)
      throw new Error('killed here')
    }
    await expect(importing([], { key: 'killed', rows: dying() })).rejects.toThrow('killed here')
    expect(await counts(importing(rows, { key: 'killed' }))).toEqual({
      ...{ rowsIn: 1_203, created: 1_203, alreadyThere: 0, updated: 0, quarantined: 0 },
    })
  })

  test('a corrected row replaces the step of its dossier until someone acts on it', async () => {
    await importing([rowOf('C-1')])
    expect(
      await counts(importing([rowOf('C-1', { step: 'Trình ký', promisedAt: '15/07/2025' })])),
    ).toMatchObject({ updated: 1 })
    expect(await dossierOf('C-1')).toMatchObject({
      ...{ revision: 2, tasks: 'sign.1 chair', due: Date.parse('2025-07-15T17:00:00+07:00') },
      ...{ journal: 'filed 0,import 1,import 2', started: false, lanes: '1' },
    })
  })

  test('a corrected date moves the due times of the task that stays', async () => {
    await importing([rowOf('C-2')])
    await importing([rowOf('C-2', { promisedAt: '30/06/2025' })])
    const { id = '', tasks } = (await dossierOf('C-2')) ?? {}
    const [task] = await database.sql`select epoch_ms(due_at) as due from task where dossier_id = ${id}`
    expect(tasks).toBe('review.1 civilStatus')
    expect(task?.due).toBe(Date.parse('2025-06-30T17:00:00+07:00'))
    const history = await runHistory(database.sql, { dossierId: id, correction: 0 })
    expect(history && startOptionsOf(history)?.state).toMatchObject({ revision: 2 })
  })
})

describe('no row of an export is dropped:', () => {
  test('a contradictory row is quarantined with its reason, and the others go on', async () => {
    await importing([rowOf('Q-0')])
    const rows = [
      null,
      rowOf('Q-1', { receivedAt: '31/02/2025' }),
      rowOf('Q-2', { procedure: '9.999999' }),
      rowOf('Q-3', { receivedAt: '01/07/2025', acceptedAt: undefined }),
      rowOf('Q-4', { oldWard: '99999' }),
      rowOf('Q-5', { receptionUnit: '999' }),
      rowOf('Q-6', { step: 'Đang suy nghĩ' }),
      rowOf('Q-7', { step: 'Đã trả kết quả' }),
      rowOf('Q-8', { procedure: payout.code }),
      rowOf('Q-9', { supplementsAsked: '4' }),
      rowOf('Q-10'),
      rowOf('Q-10', { applicantName: 'Người khác' }),
      rowOf('Q-0', { applicantName: 'Người khác' }),
      rowOf('Q-11', { pausedFrom: '20/06/2025' }),
    ]
    const batch = await importing(rows)
    expect(await counts(Promise.resolve(batch))).toEqual({
      ...{ rowsIn: 14, created: 1, alreadyThere: 0, updated: 0, quarantined: 13 },
    })
    const kept = await readQuarantine(database.sql, batch.id, { afterLine: 0, limit: 100 })
    expect(
      kept.map(({ line, oldCode, reason, columns }) => [line, oldCode, reason, ...columns].join(' ')),
    ).toEqual([
      '1  unreadable',
      '2 Q-1 invalidField receivedAt',
      '3 Q-2 unknownProcedure procedure',
      '4 Q-3 notReceivedThen receivedAt',
      '5 Q-4 unknownPlace oldWard oldWardName',
      '6 Q-5 unknownUnit receptionUnit',
      '7 Q-6 unknownStep step',
      '8 Q-7 alreadyEnded step',
      '9 Q-8 formNeeded form',
      '10 Q-9 supplementCount step',
      '12 Q-10 twiceInFile',
      '13 Q-0 otherDossier',
      '14 Q-11 invalidField pausedFrom',
    ])
    expect((await readBatchFigures(database.sql, batch.id)).reasons).toContainEqual({
      reason: 'invalidField',
      rows: 2,
    })
  })

  test('a row that the database refuses blocks no other', async () => {
    await database.asOwner(async (sql) => {
      await sql`alter table party add constraint no_zero check (name <> 'Bị từ chối') not valid`
    })
    const rows = [rowOf('U-1'), rowOf('U-2', { applicantName: 'Bị từ chối' }), rowOf('U-3')]
    const batch = await importing(rows)
    expect(batch).toMatchObject({ rowsIn: 3, created: 2, quarantined: 1 })
    expect(await readQuarantine(database.sql, batch.id, { afterLine: 0, limit: 9 })).toMatchObject([
      { line: 2, oldCode: 'U-2', reason: 'cannotBeWritten' },
    ])
  })

  test('each reason of the closed list may be kept, whatever migration named them last', async () => {
    const [constraint] = await database.sql<{ says: string }[]>`
      select pg_get_constraintdef(oid) as says from pg_constraint where conname = 'import_quarantine_reason'`
    const kept = [...(constraint?.says ?? '').matchAll(/'(\w+)'/g)].map(([, word]) => word)
    expect(kept.sort()).toEqual([...quarantineReasons].sort())
  })

  test('counts that do not add up are refused by the database', async () => {
    await expect(database.sql`update import_batch set created = created + 1`).rejects.toThrow(
      'import_batch_counts_every_row',
    )
  })
})

describe('where a row lies is found', () => {
  // In Cống Vị (00007), which was split between Ngọc Hà (00008) and Giảng Võ (00025), and outside the city.
  const inGiangVo = { lat: '21.0335', lon: '105.8128' }
  const inTheSea = { lat: '20.0', lon: '107.5' }
  const places = async (about: RawRow) => {
    const oldCode = `W-${files}/places`
    const batch = await importing([rowOf(oldCode, { oldWard: undefined, ...about })])
    const [kept] = await readQuarantine(database.sql, batch.id, { afterLine: 0, limit: 1 })
    if (kept !== undefined) return [kept.reason, ...kept.columns].join(' ')
    const [row] = await database.sql<{ area: string; unit: string | null; evidence: string }[]>`
      select d.area_id as area, place.evidence, j.unit_id as unit from import_row i join dossier d on d.id = i.dossier_id
      join place on place.dossier_id = d.id
      left join jurisdiction j on j.area_id = d.area_id and j.tier = 'commune' and j.valid @> '2025-07-01T00:00:00+07:00'::timestamptz
      where i.old_code = ${oldCode}`
    return row
  }

  test('by its coordinates alone: in the ward in which the point lies', async () => {
    expect(await places(inGiangVo)).toEqual({
      ...{ area: 'unplaced:new:00025', unit: 'new:00025', evidence: 'coordinates' },
    })
  })

  test('by a name that several old wards have, of which one has a part at the point', async () => {
    const ofThree = { oldWardName: 'Phường Quang Trung' }
    expect(await places({ ...ofThree, lat: '21.012', lon: '105.82' })).toMatchObject({
      area: 'cell:00214:00235',
      evidence: 'coordinates',
    })
    for (const point of [{}, inGiangVo]) {
      expect(await places({ ...ofThree, ...point })).toBe('unknownPlace oldWard oldWardName')
    }
  })

  test('by nobody where the point lies in no ward, and its columns are named', async () => {
    expect(await places(inTheSea)).toBe('unknownPlace lat lon')
    expect(await places({})).toBe('unknownPlace oldWard oldWardName')
  })

  test('by nobody where a ward is named that is not known, whatever the point says', async () => {
    expect(await places({ ...inGiangVo, oldWard: '99999' })).toBe('unknownPlace oldWard oldWardName')
    expect(await places({ ...inGiangVo, oldWardName: 'Phường Không Có' })).toBe(
      'unknownPlace oldWard oldWardName',
    )
  })
})
