/** A reorganisation that had taken effect before there was a system to propose it in: loaded, in force, and undone as any other. */
import { beforeEach, describe, expect, test } from 'vitest'
import { loadReference } from '../../../../db/load/load-reference.ts'
import { armAsTwo } from '../../../../db/reorganisations/enactment/arm-as-two.ts'
import { closeReorganisation, proposeReorganisation } from '../../../../db/reorganisations/enactment/enact.ts'
import { readSteps } from '../../../../db/reorganisations/enactment/steps.ts'
import {
  callOffReorganisation,
  undoReorganisation,
} from '../../../../db/reorganisations/enactment/take-back.ts'
import {
  knownReorganisations,
  reorganisationOf,
} from '../../../../db/reorganisations/known-reorganisations.ts'
import { overviewOf } from '../../../../db/reorganisations/overview.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { readTerritory } from '../../../../db/territory/territory.ts'
import { powers, tiers } from '../../../../domain/dossier/dossier.ts'
import { holdsAt, type Span } from '../../../../domain/territory/span.ts'
import { checkTerritory } from '../../../../domain/territory/territory-check.ts'
import type { Enactable } from '../../../../reorganisations/enactable.ts'
import { aMonday } from '../../../clock.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inventedField } from '../../../invented-field.ts'
import { armed, undone } from '../arm.ts'
import { wardEnds } from '../ward-ends.ts'

const hour = 3_600_000
const FIRST_DAY = Date.parse('2025-07-01T00:00:00+07:00')
const DISTRICT = 'old:001'
const WARD = 'new:00004'

let db: TestDatabase
let of: Enactable
beforeEach(async () => {
  db = await testDatabase()
  of = reorganisationOf(await knownReorganisations(), 'hanoi-2025-07-01')
})

const load = () => loadReference(db, { officers: 'invented', alsoDone: [inventedField] })
const sound = async () => checkTerritory(await readTerritory(db.sql), { from: aMonday, tiers, powers })
const lastChange = async () => (await db.sql`select max(id)::int as last from reference_change`)[0]?.last

/** What a unit has at an instant, by table. */
async function heldAt(unit: string, at: number) {
  const rows = await readReferenceRows(db.sql)
  const count = (table: readonly { valid: readonly Span[]; unitId: string | null }[]) =>
    table.filter(({ unitId, valid }) => unitId === unit && holdsAt(valid, at)).length
  return {
    stands: holdsAt(rows.unit.find(({ id }) => id === unit)?.valid ?? [], at),
    ...{ parents: count(rows.unitParent), seals: count(rows.seal), sites: count(rows.site) },
    ...{ offices: count(rows.office), officers: count(rows.mandate) },
  }
}
const gone = { stands: false, parents: 0, seals: 0, sites: 0, offices: 0, officers: 0 }

/** As an earlier build has left it: rows, and nothing that says how they came. */
const forgetSteps = () =>
  db.asOwner(async (sql) => {
    await sql`alter table reorganisation_step disable trigger reorganisation_step_append_only`
    await sql`delete from reorganisation_step`
    await sql`alter table reorganisation_step enable trigger reorganisation_step_append_only`
  })

describe('the organisation of 1 July 2025', { timeout: 300_000 }, () => {
  test('is written by its reorganisation in a change of the load, and stands since its instant', async () => {
    const overview = await overviewOf(db.sql, of, aMonday)
    expect(overview).toMatchObject({ status: 'loaded', effective: true, effectiveAt: FIRST_DAY })
    expect(overview.steps).toMatchObject([
      { kind: 'loaded', actorId: 'load', basis: of.basis, effectiveAt: FIRST_DAY, run: 1 },
    ])
    const [change] = await db.sql`
      select kind, reorganisation, actor_id as by, basis, epoch_ms(effective_at)::float8 as at from reference_change
      where id = ${overview.steps[0]?.change ?? 0}`
    expect(change).toEqual({
      ...{ kind: 'load', reorganisation: of.id, by: 'load', basis: of.basis, at: FIRST_DAY },
    })
    expect((await overviewOf(db.sql, of, FIRST_DAY - 1)).effective).toBe(false)
  })

  test('was not there by what was known before that change', async () => {
    const [step] = await readSteps(db.sql, of.id)
    const { unit, unitSuccessor } = await readReferenceRows(db.sql, step?.base)
    expect(unitSuccessor).toEqual([])
    expect(unit.filter(({ id }) => id.startsWith('new:'))).toEqual([])
    expect(unit.find(({ id }) => id === DISTRICT)?.valid.at(-1)?.until).toBe(Infinity)
  })

  test('is not proposed or called off, for it is in force', async () => {
    const refused = { code: 'reorganisationStatus', details: { hint: expect.stringMatching(/is loaded/) } }
    await expect(
      proposeReorganisation(db, of, { actorId: 'an', at: aMonday, effectiveAt: aMonday + hour }),
    ).rejects.toMatchObject(refused)
    await expect(
      callOffReorganisation(db, of, { actorId: 'an', at: aMonday, basis: 'Quyết định thử' }),
    ).rejects.toMatchObject(refused)
  })

  test('has no change and no step from a load that finds nothing new', async () => {
    const before = await lastChange()
    await load()
    expect(await lastChange()).toBe(before)
    expect(await readSteps(db.sql, of.id)).toHaveLength(1)
  })

  test('is recorded as loaded by no person, and what is to come not by the load', async () => {
    const loaded = (actorId: string, effectiveAt: number) => db.sql`
      insert into reorganisation_step (reorganisation, run, kind, actor_id, basis, valid_at, effective_at, change)
      values ('khac', 1, 'loaded', ${actorId}, 'x', instant(${aMonday}), instant(${effectiveAt}), 1)`
    const refused = { constraint_name: 'reorganisation_step_loads_what_has_happened' }
    await expect(loaded('an', FIRST_DAY)).rejects.toMatchObject(refused)
    await expect(loaded('load', aMonday + hour)).rejects.toMatchObject(refused)
    await expect(loaded('load', aMonday)).rejects.toMatchObject(refused)
    await expect(db.sql`
      insert into reorganisation_step (reorganisation, run, kind, actor_id, basis, valid_at, effective_at, change)
      values (${of.id}, 2, 'loaded', 'load', 'x', instant(${aMonday}), instant(${FIRST_DAY}), 1)`).rejects.toMatchObject(
      { constraint_name: 'reorganisation_step_loaded_once' },
    )
  })
})

describe('an undo of the loaded organisation by two persons', { timeout: 300_000 }, () => {
  const U = aMonday + hour

  test('gives districts again what they had, and communes nothing; later it is redone', async () => {
    await expect(
      undoReorganisation(db, of, { actorId: 'chi', at: aMonday, basis: 'x', effectiveAt: aMonday - 1 }),
    ).rejects.toMatchObject({ code: 'instantPassed' })
    const before = await heldAt(DISTRICT, FIRST_DAY - 1)
    expect(before).toMatchObject({ stands: true, parents: 1, seals: 1, sites: 0 })
    expect(await heldAt(DISTRICT, U)).toEqual(gone)
    const ward = await heldAt(WARD, U)
    expect(ward).toMatchObject({ stands: true, parents: 1, seals: 1, sites: 1, offices: 8 })

    await undone(db, of, { at: aMonday, effectiveAt: U })
    expect(await heldAt(DISTRICT, U - 1)).toEqual(gone)
    expect(await heldAt(DISTRICT, U)).toEqual(before)
    expect(await heldAt(WARD, U - 1)).toEqual(ward)
    expect(await heldAt(WARD, U)).toEqual(gone)
    expect(await sound()).toEqual([])
    await load()
    expect(await overviewOf(db.sql, of, U)).toMatchObject({ status: 'undone', effective: false })

    const again = U + 24 * hour
    await armAsTwo(db, of, { proposes: 'an', approves: 'chi', effectiveAt: again, now: () => U })
    expect(await heldAt(DISTRICT, again)).toEqual(gone)
    // Its officers come from a staff list, as they did the first time.
    expect(await heldAt(WARD, again)).toEqual({ ...ward, officers: 0 })
    expect(await sound()).toEqual([])
  })

  test('is refused where a later reorganisation rests on it, and the answer names that one', async () => {
    const later = wardEnds(await readReferenceRows(db.sql), U)
    await armed(db, later, aMonday)
    await closeReorganisation(db, later, { actorId: 'chi', at: U, basis: 'Biên bản thử' })
    await expect(
      undoReorganisation(db, of, { actorId: 'chi', at: U, basis: 'x', effectiveAt: U + hour }),
    ).rejects.toMatchObject({
      code: 'builtOnSince',
      details: { hint: expect.stringContaining(`Undo ${later.id} first.`) },
    })
  })
})

describe('a database of an earlier build', { timeout: 300_000 }, () => {
  test('learns from the next load that the organisation is in force, keeps its rows, and can undo it', async () => {
    await forgetSteps()
    const change = await lastChange()
    const rows = await readReferenceRows(db.sql)
    await load()
    await load()
    expect(await lastChange()).toBe(change)
    expect(await readReferenceRows(db.sql)).toEqual(rows)
    expect(await readSteps(db.sql, of.id)).toMatchObject([{ kind: 'loaded', base: null, basis: of.basis }])

    const before = await heldAt(DISTRICT, FIRST_DAY - 1)
    await undone(db, of, { at: aMonday, effectiveAt: aMonday + hour })
    expect(await heldAt(DISTRICT, aMonday + hour)).toEqual(before)
    expect(await heldAt(WARD, aMonday + hour)).toEqual(gone)
    expect(await sound()).toEqual([])
  })
})
