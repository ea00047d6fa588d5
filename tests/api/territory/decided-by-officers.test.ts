/** Officers who decided a reorganisation in its dossier postpone it and call it off by their own tokens. */
import { beforeAll, expect, test } from 'vitest'
import { armAsTwo } from '../../../db/reorganisations/enactment/arm-as-two.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../clock.ts'
import { ENDS, NEIGHBOUR, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

const hour = 3_600_000
const T = aMonday + 24 * hour
const path = '/reorganisations/phuong-thu-2026'
const basis = 'Quyết định thử 2/2026'
const FIRST = `can-bo:${ENDS}:chair:1`
const SECOND = `can-bo:${NEIGHBOUR}:chair:1`
const OTHER = `can-bo:${ENDS}:oneStop:1`

let api: ApiWorld
beforeAll(async () => {
  const plain = await apiWorldWithoutEngine()
  const of = wardEnds(await readReferenceRows(plain.database.sql), T)
  api = await plain.appWith({ reorganisations: [of], now: () => aMonday })
  await armAsTwo(api.database, of, { proposes: FIRST, approves: SECOND, now: () => aMonday })
})
const officer = (id: string) => api.as({ id, role: 'officer' })

test('the two who decided it move it and empty it, one after the other', async () => {
  const [first, second] = await Promise.all([officer(FIRST), officer(SECOND)])
  const later = { effectiveAt: new Date(T + hour).toISOString(), basis }
  expect(await first.post(`${path}/postponement`, later)).toMatchObject({ status: 200 })
  expect(await first.post(`${path}/postponement`, later)).toMatchObject({
    ...{ status: 403, body: { code: 'secondPersonNeeded' } },
  })
  expect(await second.post(`${path}/postponement`, later)).toMatchObject({
    ...{ status: 200, body: { status: 'armed', effectiveAt: later.effectiveAt } },
  })
})

test('no other officer does, no operator in their place, and neither of them undoes or reads it', async () => {
  const [first, other] = await Promise.all([officer(FIRST), officer(OTHER)])
  const operator = await api.as({ id: 'cb1@hanoi', role: 'operator' })
  for (const who of [other, await officer('can-bo:nobody')]) {
    expect(await who.post(`${path}/call-off`, { basis })).toMatchObject({
      ...{ status: 403, body: { code: 'forbidden' } },
    })
  }
  expect(await operator.post(`${path}/call-off`, { basis })).toMatchObject({
    ...{ status: 403, body: { code: 'secondPersonNeeded' } },
  })
  const undo = { effectiveAt: new Date(T + 2 * hour).toISOString(), basis }
  expect(await first.post(`${path}/undo`, undo)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await first.get(path)).toMatchObject({ status: 403 })
})

test('who has left every office does so no longer', async () => {
  await inChange(
    api.database,
    (tx) => tx`
      update mandate set valid = valid * tstzrange(null, instant(${aMonday})) where officer_id = ${SECOND}`,
  )
  const [first, second] = await Promise.all([officer(FIRST), officer(SECOND)])
  expect(await first.post(`${path}/call-off`, { basis })).toMatchObject({ status: 200 })
  expect(await second.post(`${path}/call-off`, { basis })).toMatchObject({
    ...{ status: 403, body: { code: 'forbidden' } },
  })
})
