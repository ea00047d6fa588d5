/** The check of the rows that stand: the rows of Hà Nội have no finding; each kind is made once, and found with its remedy. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Querying } from '../../../../db/database.ts'
import { checkCurrentRows } from '../../../../db/reorganisations/rows/row-findings.ts'
import { desksOf } from '../../../../procedures/registry/desks-of.ts'
import { loadDefinitionFiles } from '../../../../procedures/registry/registry.ts'
import type { NeededDesk, RowFinding } from '../../../../reorganisations/checks/row-finding.ts'
import { aMonday } from '../../../clock.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'
import { openDossiers } from '../open-tasks.ts'

const T = aMonday + 86_400_000
const [WARD, NEIGHBOUR] = ['new:00004', 'new:00008']

let db: TestDatabase
let definitions: readonly NeededDesk[]
let cell: string
beforeAll(async () => {
  db = await testDatabase()
  const files = await loadDefinitionFiles()
  definitions = files.flatMap(({ loaded }) => ('procedure' in loaded ? desksOf(loaded.procedure) : []))
  const [row] = await db.sql<{ id: string }[]>`
    select area_id as id from jurisdiction where unit_id = ${WARD} and tier = 'commune' and area_id like 'cell:%' order by 1 limit 1`
  cell = row?.id ?? ''
  await openDossiers(db.sql, [[{ area: cell, dueAt: T }]], aMonday)
}, 300_000)

const taken = new Error('taken back')
/** What is found after a change of the rows, which is taken back. */
async function foundAfter(change: (tx: Querying) => Promise<unknown>): Promise<readonly RowFinding[]> {
  let found: readonly RowFinding[] = []
  const played = inChange(db, async (tx) => {
    await change(tx)
    found = (await checkCurrentRows(tx, { from: aMonday, definitions })).findings
    throw taken
  })
  await expect(played).rejects.toBe(taken)
  return found
}
const oneOf = (found: readonly RowFinding[], kind: RowFinding['kind']) => {
  const these = found.filter((one) => one.kind === kind)
  expect(these, JSON.stringify(found.slice(0, 5))).toHaveLength(1)
  return these[0]
}
const endsAt = (tx: Querying, table: 'jurisdiction' | 'mandate' | 'competence', where: string, at = T) =>
  tx.unsafe(
    `update ${table} set valid = tstzrange(lower(valid), instant(${at})) where ${where} and upper_inf(valid)`,
  )
/** The ward ends, with all that rests on it; `but` stays. */
async function wardEnds(tx: Querying, but: string): Promise<void> {
  await tx`update unit set valid = valid * tstzmultirange(tstzrange(null, instant(${T}))) where id = ${WARD}`
  if (but !== 'jurisdiction') {
    await tx`
      with ended as (
        update jurisdiction set valid = tstzrange(lower(valid), instant(${T})) where unit_id = ${WARD} and upper_inf(valid)
        returning area_id, tier, custodian)
      insert into jurisdiction (id, area_id, tier, unit_id, custodian, valid, basis)
      select area_id || '/later', area_id, tier, ${NEIGHBOUR}, custodian, tstzrange(instant(${T}), null), 'x' from ended`
  }
  if (but !== 'successor')
    await tx`
      insert into unit_successor (unit_id, successor_id, relation, basis) values (${WARD}, ${NEIGHBOUR}, 'whole', 'x')`
  if (but !== 'mandate') await endsAt(tx, 'mandate', `unit_id = '${WARD}'`)
  if (but !== 'seal')
    await tx`update seal set valid = tstzrange(lower(valid), instant(${T})) where unit_id = ${WARD} and upper_inf(valid)`
}

describe('the check of the current rows', { timeout: 300_000 }, () => {
  test('has no finding for the rows of Hà Nội', async () => {
    const { findings, counts } = await checkCurrentRows(db.sql, { from: aMonday, definitions })
    expect(findings).toEqual([])
    expect(new Set(Object.values(counts))).toEqual(new Set([0]))
  })

  test('has no finding where a ward ends with all that rests on it', async () => {
    expect(await foundAfter((tx) => wardEnds(tx, ''))).toEqual([])
  })
})

describe('the check of the current rows finds', { timeout: 300_000 }, () => {
  test('an area that nobody holds, from the instant on, with the tasks that lie in it', async () => {
    const found = await foundAfter((tx) =>
      endsAt(tx, 'jurisdiction', `area_id = '${cell}' and tier = 'commune'`),
    )
    expect(oneOf(found, 'noHolder')).toMatchObject({ of: `${cell} commune`, from: T, until: Infinity })
    expect(oneOf(found, 'endsWithRuns')).toMatchObject({ what: '1 open tasks would be there', from: T })
  })

  test('tasks that would lie at a unit which has ended, and what it holds, named', async () => {
    const found = await foundAfter((tx) => wardEnds(tx, 'jurisdiction'))
    expect(found.some(({ kind, what }) => kind === 'wrongHolder' && what.includes('Phường Ba Đình'))).toBe(
      true,
    )
    expect(oneOf(found, 'endsWithRuns')).toMatchObject({ of: `Phường Ba Đình (${WARD})`, from: T })
  })

  test('officers of a unit that has ended', async () => {
    const found = await foundAfter((tx) => wardEnds(tx, 'mandate'))
    expect(found.length).toBeGreaterThan(3)
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['endsWithOfficers']))
    expect(found[0]).toMatchObject({
      of: `Phường Ba Đình (${WARD})`,
      from: T,
      remedy: expect.stringContaining('mandateMoves'),
    })
  })

  test('seals of a unit that has ended', async () => {
    const found = await foundAfter(async (tx) => {
      await tx`
        insert into seal (id, unit_id, holder, valid, basis)
        values ('dau-thu', ${WARD}, 'Văn phòng', tstzrange('2025-07-01', null), 'x')
        on conflict do nothing`
      await wardEnds(tx, 'seal')
    })
    expect(oneOf(found, 'endsWithSeals')).toMatchObject({ of: `Phường Ba Đình (${WARD})`, from: T })
  })

  test('originals and appointments at a unit that nobody succeeds', async () => {
    const found = await foundAfter(async (tx) => {
      await tx`
        insert into original_place (dossier_id, kind, unit_id, since, noted_by)
        select id, 'p', ${WARD}, instant(${aMonday}), 'x' from dossier`
      await wardEnds(tx, 'successor')
    })
    expect(oneOf(found, 'endsWithOriginals')).toMatchObject({ what: '1 papers are there', from: T })
    expect(oneOf(found, 'endsWithAppointments')).toMatchObject({ of: `Phường Ba Đình (${WARD})`, from: T })
  })

  test('a result of a closed dossier at a unit that nobody succeeds, until it is collected', async () => {
    const closedWith = (collected: boolean) =>
      foundAfter(async (tx) => {
        await tx`
          insert into result (dossier_id, correction, kind, issued_at, collected, collected_at, collected_by, collected_how)
          select dossier.id, version, 'x', instant(${aMonday}), handed, case when handed then instant(${aMonday}) end,
            case when handed then 'applicant' end, case when handed then 'counter' end
          from dossier, generate_series(0, 1) version, lateral (select ${collected} and version = 1 as handed) given`
        await tx`update dossier set status = 'closed', ending = 'issued', ended_at = instant(${aMonday})`
        await wardEnds(tx, 'successor')
      })
    expect(oneOf(await closedWith(false), 'endsWithAppointments')).toMatchObject({
      of: `Phường Ba Đình (${WARD})`,
      what: expect.stringContaining('1 applicants'),
    })
    // The one in force was; what it supersedes is handed out to nobody.
    expect(await closedWith(true)).toEqual([])
  })

  test('a role that nobody holds, once for all procedures', async () => {
    const found = await foundAfter((tx) => endsAt(tx, 'mandate', `unit_id = '${WARD}' and role = 'chair'`))
    expect(found).toHaveLength(1)
    expect(oneOf(found, 'roleNobodyHolds')).toMatchObject({
      ...{ of: `Phường Ba Đình (${WARD})`, from: T, until: Infinity },
      what: expect.stringMatching(/chair.* and \d+ more/),
    })
  })

  test('a desk that somebody holds in a part of the areas alone', async () => {
    const found = await foundAfter(async (tx) => {
      await tx`update mandate set areas = array[${cell}] where unit_id = ${WARD} and role = 'oneStop'`
    })
    expect(oneOf(found, 'roleNobodyHolds')).toMatchObject({ what: expect.stringContaining('oneStop') })
  })

  test('a procedure whose power is of a tier that is no more', async () => {
    const found = await foundAfter(async (tx) => {
      await tx`
        insert into competence (id, scope, subject, power, tier, held_by, valid, basis)
        values ('thu', 'procedure', '1.000689', 'sign', 'commune', 'district', tstzrange(instant(${T}), null), 'x')`
    })
    expect(oneOf(found, 'abolishedTier')).toMatchObject({
      ...{ of: 'procedure 1.000689', from: T },
      what: 'names the power to sign of a commune, and no unit of tier district stands',
    })
  })

  test('a power that nobody holds', async () => {
    const found = await foundAfter((tx) =>
      endsAt(tx, 'competence', `scope = 'all' and power = 'pay' and tier = 'city'`),
    )
    expect(oneOf(found, 'noHolder')).toMatchObject({ of: 'all *: pay city', from: T })
  })

  test('a code of a unit without its epoch', async () => {
    const found = await foundAfter(async (tx) => {
      await tx`update mandate set areas = array['00004'] where id = ${`uy-quyen:${WARD}:police:1`}`
      await tx`insert into dossier_code_counter (unit_id, day, last) values ('00004', '2026-01-05', 1)`
    })
    const bare = found.filter(({ kind }) => kind === 'bareCode')
    expect(bare.map(({ of, what }) => `${of} ${what}`)).toEqual([
      `mandate uy-quyen:${WARD}:police:1 names the area “00004”, which is no id of one`,
      'counter of dossier codes names the unit “00004”, which is no id of one',
    ])
  })
})
