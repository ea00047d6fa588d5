/** A reassignment is accepted, and before it is written the task is claimed: the later date stands across a reorganisation. */
import { beforeAll, describe, expect, test } from 'vitest'
import { writeTransition } from '../../../../db/dossier/transition/write-transition.ts'
import { claimTask } from '../../../../db/tasks/claim.ts'
import { initialState } from '../../../../procedures/grammar/run/event.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { commune, type DossierStory, fileOnly } from '../../../dossier-story.ts'
import { type TestEngine, testEngine } from '../../../engine.ts'
import { registration } from '../../../procedures/invented/registration.ts'
import { inChange } from '../../../reference-change.ts'
import { inputOf } from './write-input.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})

const startAt = Date.parse('2026-11-25T09:00:00+07:00')

/** No workflow runs here: the write is asked as one would ask it. */
async function started() {
  const dossier = await fileOnly({ database, engine, now: () => startAt }, registration)
  const input = inputOf(dossier, initialState([]), { kind: 'start', key: 'start', at: startAt })
  await writeTransition(database, input)
  return { dossier, state: input.after }
}

const given = (officer: string | null) => (key: string) =>
  ({ kind: 'reassign', key, at: startAt, task: 'receive.1', officer }) as const

describe('a task that was claimed after its reassignment was accepted, and before that is written,', () => {
  const CITY = 'hanoi:01'
  const [here, there] = [`can-bo:${commune}:oneStop:1`, `can-bo:${CITY}:oneStop:1`]

  async function claimed({ id }: DossierStory, by: { officerId: string; unitId: string; at: number }) {
    const [mandate] = await database.sql<{ id: string }[]>`
      select id from mandate where officer_id = ${by.officerId} and unit_id = ${by.unitId}`
    const task = { taskId: `${id}.receive.1`, dossierId: id, mandateId: mandate?.id ?? '' }
    expect(await claimTask(database, { ...task, ...by })).toEqual({ kind: 'held' })
  }
  const holder = async ({ id }: DossierStory) => {
    const [row] = await database.sql<{ by: string | null }[]>`
      select claimed_by as by from task where dossier_id = ${id}`
    return row?.by
  }

  test('stays with the unit that is responsible since', async () => {
    const { dossier, state } = await started()
    const { item } = await dossier.record(given(here), { at: startAt })
    await inChange(
      database,
      (tx) => tx`
      insert into competence (id, scope, subject, power, tier, held_by, unit_id, valid, basis)
      values ('given', 'procedure', ${dossier.plan.procedure}, 'receive', 'commune', 'city', ${CITY},
        tstzrange(instant(${startAt + 5}), instant(${startAt + 10})), 'Quyết định')`,
    )
    await claimed(dossier, { officerId: there, unitId: CITY, at: startAt + 6 })
    expect(await writeTransition(database, inputOf(dossier, state, item))).toEqual({
      kind: 'refused',
      code: 'claimedByAnother',
    })
    expect(await holder(dossier)).toBe(there)
    expect(await dossier.journal()).toEqual(['filed', 'start', 'claimed', 'refused'])
  })

  test('stays claimed where it was to go back to its desk', async () => {
    const { dossier, state } = await started()
    const { item } = await dossier.record(given(null), { at: startAt })
    await claimed(dossier, { officerId: here, unitId: commune, at: startAt + 1 })
    expect(await writeTransition(database, inputOf(dossier, state, item))).toMatchObject({ kind: 'refused' })
    expect(await holder(dossier)).toBe(here)
  })

  test('goes to whom it was given in the same unit: that officer had it first', async () => {
    const { dossier, state } = await started()
    const other = 'can-bo-thu-hai'
    await inChange(database, async (tx) => {
      await tx`insert into officer (id, name, invented) values (${other}, 'Cán bộ thứ hai', true)`
      await tx`
        insert into mandate (id, officer_id, unit_id, role, kind, valid, basis)
        values (${other}, ${other}, ${commune}, 'oneStop', 'own', tstzrange(instant(${startAt}), null), 'Quyết định')`
    })
    const { item } = await dossier.record(given(other), { at: startAt })
    await claimed(dossier, { officerId: here, unitId: commune, at: startAt + 1 })
    expect(await writeTransition(database, inputOf(dossier, state, item))).toMatchObject({ kind: 'applied' })
    expect(await holder(dossier)).toBe(other)
  })
})
