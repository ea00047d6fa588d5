/** The copy is armed for its own instant, also where the live database has the reorganisation armed and a call-off is asked. */
import { beforeEach, expect, test } from 'vitest'
import { readEnactment } from '../../db/reorganisations/enactment/steps.ts'
import { callOffReorganisation } from '../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import { armInCopy } from '../../rehearsal/arm-in-copy.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import { aMonday } from '../clock.ts'
import type { TestDatabase } from '../database.ts'
import { armed } from '../db/reorganisations/arm.ts'
import { fewUnits } from '../db/reorganisations/few-units.ts'
import { wardEnds } from '../db/reorganisations/ward-ends.ts'

const hour = 3_600_000
const T = aMonday + 24 * hour

let copy: TestDatabase
let of: Enactable
beforeEach(async () => {
  copy = await fewUnits()
  of = wardEnds(await readReferenceRows(copy.sql), T)
  await armed(copy, of, aMonday)
})

test.each([
  ['nobody', null],
  ['who proposed it', 'an'],
  ['who approved it', 'chi'],
])(
  'a reorganisation is armed in the copy though a call-off was requested by %s',
  { timeout: 300_000 },
  async (_who, actorId) => {
    if (actorId !== null) {
      await callOffReorganisation(copy, of, { actorId, at: aMonday + hour, basis: 'Quyết định thử' })
    }
    await armInCopy(copy, of, { effectiveAt: T + hour, now: () => aMonday + 2 * hour })
    const { status, effectiveAt, proposed } = await readEnactment(copy.sql, of.id)
    expect({ status, effectiveAt }).toEqual({ status: 'armed', effectiveAt: T + hour })
    expect(proposed?.actorId).toBe('rehearsal:proposes')
  },
)
