/** A loan that an armed reorganisation takes to another unit is one loan: who ends it ends what would begin at the instant too. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { endMandate, lendMandate } from '../../../../db/territory/authority/mandate.ts'
import type { Enactable } from '../../../../reorganisations/enactable.ts'
import { aMonday } from '../../../clock.ts'
import type { TestDatabase } from '../../../database.ts'
import { armed, undone } from '../arm.ts'
import { fewUnits } from '../few-units.ts'
import { BEGINS, CLERK, ENDS, NEIGHBOUR, wardEnds } from '../ward-ends.ts'

const day = 86_400_000
const HELPER = `can-bo:${NEIGHBOUR}:oneStop:1`

let db: TestDatabase
let of: Enactable
let loan: string
/** Each test is later than the undo of the one before. */
let now = aMonday
let at: number
beforeAll(async () => {
  db = await fewUnits()
})
beforeEach(async () => {
  now += 100 * day
  at = now + day
  const lent = await lendMandate(db, {
    ...{ caller: 'giam-sat', key: `k${now}`, unitId: ENDS, role: 'oneStop', officerId: HELPER },
    ...{ kind: 'substitution', actingForId: CLERK, from: now, until: now + 30 * day, at: now },
    basis: 'Phân công thử',
  })
  loan = lent.id
  of = wardEnds(await readReferenceRows(db.sql), at, `phuong-thu-${now}`)
  await armed(db, of, now)
})

/** Where the officer sits by the loan, day by day. */
async function units(...instants: readonly number[]): Promise<readonly (readonly string[])[]> {
  const rows = await db.sql<{ unit: string; from: number; until: number }[]>`
    select unit_id as unit, epoch_ms(lower(valid)) as from, epoch_ms(upper(valid)) as until from mandate
    where officer_id = ${HELPER} and kind = 'substitution' and not isempty(valid)`
  return instants.map((instant) =>
    rows.filter(({ from, until }) => from <= instant && instant < until).map(({ unit }) => unit),
  )
}
const end = (id: string, atMs: number) => endMandate(db, { id, actorId: 'giam-sat', at: atMs })

describe('a loan that moves with a reorganisation', { timeout: 300_000 }, () => {
  test('goes on in the new unit until its end', async () => {
    expect(await units(now, at, now + 30 * day)).toEqual([[ENDS], [BEGINS], []])
    await undone(db, of, { at, effectiveAt: at + day })
  })

  test('does not begin again at the instant where it was ended before', async () => {
    await end(loan, now + 1)
    expect(await units(now, now + 1, at, at + day)).toEqual([[ENDS], [], [], []])
    const changes = await db.sql`
      select isempty(valid) as never from mandate_change where mandate_id like ${`${loan}%`} and kind = 'ended' order by id`
    expect([...changes]).toEqual([{ never: false }, { never: true }])
  })
})
