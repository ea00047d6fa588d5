/** From arming to the certificate it is one chain: a clean certificate closes the reorganisation, another does not. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeCertified } from '../../certificate/close-certified.ts'
import { issueCertificate } from '../../certificate/issue-certificate.ts'
import { publicFileOf, readPublicKey } from '../../certificate/signature.ts'
import { verifyCertificates } from '../../certificate/verify-certificate.ts'
import { armedReorganisation, readSteps } from '../../db/reorganisations/enactment/steps.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import { aMonday, databaseNow } from '../clock.ts'
import { armed } from '../db/reorganisations/arm.ts'
import { wardEnds } from '../db/reorganisations/ward-ends.ts'
import { certifyingWorld } from './certifying-world.ts'
import { asReplica, type CertifyingWorld, day, file, freezeForCutover } from './cutover-story.ts'

let world: CertifyingWorld
/** It has passed: rows and lists are judged by the instants that they are given. */
const T = aMonday + day
beforeEach(async () => {
  world = await certifyingWorld()
  const { database } = world
  await armed(database, wardEnds(await readReferenceRows(database.sql), T, 'phuong-thu'), aMonday)
  await file(database, { at: aMonday })
  await freezeForCutover(database, [], T)
})
afterEach(() => world.database.close())

async function certifiedThen(at = T) {
  const { database, folder, key } = world
  const knownAt = await databaseNow(database)
  const certified = await issueCertificate(database, database.url, {
    ...{ at, until: at, knownAt, key, out: join(folder, `${knownAt}.jsonl`), waitMs: 20_000 },
  })
  return { certified, closed: await closeCertified(database, certified, { at, now: knownAt }) }
}

test('a clean certificate closes the reorganisation of its instant, and names itself as the basis', async () => {
  const { certified, closed } = await certifiedThen()
  expect(certified.faults.named).toEqual({ missing: [], doubled: [], deskless: [], notListed: [] })
  expect(closed).toBe('phuong-thu')
  expect(await armedReorganisation(world.database.sql)).toBeNull()
  expect((await readSteps(world.database.sql, 'phuong-thu')).at(-1)).toMatchObject({
    kind: 'certified',
    actorId: 'certificate',
    basis: `Certificate ${certified.root}`,
  })
  expect((await certifiedThen()).closed).toBeNull()
})

test('a certificate without a list that was frozen before leaves it armed', async () => {
  await asReplica(world.database, (tx) => tx`delete from frozen_list`)
  expect(await certifiedThen()).toMatchObject({ certified: { list: null }, closed: null })
  expect(await armedReorganisation(world.database.sql)).toBe('phuong-thu')
})

test('a certificate that names a missing run leaves it armed', async () => {
  await asReplica(world.database, async (tx) => {
    await tx`delete from dossier_revision`
    await tx`delete from dossier`
  })
  const { certified, closed } = await certifiedThen()
  expect(certified.faults.counts.missing).toBe(1)
  expect(closed).toBeNull()
  expect(await armedReorganisation(world.database.sql)).toBe('phuong-thu')
})

test('a clean certificate of another instant leaves it armed', async () => {
  const other = T - 1
  await asReplica(world.database, (tx) => tx`update frozen_list set taken_for = instant(${other})`)
  expect((await certifiedThen(other)).closed).toBeNull()
})

test('the certificate says which reorganisation was armed for its instant, and that it has no dossier', async () => {
  const { certified } = await certifiedThen()
  expect(certified.reorganisation).toEqual({ id: 'phuong-thu', dossier: null })
  const file = join(world.folder, `${certified.knownAt}.jsonl`)
  const [header] = (await readFile(file, 'utf8')).split('\n')
  expect(JSON.parse(header ?? '')).toMatchObject({ reorganisation: { id: 'phuong-thu', dossier: null } })
  expect(
    await verifyCertificates([file], await readPublicKey(publicFileOf(join(world.folder, 'key.pem')))),
  ).toMatchObject([{ root: certified.root, problems: [] }])
})
