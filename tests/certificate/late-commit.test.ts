import { beforeAll, expect, test } from 'vitest'
import { waitForEarlier } from '../../db/certificate/wait-for-earlier.ts'
import { databaseNow } from '../clock.ts'
import { certifyingWorld } from './certifying-world.ts'
import { type CertifyingWorld, certify, freezeForCutover } from './cutover-story.ts'
import { filingThatWaits, untilItWaits } from './filing-that-waits.ts'

let world: CertifyingWorld
beforeAll(async () => {
  world = await certifyingWorld()
})

test('a certificate waits for a transaction that began before the instant of knowing and commits late', async () => {
  await freezeForCutover(world.database)
  const late = await filingThatWaits(world.database)
  const knownAt = await databaseNow(world.database)
  const certified = certify(world, { knownAt })
  await untilItWaits(world.database, knownAt)
  await late.commit()
  expect((await certified).outcomes[late.id]).toBe('newDesk')
})

test('a certificate waits only for a time for a transaction that does not end', async () => {
  const late = await filingThatWaits(world.database)
  const knownAt = await databaseNow(world.database)
  await expect(waitForEarlier(world.database.sql, knownAt, { waitMs: 200 })).rejects.toThrow('has not ended')
  await late.commit()
  await waitForEarlier(world.database.sql, knownAt)
})
