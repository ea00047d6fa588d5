/** Whether a unit may sign, by its seals: what has not begun counts for nothing, and a refusal names who signs in its place. */
import { beforeEach, describe, expect, test } from 'vitest'
import { authority } from '../../../../db/territory/authority/authority.ts'
import { aMonday } from '../../../clock.ts'
import type { TestDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'
import { fewUnits } from '../../reorganisations/few-units.ts'
import { openDossiers } from '../../reorganisations/open-tasks.ts'
import { ENDS, NEIGHBOUR } from '../../reorganisations/ward-ends.ts'

const T = aMonday + 7 * 86_400_000
const FURTHER = 'new:00025'

let db: TestDatabase
/** A signature of the ward is open, and the ward never had a seal. */
beforeEach(async () => {
  db = await fewUnits()
  await db.asOwner((sql) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      for (const table of ['seal', 'seal_history']) await tx`delete from ${tx(table)} where unit_id = ${ENDS}`
    }),
  )
  const [held] = await db.sql<{ area: string }[]>`
    select min(area_id) as area from jurisdiction where unit_id = ${ENDS} and tier = 'commune' and not custodian`
  await openDossiers(
    db.sql,
    [[{ area: held?.area ?? '', power: 'sign', role: 'chair', dueAt: T }]],
    aMonday - 1,
  )
})

const signsAt = async (asOfMs: number) => {
  const [task] = await db.sql<{ id: string }[]>`select id from task`
  return await authority(db.sql, { officerId: `can-bo:${ENDS}:chair:1`, asOfMs, taskId: task?.id ?? '' })
}

const seal = (id: string, from: number, until: number | null = null) =>
  inChange(
    db,
    (tx) => tx`
      insert into seal (id, unit_id, holder, valid, basis)
      values (${id}, ${ENDS}, 'Văn phòng', tstzrange(instant(${from}), ${until === null ? tx`null` : tx`instant(${until})`}), 'x')`,
  )

describe('a unit without a seal signs', () => {
  test('until its first seal begins, and from then on', async () => {
    expect(await signsAt(aMonday)).toMatchObject({ allowed: true })
    await seal('first', T)
    for (const at of [aMonday, T - 1, T]) expect(await signsAt(at)).toMatchObject({ allowed: true })
  })

  test('no more once its last has ended, though another is to come', async () => {
    await seal('first', aMonday, T)
    await seal('second', T + 1000)
    expect(await signsAt(T - 1)).toMatchObject({ allowed: true })
    expect(await signsAt(T)).toMatchObject({ allowed: false, code: 'sealNotInForce' })
    expect(await signsAt(T + 1000)).toMatchObject({ allowed: true })
  })
})

describe('the refusal names', () => {
  beforeEach(() => seal('first', aMonday, T))
  const succeeds = (unit: string, successor: string, from: number, until: number | null = null) =>
    inChange(
      db,
      (tx) => tx`
        insert into unit_successor (unit_id, successor_id, relation, basis, valid)
        values (${unit}, ${successor}, 'whole', 'x',
          tstzmultirange(tstzrange(instant(${from}), ${until === null ? tx`null` : tx`instant(${until})`})))`,
    )
  const named = async (asOfMs: number) => (await signsAt(asOfMs)).because

  test('the unit that stands, however many reforms lie between', async () => {
    await succeeds(ENDS, NEIGHBOUR, T)
    expect(await named(T)).toContain('đơn vị kế tiếp: Phường Ngọc Hà.')
    await inChange(db, async (tx) => {
      await tx`update unit set valid = tstzmultirange(tstzrange(lower(valid), instant(${T + 1000}))) where id = ${NEIGHBOUR}`
    })
    await succeeds(NEIGHBOUR, FURTHER, T + 1000)
    expect(await named(T + 1000)).toContain('đơn vị kế tiếp: Phường Giảng Võ.')
  })

  test('no unit that is to take its place, and none that does so no longer', async () => {
    await succeeds(ENDS, NEIGHBOUR, aMonday, T)
    await succeeds(ENDS, FURTHER, T + 1000)
    expect(await named(T)).toMatch(/không còn hiệu lực\.$/)
  })
})
