import { beforeEach, expect, test } from 'vitest'
import { verifyJournal } from '../../certificate/verify-journal.ts'
import { readingAsKnown } from '../../db/certificate/reading.ts'
import { sealJournal } from '../../db/engine/seal-journal.ts'
import { until } from '../../harness/until.ts'
import { machineNow } from '../clock.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { asReplica, file, issued } from './cutover-story.ts'

let database: TestDatabase
let id: string
beforeEach(async () => {
  database = await testDatabase()
  id = await file(database)
  const other = await file(database)
  await issued(database, other, machineNow())
  await sealed()
  await file(database)
  await sealed()
})

/** A seal is over what was recorded until a millisecond ago: just after a filing there is nothing to seal. */
const sealed = () =>
  until(
    'what was recorded is sealed',
    async () => (await sealJournal(database.sql, machineNow() + 60_000)) > 0,
  )

const proof = () => readingAsKnown(database, verifyJournal)

test('chains and seals of a journal that nobody changed are proved', async () => {
  expect(await proof()).toMatchObject({ chains: 3, seals: 2, sealsNotProved: 0, problems: [] })
})

test('an entry of the journal that was changed is named', async () => {
  await asReplica(
    database,
    (tx) => tx`update journal set actor_id = 'x' where dossier_id = ${id} and seq = 1`,
  )
  expect((await proof()).problems).toEqual([`journal ${id} 1: it was changed after it was written`])
})

test('an entry of the journal that was taken out is named, also the last of its chain', async () => {
  await asReplica(database, (tx) => tx`delete from journal where dossier_id = ${id} and seq = 1`)
  expect((await proof()).problems).toEqual([`journal ${id} 2: the entry before it is missing`])
  await asReplica(database, (tx) => tx`delete from journal where dossier_id = ${id}`)
  const { problems } = await proof()
  expect(problems[0]).toBe(`journal ${id}: all its entries are missing`)
  expect(problems[1]).toMatch(/^seal of .* entries until then are not those that were sealed$/)
})

test('a chain of the journal that was written again with its hashes is found by its seal', async () => {
  await asReplica(database, async (tx) => {
    await tx`update journal set actor_id = 'x' where dossier_id = ${id} and seq = 2`
    await tx`update journal j set hash = sha256(convert_to(journal_text(j), 'UTF8')) where dossier_id = ${id} and seq = 2`
    await tx`
      update journal_head set hash = journal.hash from journal
      where journal.dossier_id = ${id} and journal.seq = 2 and journal_head.dossier_id = ${id}`
  })
  const { problems } = await proof()
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(/^seal of /)
})

test('a seal of the journal by an older build is counted as not proved', async () => {
  await asReplica(database, (tx) => tx`update journal_seal set exact = false`)
  expect(await proof()).toMatchObject({ seals: 2, sealsNotProved: 2, problems: [] })
})
