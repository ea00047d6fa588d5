/** What an armed reorganisation keeps from happening, and what of itself cannot be changed without a new approval. */
import { beforeEach, expect, test } from 'vitest'
import { closeReorganisation } from '../../../../db/reorganisations/enactment/enact.ts'
import { readEnactment } from '../../../../db/reorganisations/enactment/steps.ts'
import {
  postponeReorganisation,
  undoReorganisation,
} from '../../../../db/reorganisations/enactment/take-back.ts'
import { previewReorganisation } from '../../../../db/reorganisations/preview/preview.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { type Enactable, enactable } from '../../../../reorganisations/enactable.ts'
import type { ReferenceRows } from '../../../../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../../../../reorganisations/grammar/reorganisation.ts'
import { aMonday } from '../../../clock.ts'
import type { TestDatabase } from '../../../database.ts'
import { declared } from '../../../reorganisations/grammar/declared.ts'
import { armed, undone } from '../arm.ts'
import { fewUnits } from '../few-units.ts'
import { openDossiers } from '../open-tasks.ts'
import { ENDS, NEIGHBOUR } from '../ward-ends.ts'

const hour = 3_600_000
const T = aMonday + 24 * hour
const basis = 'Quyết định thử'
let db: TestDatabase
let rows: ReferenceRows
beforeEach(async () => {
  db = await fewUnits()
  rows = await readReferenceRows(db.sql)
})
const cells = (): readonly string[] =>
  rows.jurisdiction
    .filter(({ unitId, tier, areaId }) => unitId === ENDS && tier === 'commune' && areaId.startsWith('cell'))
    .map(({ areaId }) => areaId)
const moves = (id: string, areas: readonly (string | undefined)[], at = T): Enactable =>
  enactable(
    {
      ...declared(
        areas.map((area = ''): Change => ({ kind: 'areaMoves', area, tier: 'commune', to: NEIGHBOUR })),
        at,
      ),
      id,
    },
    null,
  )

test('an armed reorganisation is postponed by a build alone that would write the rows that were approved', async () => {
  const [one, other] = cells()
  const approved = moves('xa-thu', [one])
  await armed(db, approved, aMonday)
  const by = { at: aMonday + hour, basis, effectiveAt: T + hour }
  const changed = moves('xa-thu', [one, other])
  await expect(postponeReorganisation(db, changed, { ...by, actorId: 'an' })).rejects.toMatchObject({
    code: 'reorganisationImpossible',
    details: { hint: expect.stringContaining('has been changed since it was approved') },
  })
  expect(await postponeReorganisation(db, approved, { ...by, actorId: 'an' })).toBe('asked')
  await expect(postponeReorganisation(db, changed, { ...by, actorId: 'chi' })).rejects.toMatchObject({
    code: 'reorganisationImpossible',
  })
  expect(await postponeReorganisation(db, approved, { ...by, actorId: 'chi' })).toBe('done')
  const again = { ...by, effectiveAt: T + 2 * hour }
  await expect(postponeReorganisation(db, changed, { ...again, actorId: 'an' })).rejects.toMatchObject({
    code: 'reorganisationImpossible',
  })
  expect(await postponeReorganisation(db, approved, { ...again, actorId: 'an' })).toBe('asked')
})

test('nothing else is undone while a reorganisation is armed', async () => {
  const [one, other] = cells()
  const first = moves('xa-mot', [one])
  const second = moves('xa-hai', [other], T + 48 * hour)
  await armed(db, first, aMonday)
  await closeReorganisation(db, first, { actorId: 'x', at: T + 1, basis })
  await armed(db, second, T + hour)
  const undo = { at: T + 2 * hour, effectiveAt: T + 24 * hour }
  await expect(undoReorganisation(db, first, { ...undo, actorId: 'an', basis })).rejects.toMatchObject({
    code: 'reorganisationArmed',
  })
  await closeReorganisation(db, second, { actorId: 'x', at: T + 49 * hour, basis })
  await undone(db, first, { at: T + 50 * hour, effectiveAt: T + 51 * hour })
  expect((await readEnactment(db.sql, first.id)).status).toBe('undone')
})

test('the preview of an armed reorganisation at another instant is what it was before it was armed', async () => {
  const [area = ''] = cells()
  await openDossiers(db.sql, [[{ area, dueAt: T }]], aMonday)
  const of = moves('xa-thu', [area])
  const at = T + 48 * hour
  const before = await previewReorganisation(db, of, { at, asOfMs: aMonday })
  expect(before.totals.moves).toBeGreaterThan(0)
  await armed(db, of, aMonday)
  expect(await previewReorganisation(db, of, { at, asOfMs: aMonday })).toEqual(before)
  await expect(previewReorganisation(db, of, { at, asOfMs: T })).rejects.toMatchObject({
    code: 'invalidInput',
    details: { fields: [{ path: '/at' }] },
  })
})
