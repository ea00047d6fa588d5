/** From arming to the certificate it is one chain: a clean certificate closes the reorganisation, another does not. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeCertified } from '../../certificate/close-certified.ts'
import { issueCertificate } from '../../certificate/issue-certificate.ts'
import { publicFileOf, readPublicKey } from '../../certificate/signature.ts'
import { verifyCertificates } from '../../certificate/verify-certificate.ts'
import { closeByHand, closedDespiteFindings } from '../../db/reorganisations/enactment/close-by-hand.ts'
import { armedReorganisation, readSteps } from '../../db/reorganisations/enactment/steps.ts'
import { undoReorganisation } from '../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import { closeOn } from '../../demo/certify.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import { aMonday, databaseNow, machineNow } from '../clock.ts'
import { armed } from '../db/reorganisations/arm.ts'
import { wardEnds } from '../db/reorganisations/ward-ends.ts'
import { certifyingWorld } from './certifying-world.ts'
import { asReplica, type CertifyingWorld, day, file, freezeForCutover } from './cutover-story.ts'

let world: CertifyingWorld
let ends: Enactable
/** It has passed: rows and lists are judged by the instants that they are given. */
const T = aMonday + day
beforeEach(async () => {
  world = await certifyingWorld()
  const { database } = world
  ends = wardEnds(await readReferenceRows(database.sql), T, 'phuong-thu')
  await armed(database, ends, aMonday)
  await file(database, { at: aMonday })
  await freezeForCutover(database, { takenFor: T })
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
  expect(certified.faults.named).toMatchObject({ missing: [], doubled: [], deskless: [], notListed: [] })
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

test('a clean certificate leaves it armed where one with findings was issued since of what became known later', async () => {
  const first = await certifiedThen()
  expect(first.closed).toBe('phuong-thu')
  const { database, folder, key } = world
  await asReplica(database, (tx) => tx`delete from reorganisation_step where kind = 'certified'`)
  await withoutDesk()
  const later = await certifiedThen()
  expect(later.certified.faults.counts.deskless).toBe(1)
  const again = await issueCertificate(database, database.url, {
    ...{ at: T, until: T, knownAt: first.certified.knownAt, key, out: join(folder, 'again.jsonl') },
  })
  expect(again).toMatchObject({ kind: 'again', faults: { counts: { deskless: 0 } } })
  expect(await closeCertified(database, again, { at: T, now: machineNow() })).toBeNull()
  expect(await armedReorganisation(database.sql)).toBe('phuong-thu')
})

/** A dossier that is entered now, filed before the instant, where nobody holds a desk for it. */
async function withoutDesk(): Promise<void> {
  const id = await file(world.database, { at: aMonday })
  await asReplica(
    world.database,
    (tx) => tx`update dossier_revision set valid_at = instant(${T}) where dossier_id = ${id}`,
  )
}

describe('closed by a person,', () => {
  const of = { id: 'phuong-thu' }
  const close = (despiteFindings: boolean) =>
    closeByHand(world.database, of, {
      ...{ actorId: 'an', at: machineNow(), basis: 'Biên bản thử', despiteFindings },
    })
  const last = async () => (await readSteps(world.database.sql, 'phuong-thu')).at(-1)
  const refusal = (part: string) => ({
    ...{ code: 'reorganisationStatus', details: { hint: expect.stringContaining(part) } },
  })

  test('it is refused without a certificate, and on one with findings, and stays armed', async () => {
    await expect(close(false)).rejects.toMatchObject(refusal('No certificate was issued'))
    await withoutDesk()
    const { certified } = await certifiedThen()
    await expect(close(false)).rejects.toMatchObject(refusal(certified.root))
    expect(await armedReorganisation(world.database.sql)).toBe('phuong-thu')
  })

  test('it is refused on a certificate of an older build, which does not say whether it is clean', async () => {
    const { certified } = await certifiedThen()
    await asReplica(world.database, async (tx) => {
      await tx`delete from reorganisation_step where kind = 'certified'`
      await tx`update certificate set clean = null where root = ${Buffer.from(certified.root, 'hex')}`
    })
    await expect(close(false)).rejects.toMatchObject(refusal('is of an older build'))
  })

  test('despite findings, its step names the certificate and says that it is not clean', async () => {
    await withoutDesk()
    const { certified } = await certifiedThen()
    await close(true)
    const step = await last()
    expect(step).toMatchObject({ kind: 'certified', summary: { certificate: certified.root, clean: false } })
    expect(step !== undefined && closedDespiteFindings(step)).toBe(true)
    expect(await armedReorganisation(world.database.sql)).toBeNull()
  })

  test('it needs no word on a clean certificate, which its step names', async () => {
    const { certified, closed } = await certifiedThen()
    expect(closed).toBe('phuong-thu')
    await asReplica(world.database, (tx) => tx`delete from reorganisation_step where kind = 'certified'`)
    await close(false)
    const step = await last()
    expect(step).toMatchObject({ summary: { certificate: certified.root, clean: true } })
    expect(step !== undefined && closedDespiteFindings(step)).toBe(false)
  })
})

describe('in the demo', () => {
  const found = (...violations: readonly string[]) => [{ invariant: 'thử', checked: 1, violations }]

  test('a certificate with findings leaves it armed', async () => {
    await withoutDesk()
    const { certified } = await certifiedThen()
    const on = { at: T, now: machineNow() }
    expect(await closeOn(world.database, { certified, findings: found() }, on)).toBeNull()
    expect(await armedReorganisation(world.database.sql)).toBe('phuong-thu')
  })

  test('so does a clean one beside which something else is found; one with nothing closes it', async () => {
    const { database, folder, key } = world
    const knownAt = await databaseNow(database)
    const certified = await issueCertificate(database, database.url, {
      ...{ at: T, until: T, knownAt, key, out: join(folder, 'demo.jsonl') },
    })
    const on = { at: T, now: machineNow() }
    expect(await closeOn(database, { certified, findings: found('x is not certified') }, on)).toBeNull()
    expect(await closeOn(database, { certified, findings: found() }, on)).toBe('phuong-thu')
  })
})

test('a certificate of the instant of an undo names what was undone, is compared with its list, and is proved', async () => {
  const { database, folder, key } = world
  const undoAt = T + day
  for (const actorId of ['an', 'chi'])
    await undoReorganisation(database, ends, {
      ...{ actorId, at: T + 1, basis: 'Quyết định thử', effectiveAt: undoAt },
    })
  await freezeForCutover(database, { takenFor: undoAt })
  const out = join(folder, 'undo.jsonl')
  const certified = await issueCertificate(database, database.url, {
    ...{ at: undoAt, until: undoAt, knownAt: await databaseNow(database), key, out },
  })
  expect(certified).toMatchObject({ undone: ['phuong-thu'], reorganisation: null, list: { runs: 1 } })
  const [header] = (await readFile(out, 'utf8')).split('\n')
  expect(JSON.parse(header ?? '')).toMatchObject({ kind: 'certificate', undone: ['phuong-thu'] })
  const publicKey = await readPublicKey(publicFileOf(join(folder, 'key.pem')))
  expect((await verifyCertificates([out], publicKey))[0]?.problems).toEqual([])
  expect((await certifiedThen()).certified.undone).toEqual([])
})
