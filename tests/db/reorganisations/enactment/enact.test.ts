/** A reorganisation is proposed, approved by a second person, armed, and taken back: rows of it, and never a row of a dossier. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  approveReorganisation,
  armReorganisation,
  closeReorganisation,
  proposeReorganisation,
} from '../../../../db/reorganisations/enactment/enact.ts'
import {
  armedReorganisation,
  readEnactment,
  readSteps,
} from '../../../../db/reorganisations/enactment/steps.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
  undoReorganisation,
} from '../../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { readTerritory } from '../../../../db/territory/territory.ts'
import { endedUnit } from '../../../../db/territory/units/successors.ts'
import { powers, tiers } from '../../../../domain/dossier/dossier.ts'
import { checkTerritory } from '../../../../domain/territory/territory-check.ts'
import { type Enactable, enactable } from '../../../../reorganisations/enactable.ts'
import { reorganisation } from '../../../../reorganisations/grammar/reorganisation.ts'
import { changesBetween, countsOf } from '../../../../reorganisations/grammar/row-changes.ts'
import { aMonday } from '../../../clock.ts'
import type { TestDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'
import { fewUnits } from '../few-units.ts'
import { BEGINS, CLERK, CLERKS_MANDATE, ENDS, NEIGHBOUR, splitCell, wardEnds } from '../ward-ends.ts'

const hour = 3_600_000
/** The declared instant. */
const T = aMonday + 24 * hour
const [AN, BINH, CHI] = ['an', 'binh', 'chi']
const basis = 'Quyết định thử'

let db: TestDatabase
let of: Enactable
let cell: string
beforeAll(async () => {
  db = await fewUnits()
})

/** Names of reorganisations of this file, so that each test has one that nobody has begun. */
let names = 0
beforeEach(declare)
async function declare(): Promise<void> {
  const rows = await readReferenceRows(db.sql)
  cell = splitCell(rows)
  of = wardEnds(rows, T, `phuong-thu-${++names}`)
}

const propose = (actorId = AN, at = aMonday, effectiveAt?: number) =>
  proposeReorganisation(db, of, { actorId, at, ...(effectiveAt === undefined ? {} : { effectiveAt }) })
async function approve(actorId = BINH, at = aMonday + 1): Promise<void> {
  const { proposed } = await readEnactment(db.sql, of.id)
  await approveReorganisation(db, of, { actorId, at, rowsHash: proposed?.rowsHash ?? new Uint8Array() })
}
async function arm(at = aMonday + 2): Promise<number> {
  await propose()
  await approve()
  return (await armReorganisation(db, of, { actorId: CHI, at })).change
}
async function callOff(at = aMonday + 3): Promise<void> {
  expect(await callOffReorganisation(db, of, { actorId: AN, at, basis })).toBe('asked')
  expect(await callOffReorganisation(db, of, { actorId: BINH, at, basis })).toBe('done')
}
async function undo(effectiveAt: number, at = effectiveAt - hour): Promise<void> {
  expect(await undoReorganisation(db, of, { actorId: CHI, at, basis, effectiveAt })).toBe('asked')
  expect(await undoReorganisation(db, of, { actorId: AN, at, basis, effectiveAt })).toBe('done')
}

const holder = async (area: string, at: number) => {
  const rows = await db.sql<{ unit: string; custodian: boolean }[]>`
    select unit_id as unit, custodian from jurisdiction where area_id = ${area} and tier = 'commune' and valid @> instant(${at})`
  return rows.map(({ unit, custodian }) => (custodian ? `${unit} keeps` : unit))
}
const refused = (code: string, hint?: RegExp) => ({
  code,
  ...(hint === undefined ? {} : { details: { hint: expect.stringMatching(hint) } }),
})
const sound = async () => checkTerritory(await readTerritory(db.sql), { from: aMonday, tiers, powers })

describe('the rows in force', () => {
  test('are read as they were known at a change, row by row', async () => {
    const before = await readReferenceRows(db.sql)
    const change = await inChange(db, async (tx) => {
      await tx`update unit set name = 'Phường Đổi Tên' where id = ${ENDS}`
      return Number((await tx`select max(id) as last from reference_change`)[0]?.last)
    })
    const [now, known] = [await readReferenceRows(db.sql), await readReferenceRows(db.sql, change - 1)]
    expect(countsOf(changesBetween(known, before)).unit).toBe(0)
    expect(changesBetween(known, now).unit.map(({ row }) => row.name)).toEqual(['Phường Đổi Tên'])
  })
})

describe('a reorganisation that is armed', { timeout: 300_000 }, () => {
  test('has its rows written before the instant and true from it on', async () => {
    await arm()
    expect(await armedReorganisation(db.sql)).toBe(of.id)
    expect(await holder(cell, T - 1)).toEqual([ENDS])
    expect(await holder(cell, T)).toEqual([`${BEGINS} keeps`])
    expect(await holder(`${cell}:1`, T)).toEqual([BEGINS])
    expect(await holder(`${cell}:2`, T)).toEqual([NEIGHBOUR])
    expect(await endedUnit(db.sql, ENDS, T - 1)).toBeNull()
    expect(await endedUnit(db.sql, ENDS, T)).toMatchObject({ endedAt: T, successors: [{ id: BEGINS }] })
    expect(await sound()).toEqual([])
    await callOff()
  })

  test('is refused without a second person, and by the same one', async () => {
    await propose()
    await expect(armReorganisation(db, of, { actorId: AN, at: aMonday })).rejects.toMatchObject(
      refused('reorganisationStatus', /proposed/),
    )
    await expect(approve(AN)).rejects.toMatchObject(refused('secondPersonNeeded'))
  })

  test('has no row of one person who did both steps, whatever the program does', async () => {
    await propose()
    const { proposed } = await readEnactment(db.sql, of.id)
    await expect(
      db.sql`
        insert into reorganisation_step (reorganisation, run, kind, actor_id, valid_at, confirms, confirms_actor)
        values (${of.id}, 1, 'approved', ${AN}, instant(${aMonday}), ${proposed?.id ?? 0}, ${AN})`,
    ).rejects.toMatchObject({ constraint_name: 'reorganisation_step_by_a_second_person' })
    await expect(
      db.sql`
        insert into reorganisation_step (reorganisation, run, kind, actor_id, valid_at, confirms, confirms_actor)
        values (${of.id}, 1, 'approved', ${AN}, instant(${aMonday}), ${proposed?.id ?? 0}, ${BINH})`,
    ).rejects.toMatchObject({ constraint_name: 'reorganisation_step_confirms_another' })
  })

  test('was approved by a second person for the rows that were shown, not for others', async () => {
    await propose()
    const { proposed } = await readEnactment(db.sql, of.id)
    await propose(CHI, aMonday, T + hour)
    await expect(
      approveReorganisation(db, of, {
        ...{ actorId: BINH, at: aMonday, rowsHash: proposed?.rowsHash ?? new Uint8Array() },
      }),
    ).rejects.toMatchObject(refused('reorganisationStatus', /other rows/))
  })

  test('loses its approval by a change of one of its rows, and the answer names the row', async () => {
    await propose()
    await approve()
    await inChange(db, (tx) => tx`update mandate set basis = 'Quyết định khác' where id = ${CLERKS_MANDATE}`)
    await expect(armReorganisation(db, of, { actorId: CHI, at: aMonday })).rejects.toMatchObject(
      refused('approvalTakenBack', new RegExp(`mandate ${CLERKS_MANDATE}`)),
    )
    expect(await readEnactment(db.sql, of.id)).toMatchObject({ status: 'declared' })
    expect((await readSteps(db.sql, of.id)).at(-1)).toMatchObject({
      kind: 'takenBack',
      summary: { touched: expect.arrayContaining([{ table: 'mandate', id: CLERKS_MANDATE }]) },
    })
    expect(await holder(cell, T)).toEqual([ENDS])
  })

  test('keeps its approval after a change of another row', async () => {
    await propose()
    await approve()
    await inChange(db, (tx) => tx`update unit set name = name || ' ' where id = 'new:00025'`)
    await armReorganisation(db, of, { actorId: CHI, at: aMonday + 2 })
    await callOff()
  })

  test('is not armed once its instant has come', async () => {
    await propose()
    await approve()
    await expect(armReorganisation(db, of, { actorId: CHI, at: T })).rejects.toMatchObject(
      refused('instantPassed'),
    )
  })

  test('keeps another one waiting until it is closed', async () => {
    await arm()
    const other = wardEnds(await readReferenceRows(db.sql), T + hour, 'phuong-thu-khac')
    await expect(proposeReorganisation(db, other, { actorId: AN, at: aMonday })).rejects.toMatchObject(
      refused('reorganisationArmed', new RegExp(of.id)),
    )
    await callOff()
  })
})

describe('a reorganisation that is postponed', { timeout: 300_000 }, () => {
  test('by both persons has its rows true from the new instant alone', async () => {
    await arm()
    const later = { at: aMonday + 3, basis, effectiveAt: T + hour }
    expect(await postponeReorganisation(db, of, { actorId: AN, ...later })).toBe('asked')
    expect(await holder(cell, T)).toEqual([`${BEGINS} keeps`])
    await expect(postponeReorganisation(db, of, { actorId: AN, ...later })).rejects.toMatchObject(
      refused('secondPersonNeeded'),
    )
    await expect(postponeReorganisation(db, of, { actorId: CHI, ...later })).rejects.toMatchObject(
      refused('secondPersonNeeded'),
    )
    expect(await postponeReorganisation(db, of, { actorId: BINH, ...later })).toBe('done')
    expect(await holder(cell, T)).toEqual([ENDS])
    expect(await holder(cell, T + hour)).toEqual([`${BEGINS} keeps`])
    expect(await sound()).toEqual([])
    await callOff()
    expect(await holder(cell, T + hour)).toEqual([ENDS])
  })
})

describe('a reorganisation that is called off', { timeout: 300_000 }, () => {
  test('leaves the rows as they were, and those that would have begun empty', async () => {
    const before = await readReferenceRows(db.sql)
    await arm()
    await callOff()
    const after = await readReferenceRows(db.sql)
    const differs = Object.values(changesBetween(before, after)).flat()
    expect(differs.filter(({ was, row }) => was !== null || row.valid.length > 0)).toEqual([])
    expect(await sound()).toEqual([])
    expect(await armedReorganisation(db.sql)).toBeNull()
  })

  test('is refused where it has taken effect', async () => {
    await arm()
    await expect(callOffReorganisation(db, of, { actorId: AN, at: T, basis })).rejects.toMatchObject(
      refused('reorganisationStatus', /has taken effect/),
    )
    await callOff()
  })
})

describe('a reorganisation in effect', { timeout: 300_000 }, () => {
  // What has taken effect stays: each has a database of its own.
  beforeEach(async () => {
    db = await fewUnits()
    await declare()
  })

  test('is not undone where a later one was built on it, and the answer names that one', async () => {
    await arm()
    await closeReorganisation(db, of, { actorId: CHI, at: T, basis: 'Biên bản thử' })
    const later = enactable(
      reorganisation<null>({
        ...{ id: 'chuyen-mot-o', name: 'Chuyển một ô địa bàn', basis: 'Nghị quyết thử 2/2026' },
        effectiveAt: new Date(T + hour).toISOString(),
        openQuestions: [],
        changes: () => [{ kind: 'areaMoves', area: `${cell}:1`, tier: 'commune', to: NEIGHBOUR }],
      }),
      null,
    )
    await proposeReorganisation(db, later, { actorId: AN, at: T })
    const { proposed } = await readEnactment(db.sql, later.id)
    const rowsHash = proposed?.rowsHash ?? new Uint8Array()
    await approveReorganisation(db, later, { actorId: BINH, at: T, rowsHash })
    await armReorganisation(db, later, { actorId: BINH, at: T })
    await closeReorganisation(db, later, { actorId: BINH, at: T + hour, basis: 'Biên bản thử' })
    const wanted = { actorId: CHI, at: T + hour, basis, effectiveAt: T + 2 * hour }
    await expect(undoReorganisation(db, of, wanted)).rejects.toMatchObject(
      refused('builtOnSince', /Undo chuyen-mot-o first\. jurisdiction/),
    )
  })

  test('is undone from an instant to come, with what was before beginning again under its id, and then redone', async () => {
    await arm()
    await closeReorganisation(db, of, { actorId: CHI, at: T + 1, basis: 'Biên bản thử' })
    const U = T + 2 * hour
    await undo(U)
    expect(await holder(cell, U - 1)).toEqual([`${BEGINS} keeps`])
    expect(await holder(cell, U)).toEqual([ENDS])
    expect(await holder(`${cell}:2`, U)).toEqual([ENDS])
    const [unit] = await db.sql`select valid::text from unit where id = ${ENDS}`
    expect(unit?.valid).toMatch(/^\{\[.*\),\[.*,\)\}$/)
    expect(await endedUnit(db.sql, ENDS, U)).toBeNull()
    expect(await endedUnit(db.sql, ENDS, U - 1)).toMatchObject({ endedAt: T })
    expect(await sound()).toEqual([])
    const clerks =
      await db.sql`select unit_id from mandate where officer_id = ${CLERK} and valid @> instant(${U})`
    expect([...clerks]).toEqual([{ unit_id: ENDS }])
    // Redone.
    const again = U + 24 * hour
    of = wardEnds(await readReferenceRows(db.sql), again, of.id)
    await propose(AN, U + 1, again)
    await approve(BINH, U + 2)
    await armReorganisation(db, of, { actorId: CHI, at: U + 3 })
    expect(await holder(cell, again - 1)).toEqual([ENDS])
    expect(await holder(cell, again)).toEqual([`${BEGINS} keeps`])
    expect(await holder(`${cell}:2`, again)).toEqual([NEIGHBOUR])
    expect(await sound()).toEqual([])
    await undo(again + hour)
  })

  test('is never undone from an instant that has passed', async () => {
    await arm()
    await expect(
      undoReorganisation(db, of, { actorId: CHI, at: T + hour, basis, effectiveAt: T + hour - 1 }),
    ).rejects.toMatchObject(refused('instantPassed'))
    await expect(
      undoReorganisation(db, of, { actorId: CHI, at: T - 1, basis, effectiveAt: T + hour }),
    ).rejects.toMatchObject(refused('reorganisationStatus', /has not taken effect/))
    await undo(T + hour)
  })
})
