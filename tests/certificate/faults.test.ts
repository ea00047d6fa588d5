import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databaseNow } from '../clock.ts'
import { certifyingWorld } from './certifying-world.ts'
import {
  asReplica,
  type CertifyingWorld,
  cell,
  certify,
  corrects,
  cutover,
  day,
  file,
  freezeForCutover,
  issued,
} from './cutover-story.ts'

let world: CertifyingWorld
let kept: string
beforeEach(async () => {
  world = await certifyingWorld()
  kept = await file(world.database, { areaId: 'cell:00007:00008' })
})
afterEach(() => world.database.close())

const certified = async () => certify(world, { knownAt: await databaseNow(world.database) })

describe('a run that is missing is named', () => {
  test('a dossier of the list whose rows are gone', async () => {
    const lost = await file(world.database)
    await freezeForCutover(world.database)
    await asReplica(world.database, async (tx) => {
      await tx`delete from dossier_revision where dossier_id = ${lost}`
      await tx`delete from dossier where id = ${lost}`
    })
    const { faults, outcomes } = await certified()
    expect(faults.named).toMatchObject({ missing: [lost], doubled: [], deskless: [] })
    expect(outcomes).toEqual({ [kept]: 'newDesk' })
  })

  test('a correction of the list whose row is gone', async () => {
    const corrected = await file(world.database, { at: cutover - 20 * day })
    await issued(world.database, corrected, cutover - 15 * day)
    await corrects(world.database, corrected, { at: cutover - day, begin: true })
    await freezeForCutover(world.database)
    await asReplica(world.database, (tx) => tx`delete from correction where dossier_id = ${corrected}`)
    expect((await certified()).faults.named.missing).toEqual([`${corrected}/correction-1`])
  })

  test('one that runs in the engine and has no rows', async () => {
    const unknown = '01977777-0000-7000-8000-0000000000aa'
    await freezeForCutover(world.database, { said: { unknown: [{ dossierId: unknown, correction: 0 }] } })
    expect((await certified()).faults.named.missing).toEqual([unknown])
  })
})

test('an open run that was recorded before the frozen list and is not in it is named', async () => {
  await world.database
    .sql`update dossier set status = 'closed', ending = 'issued', ended_at = instant(0) where id = ${kept}`
  const listId = await freezeForCutover(world.database)
  await asReplica(
    world.database,
    (tx) => tx`
    update frozen_list set frozen_at = instant(${cutover - 1}) where id = ${listId}`,
  )
  await asReplica(
    world.database,
    (tx) => tx`
    update dossier set recorded_at = instant(${cutover - day}) where id = ${kept}`,
  )
  expect((await certified()).faults.named.notListed).toEqual([kept])
})

test('a frozen list that was changed after its hash entered the journal does not count', async () => {
  const listId = await freezeForCutover(world.database)
  await asReplica(
    world.database,
    (tx) => tx`
    update frozen_list set hash = sha256('x') where id = ${listId}`,
  )
  expect((await certified()).list).toBeNull()
})

test.each([
  ['taken out of it', 'delete from frozen_run where'],
  ['changed in it', 'update frozen_run set in_rows = false, in_engine = true where'],
  ['said to have been started', 'update frozen_run set started = true where'],
])('a frozen list does not count where one of its runs was %s after it was hashed', async (_, change) => {
  const listId = await freezeForCutover(world.database)
  expect((await certified()).list?.id).toBe(listId)
  await asReplica(world.database, (tx) =>
    tx.unsafe(`${change} list_id = $1 and dossier_id = $2`, [listId, kept]),
  )
  expect((await certified()).list).toBeNull()
})

describe('an open run that the engine did not know is named', () => {
  const run = () => ({ dossierId: kept, correction: 0 })

  test('where it had been started; it keeps its outcome, and the totals count it', async () => {
    await freezeForCutover(world.database, { said: { lost: [run()] } })
    const { faults, outcomes, lines, list } = await certified()
    expect(list?.runs).toBe(1)
    expect(faults.named).toMatchObject({ missing: [], notListed: [], notInEngine: [kept] })
    expect(outcomes).toEqual({ [kept]: 'newDesk' })
    const read = lines.map((text): Record<string, unknown> => JSON.parse(text))
    expect(read).toContainEqual({
      ...{ kind: 'notInEngine', id: kept, correction: 0, inRows: true, inEngine: false },
    })
    expect(read.find(({ kind }) => kind === 'totals')).toMatchObject({ run: 1, notInEngine: 1 })
  })

  test('and one that runs or waits for its start is not', async () => {
    const waits = await file(world.database)
    await world.database.sql`update dossier set started_at = filed_at where id = ${kept}`
    await freezeForCutover(world.database)
    const { faults, outcomes, text } = await certified()
    expect(faults.counts.notInEngine).toBe(0)
    expect(outcomes).toEqual({ [kept]: 'newDesk', [waits]: 'newDesk' })
    expect(text).not.toContain('notInEngine')
  })
})

describe('a desk that is held twice or by nobody is named', () => {
  const moved = async (change: 'twice' | 'gone' | 'keptUnsplit'): Promise<string> => {
    const id = await file(world.database)
    await freezeForCutover(world.database)
    await asReplica(world.database, async (tx) => {
      const here = tx`area_id = ${cell} and tier = 'commune' and valid @> instant(${cutover})`
      if (change === 'gone') await tx`delete from jurisdiction_history where ${here}`
      else if (change === 'keptUnsplit') {
        // A custodian keeps what was split; of an area that is whole the inbox of nobody has the tasks.
        await tx`update jurisdiction_history set custodian = true where ${here}`
        await tx`
          insert into custody_history (id, scope, subject, area_id, unit_id, valid, basis, assumed, known)
          select 'kept-unsplit', 'field', field, null, 'new:00004', '(,)', 'thử', false, '[1,)' from dossier where id = ${id}`
      } else {
        await tx`alter table jurisdiction_history drop constraint jurisdiction_history_one_holder`
        await tx`
          insert into jurisdiction_history (id, area_id, tier, unit_id, custodian, valid, basis, assumed, known)
          select id || '/again', area_id, tier, 'new:00008', custodian, valid, basis, assumed, known
          from jurisdiction_history where ${here}`
      }
    })
    return id
  }

  test('doubled, where two units hold the area', async () => {
    const id = await moved('twice')
    const { faults, lines } = await certified()
    expect(faults.named).toMatchObject({ missing: [], doubled: [id], deskless: [] })
    const line = lines.map((text): Record<string, unknown> => JSON.parse(text)).find((one) => one.id === id)
    expect(line?.desks).toMatchObject([{ after: ['new:00004', 'new:00008'] }])
  })

  test('deskless, where nobody holds it', async () => {
    const id = await moved('gone')
    const { faults, outcomes } = await certified()
    expect(faults.named).toMatchObject({ missing: [], doubled: [], deskless: [id] })
    expect(outcomes[id]).toBe('deskless')
  })

  test('deskless, where a unit is responsible whose inbox does not reach it, as only the second derivation shows', async () => {
    const id = await moved('keptUnsplit')
    const { faults, lines } = await certified()
    expect(faults.named.deskless).toEqual([id])
    const line = lines.map((text): Record<string, unknown> => JSON.parse(text)).find((one) => one.id === id)
    expect(line?.desks).toMatchObject([{ after: { byResponsibility: ['new:00004'], byInbox: [] } }])
  })
})
