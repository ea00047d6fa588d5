/** Rows take seconds to write: an act is refused whole where its instant would pass before they are there. */
import { beforeEach, describe, expect, test } from 'vitest'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../../../../db/reorganisations/enactment/enact.ts'
import { commitMs } from '../../../../db/reorganisations/enactment/instant-to-come.ts'
import { readEnactment, readSteps } from '../../../../db/reorganisations/enactment/steps.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
  undoReorganisation,
} from '../../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { until } from '../../../../harness/until.ts'
import type { Enactable } from '../../../../reorganisations/enactable.ts'
import { changesBetween } from '../../../../reorganisations/grammar/row-changes.ts'
import { aMonday, databaseNow } from '../../../clock.ts'
import type { TestDatabase } from '../../../database.ts'
import { armed } from '../arm.ts'
import { fewUnits } from '../few-units.ts'
import { wardEnds } from '../ward-ends.ts'

const hour = 3_600_000
const T = aMonday + 24 * hour
/** To come when the act begins. Any writing takes a millisecond, so that it has passed when the commit is over. */
const tooShort = commitMs + 1
const basis = 'Quyết định thử'

let db: TestDatabase
let of: Enactable
beforeEach(async () => {
  db = await fewUnits()
  of = wardEnds(await readReferenceRows(db.sql), T)
})

async function approved(): Promise<void> {
  await proposeReorganisation(db, of, { actorId: 'an', at: aMonday })
  const { proposed } = await readEnactment(db.sql, of.id)
  const rowsHash = proposed?.rowsHash ?? new Uint8Array()
  await approveReorganisation(db, of, { actorId: 'binh', at: aMonday, rowsHash })
}

/** Rows, numbers of changes and steps are those of before. */
async function changesNothing(act: () => Promise<unknown>, refusal: object): Promise<void> {
  const written = async () => ({
    steps: (await readSteps(db.sql, of.id)).map(({ kind }) => kind),
    changes: [...(await db.sql`select id from reference_change order by id`)],
  })
  const [before, rows] = [await written(), await readReferenceRows(db.sql)]
  await expect(act()).rejects.toMatchObject(refusal)
  expect(await written()).toEqual(before)
  expect(Object.values(changesBetween(rows, await readReferenceRows(db.sql))).flat()).toEqual([])
}

const late = {
  code: 'instantPassed',
  details: { hint: expect.stringMatching(/took .* s to write.*name an instant more than .* s ahead/) },
}
const tookEffect = { code: 'reorganisationStatus', details: { hint: expect.stringMatching(/undo it/) } }

describe('an instant that passes while rows are written', { timeout: 300_000 }, () => {
  test('is refused at arming, and the approval stands for a later try', async () => {
    await approved()
    await changesNothing(() => armReorganisation(db, of, { actorId: 'chi', at: T - tooShort }), late)
    expect(await readEnactment(db.sql, of.id)).toMatchObject({ status: 'approved' })
    await armReorganisation(db, of, { actorId: 'chi', at: T - hour })
  })

  test('is refused also where the time went by in waiting for another change', async () => {
    await approved()
    const leadMs = 300
    let arming = Promise.resolve<unknown>(null)
    await db.sql.begin(async (other) => {
      await other`select pg_advisory_xact_lock(hashtext('reference change'))`
      const began = await databaseNow(db)
      arming = armReorganisation(db, of, { actorId: 'chi', at: T - commitMs - leadMs })
      arming.catch(() => {})
      await until('it waits, and its lead is over', async () => {
        const [waits] = await db.sql`
          select 1 from pg_locks join pg_database on pg_database.oid = pg_locks.database
          where locktype = 'advisory' and not granted and datname = current_database()`
        return waits !== undefined && (await databaseNow(db)) > began + leadMs
      })
    })
    await changesNothing(() => arming, late)
  })

  test('is refused at a postponement', async () => {
    await armed(db, of, aMonday)
    const wanted = { basis, effectiveAt: T - hour }
    await postponeReorganisation(db, of, { ...wanted, actorId: 'an', at: aMonday })
    await changesNothing(
      () => postponeReorganisation(db, of, { ...wanted, actorId: 'chi', at: T - hour - tooShort }),
      late,
    )
  })

  test('is refused at an undo', async () => {
    await armed(db, of, aMonday)
    const wanted = { basis, effectiveAt: T + 2 * hour }
    await undoReorganisation(db, of, { ...wanted, actorId: 'an', at: T + hour })
    await changesNothing(
      () => undoReorganisation(db, of, { ...wanted, actorId: 'chi', at: T + 2 * hour - tooShort }),
      late,
    )
  })

  test('and with which rows were true meanwhile is not taken back by a postponement', async () => {
    await armed(db, of, aMonday)
    const wanted = { basis, effectiveAt: T + hour }
    await postponeReorganisation(db, of, { ...wanted, actorId: 'an', at: aMonday })
    await changesNothing(
      () => postponeReorganisation(db, of, { ...wanted, actorId: 'chi', at: T - tooShort }),
      tookEffect,
    )
  })

  test('and with which rows were true meanwhile is not taken back by a call-off', async () => {
    await armed(db, of, aMonday)
    await callOffReorganisation(db, of, { basis, actorId: 'an', at: aMonday })
    await changesNothing(
      () => callOffReorganisation(db, of, { basis, actorId: 'chi', at: T - tooShort }),
      tookEffect,
    )
  })
})

test('an approval of an instant that has passed is refused, since nobody could arm it', async () => {
  await proposeReorganisation(db, of, { actorId: 'an', at: aMonday })
  const { proposed } = await readEnactment(db.sql, of.id)
  const rowsHash = proposed?.rowsHash ?? new Uint8Array()
  await expect(approveReorganisation(db, of, { actorId: 'binh', at: T, rowsHash })).rejects.toMatchObject({
    code: 'instantPassed',
  })
})

test('an instant with a fraction of a millisecond is refused: the second person could never ask the same', async () => {
  const fraction = { code: 'invalidInput', details: { fields: [{ path: '/effectiveAt' }] } }
  const [actorId, effectiveAt] = ['an', T + 0.5]
  await expect(proposeReorganisation(db, of, { actorId, at: aMonday, effectiveAt })).rejects.toMatchObject(
    fraction,
  )
  await armed(db, of, aMonday)
  const later = { actorId, basis, effectiveAt: effectiveAt + hour }
  await expect(postponeReorganisation(db, of, { ...later, at: aMonday })).rejects.toMatchObject(fraction)
  await expect(undoReorganisation(db, of, { ...later, at: T })).rejects.toMatchObject(fraction)
  expect((await readSteps(db.sql, of.id)).map(({ kind }) => kind)).toEqual(['proposed', 'approved', 'armed'])
})
