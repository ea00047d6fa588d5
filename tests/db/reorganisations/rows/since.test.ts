/** Loans are lent and ended at any time: what persons do between keeps no reorganisation from being taken back. */
import { beforeEach, expect, test } from 'vitest'
import { closeReorganisation } from '../../../../db/reorganisations/enactment/enact.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
  undoReorganisation,
} from '../../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { endMandate, lendMandate, mandatesOf } from '../../../../db/territory/authority/mandate.ts'
import { type Enactable, enactable } from '../../../../reorganisations/enactable.ts'
import { type Change, reorganisation } from '../../../../reorganisations/grammar/reorganisation.ts'
import { aMonday } from '../../../clock.ts'
import type { TestDatabase } from '../../../database.ts'
import { armed, undone } from '../arm.ts'
import { fewUnits } from '../few-units.ts'
import { BEGINS, CLERK, ENDS, NEIGHBOUR, wardEnds } from '../ward-ends.ts'

const hour = 3_600_000
const T = aMonday + 24 * hour
const basis = 'Quyết định thử'
const helper = `can-bo:${NEIGHBOUR}:oneStop:1`

let db: TestDatabase
let of: Enactable
/** The loan of the clerk's role, from now until two days after the instant, and how it goes on. */
let loan: string
beforeEach(async () => {
  db = await fewUnits()
  const lent = await lendMandate(db, {
    ...{ caller: 'x', key: 'loan', unitId: ENDS, role: 'oneStop', officerId: helper, kind: 'substitution' },
    ...{ actingForId: CLERK, from: aMonday, until: T + 48 * hour, basis, at: aMonday },
  })
  loan = lent.id
  of = wardEnds(await readReferenceRows(db.sql), T)
  await armed(db, of, aMonday)
})

const end = (id: string, at: number) => endMandate(db, { id, actorId: 'x', at })
const both = async (work: (actorId: string) => Promise<unknown>) => {
  expect(await work('an')).toBe('asked')
  expect(await work('chi')).toBe('done')
}
const callOff = () => both((actorId) => callOffReorganisation(db, of, { actorId, at: aMonday + hour, basis }))
const postpone = (effectiveAt: number) =>
  both((actorId) => postponeReorganisation(db, of, { actorId, at: aMonday + hour, basis, effectiveAt }))
const seats = async (at: number) => {
  const rows = await db.sql<{ unit: string }[]>`
    select unit_id as unit from mandate where officer_id = ${helper} and kind <> 'own' and valid @> instant(${at})`
  return rows.map(({ unit }) => unit)
}
const hasOffice = async (unitId: string, at: number) => {
  const { items } = await mandatesOf(db.sql, { unitId, asOfMs: at })
  return items.some(({ officerId }) => officerId === CLERK)
}

test('a loan that is ended before the instant of a reorganisation neither blocks its postponement nor its call-off, and stays ended', async () => {
  await end(loan, aMonday + 1)
  await postpone(T + hour)
  expect(await hasOffice(BEGINS, T + hour)).toBe(true)
  await callOff()
  for (const at of [aMonday + 1, T, T + hour]) expect(await seats(at)).toEqual([])
  expect(await hasOffice(ENDS, T + hour)).toBe(true)
})

test('a loan that nobody ended goes on where it was after a call-off, until its own end', async () => {
  await callOff()
  expect(await seats(T + 47 * hour)).toEqual([ENDS])
  expect(await seats(T + 48 * hour)).toEqual([])
})

test('a loan that is ended after the instant blocks no undo, and does not begin again', async () => {
  await end(`${loan}>${BEGINS}`, T + 1)
  await undone(db, of, { at: T + 2, effectiveAt: T + hour })
  expect(await seats(T)).toEqual([BEGINS])
  for (const at of [T + 1, T + hour]) expect(await seats(at)).toEqual([])
  expect(await hasOffice(ENDS, T + hour)).toBe(true)
})

test('a loan that a later reorganisation ended blocks the undo of the earlier one', async () => {
  await closeReorganisation(db, of, { actorId: 'an', at: T + 1, basis })
  const ends: Change = { kind: 'mandateEnds', mandate: `${loan}>${BEGINS}` }
  const later = enactable(
    reorganisation<null>({
      ...{ id: 'ket-thuc', name: 'Kết thúc', basis: 'Nghị quyết thử 2/2026', openQuestions: [] },
      effectiveAt: new Date(T + hour).toISOString(),
      changes: () => [ends],
    }),
    null,
  )
  await armed(db, later, T + 2)
  await closeReorganisation(db, later, { actorId: 'an', at: T + hour, basis })
  const wanted = { actorId: 'an', at: T + hour + 1, basis, effectiveAt: T + 2 * hour }
  await expect(undoReorganisation(db, of, wanted)).rejects.toMatchObject({
    code: 'builtOnSince',
    details: { hint: expect.stringMatching(/Undo ket-thuc first\. mandate/) },
  })
})

test('a redone reorganisation is not undone while another one has moved an area to the unit that it began again', async () => {
  const U = T + 2 * hour
  await undone(db, of, { at: T + 1, effectiveAt: U })
  const again = wardEnds(await readReferenceRows(db.sql), U + hour, of.id)
  await armed(db, again, T + 2)
  await closeReorganisation(db, again, { actorId: 'an', at: U + hour + 1, basis })
  const [area] = await db.sql<{ id: string }[]>`
    select area_id as id from jurisdiction where unit_id = ${NEIGHBOUR} and tier = 'commune' and valid @> instant(${U}) limit 1`
  const later = enactable(
    reorganisation<null>({
      ...{ id: 'chuyen-mot-o', name: 'Chuyển', basis: 'Nghị quyết thử 2/2026', openQuestions: [] },
      effectiveAt: new Date(U + 2 * hour).toISOString(),
      changes: () => [{ kind: 'areaMoves', area: area?.id ?? '', tier: 'commune', to: BEGINS }],
    }),
    null,
  )
  await armed(db, later, U + hour + 2)
  await closeReorganisation(db, later, { actorId: 'an', at: U + 2 * hour, basis })
  const wanted = { actorId: 'an', at: U + 2 * hour, basis, effectiveAt: U + 3 * hour }
  await expect(undoReorganisation(db, again, wanted)).rejects.toMatchObject({
    code: 'builtOnSince',
    details: { hint: expect.stringMatching(new RegExp(`Undo chuyen-mot-o first.*rests on ${BEGINS}`)) },
  })
})
