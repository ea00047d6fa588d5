/** What the engine ran is a second record of the list: until it is there a certificate proves nothing, and from then on it compares. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isClean } from '../../certificate/close-certified.ts'
import { publicFileOf, readPublicKey } from '../../certificate/signature.ts'
import { verifyCertificates } from '../../certificate/verify-certificate.ts'
import { newId } from '../../db/new-id.ts'
import { databaseNow } from '../clock.ts'
import { certifyingWorld } from './certifying-world.ts'
import {
  asReplica,
  type CertifiedFile,
  type CertifyingWorld,
  certify,
  cutover,
  engineSays,
  file,
  freezeForCutover,
} from './cutover-story.ts'

let world: CertifyingWorld
let kept: string
beforeEach(async () => {
  world = await certifyingWorld()
  kept = await file(world.database, { areaId: 'cell:00007:00008' })
  await world.database.sql`update dossier set started_at = filed_at`
})
afterEach(() => world.database.close())

const certified = async (name: string): Promise<CertifiedFile> =>
  certify(world, { knownAt: await databaseNow(world.database), name })
const headerOf = ({ lines }: CertifiedFile): unknown => JSON.parse(lines[0] ?? '')
const problemsOf = async (...files: readonly CertifiedFile[]) => {
  const key = await readPublicKey(publicFileOf(join(world.folder, 'key.pem')))
  const verified = await verifyCertificates(
    files.map((one) => one.file),
    key,
  )
  return verified.flatMap(({ problems }) => problems)
}

test('a certificate proves nothing while the engine has not said what it ran, and its supplement does when it has', async () => {
  const listId = await freezeForCutover(world.database, { said: null })
  const first = await certified('first')
  expect(headerOf(first)).toMatchObject({ list: { id: listId, engine: null } })
  expect(isClean(first)).toBe(false)
  await engineSays(world.database, listId, { askedAt: cutover + 60_000 })
  const later = await certified('later')
  expect(headerOf(later)).toMatchObject({
    ...{ kind: 'supplement', supplements: first.root },
    list: { id: listId, engine: { askedAt: cutover + 60_000 } },
  })
  expect(isClean(later)).toBe(true)
  expect(await problemsOf(first, later)).toEqual([])
  const again = await certify(world, { knownAt: first.knownAt, name: 'again' })
  expect(again).toMatchObject({ kind: 'again', text: first.text })
})

test('a run that the engine had lost is named by the supplement, and so is one that it ran and no row has', async () => {
  const unknown = '01977777-0000-7000-8000-0000000000aa'
  const listId = await freezeForCutover(world.database, { said: null })
  const first = await certified('first')
  expect(first.faults.counts).toMatchObject({ missing: 0, notInEngine: 0 })
  await engineSays(world.database, listId, {
    ...{ lost: [{ dossierId: kept, correction: 0 }], unknown: [{ dossierId: unknown, correction: 0 }] },
  })
  const later = await certified('later')
  expect(later.faults.named).toMatchObject({ missing: [unknown], notListed: [], notInEngine: [kept] })
  expect(await problemsOf(first, later)).toEqual([])
})

test('a run that is gone from the rows is missing before the engine is asked, and nothing is said of the engine', async () => {
  const listId = await freezeForCutover(world.database, { said: null })
  await asReplica(world.database, async (tx) => {
    await tx`delete from dossier_revision`
    await tx`delete from dossier`
  })
  const first = await certified('first')
  expect(first.lines).toContain(`{"kind":"missing","id":"${kept}","correction":0,"inRows":true}`)
  await engineSays(world.database, listId)
  const later = await certified('later')
  expect(later.text).toContain(
    `{"kind":"is","line":{"kind":"missing","id":"${kept}","correction":0,"inRows":true,"inEngine":true}}`,
  )
  expect(await problemsOf(first, later)).toEqual([])
})

test.each([
  ['a line is added', 'insert into frozen_engine_run values ($1, gen_random_uuid(), 0, true)'],
  [
    'it was asked at another time',
    "update frozen_engine set asked_at = asked_at + interval '1 s' where list_id = $1",
  ],
  ['its hash is another', "update frozen_engine set hash = sha256('x') where list_id = $1"],
])('what the engine said does not count where %s after it was hashed', async (_, change) => {
  const listId = await freezeForCutover(world.database)
  expect((await certified('before')).list?.engine).not.toBeNull()
  await asReplica(world.database, (tx) => tx.unsafe(change, [listId]))
  const { list } = await certify(world, { knownAt: await databaseNow(world.database), name: 'after' })
  expect(list?.engine).toBeNull()
})

test('the engine answers once: what it says later changes nothing', async () => {
  const listId = await freezeForCutover(world.database)
  await engineSays(world.database, listId, { lost: [{ dossierId: kept, correction: 0 }] })
  expect((await certified('once')).faults.counts.notInEngine).toBe(0)
})

test('a list that says it is of an older build, and was frozen from the rows alone, is none', async () => {
  const listId = await freezeForCutover(world.database, { said: null })
  await asReplica(world.database, (tx) => tx`update frozen_list set rows_alone = false where id = ${listId}`)
  expect((await certified('older')).list).toBeNull()
})

test('a certificate of a list of an older build keeps its bytes: what the engine ran is among its runs', async () => {
  const listId = newId()
  await asReplica(world.database, async (tx) => {
    await tx`
      insert into frozen_run (list_id, dossier_id, correction, in_rows, in_engine, lost) values (${listId}, ${kept}, 0, true, false, true)`
    await tx`
      insert into frozen_list (id, taken_for, frozen_at, runs, hash, journal_id, recorded_at)
      select ${listId}::uuid, instant(${cutover}), instant(${cutover - 3_600_000}), 1,
        sha256(convert_to(${`${kept}/0 101\n`}, 'UTF8')), ${listId}::uuid, instant(${cutover - 3_600_000})`
  })
  await world.database.sql`
    insert into journal (dossier_id, kind, actor_id, payload, valid_at)
    select journal_id, 'runsFrozen', 'freeze',
      jsonb_build_object('list', id, 'runs', runs, 'hash', encode(hash, 'hex'), 'takenFor', ${cutover}::float8), frozen_at
    from frozen_list where id = ${listId}`
  const made = await certified('older')
  const { hash } = made.list ?? {}
  expect(made.lines[0]).toContain(
    `"list":{"id":"${listId}","frozenAt":${cutover - 3_600_000},"runs":1,"hash":"${hash}"}`,
  )
  expect(made.faults.named.notInEngine).toEqual([kept])
  expect(await readFile(made.file, 'utf8')).toContain(
    `{"kind":"notInEngine","id":"${kept}","correction":0,"inRows":true,"inEngine":false}`,
  )
  expect(await problemsOf(made)).toEqual([])
})
