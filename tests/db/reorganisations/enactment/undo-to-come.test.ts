import { beforeAll, expect, test } from 'vitest'
import { proposeReorganisation } from '../../../../db/reorganisations/enactment/enact.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../../clock.ts'
import type { TestDatabase } from '../../../database.ts'
import { armed, undone } from '../arm.ts'
import { fewUnits } from '../few-units.ts'
import { wardEnds } from '../ward-ends.ts'

const hour = 3_600_000
const T = aMonday + hour

let db: TestDatabase
beforeAll(async () => {
  db = await fewUnits()
})

test('before the instant from which something is undone no other takes effect', async () => {
  const first = wardEnds(await readReferenceRows(db.sql), T, 'phuong-thu')
  await armed(db, first, aMonday)
  const U = T + 2 * hour
  await undone(db, first, { at: T, effectiveAt: U })
  const rows = await readReferenceRows(db.sql)
  const propose = (at: number) =>
    proposeReorganisation(db, wardEnds(rows, at, `phuong-khac-${at}`), { actorId: 'an', at: T })
  await expect(propose(U - 1)).rejects.toMatchObject({
    code: 'reorganisationArmed',
    details: { hint: expect.stringMatching(/undo of phuong-thu takes effect/) },
  })
  await propose(U)
})
