/** A row of a backlog that was read at or after the instant had no desk here before it: it came later, and is no loss. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { publicFileOf, readPublicKey } from '../../certificate/signature.ts'
import { verifyCertificates } from '../../certificate/verify-certificate.ts'
import type { Database } from '../../db/database.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import { databaseNow, machineNow } from '../clock.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from '../imports/rows.ts'
import { certifyingWorld } from './certifying-world.ts'
import {
  asReplica,
  type CertifiedFile,
  type CertifyingWorld,
  certify,
  cutover,
  file,
  freezeForCutover,
  happens,
} from './cutover-story.ts'

const hour = 3_600_000

let world: CertifyingWorld
let before: CertifiedFile
let after: CertifiedFile
/** By when the other system was read. */
let readBefore: string
let readAtT: string
let readLater: string
let endedSince: string
let filed: string

beforeAll(async () => {
  world = await certifyingWorld()
  const { database } = world
  filed = await file(database)
  readBefore = await imported(database, 'C-1', asOf)
  await freezeForCutover(database)
  before = await certify(world, { knownAt: await databaseNow(database) })
  readAtT = await imported(database, 'C-2', cutover)
  readLater = await imported(database, 'C-3', cutover + 26 * hour)
  endedSince = await imported(database, 'C-4', cutover + hour)
  await happens(database, endedSince, { kind: 'withdraw', at: cutover + 2 * hour })
  after = await certify(world, { knownAt: await databaseNow(database), name: 'after' })
})

async function imported(database: Database, oldCode: string, readAt: number): Promise<string> {
  const deps = { database, vault, registry, now: machineNow }
  const rows = rowsOf([rowOf(oldCode)])
  await importBacklog(deps, { mapping, caller: 'test', key: randomUUID(), asOf: readAt, rows })
  const [row] = await database.sql<{ id: string }[]>`
    select dossier_id as id from import_row where old_code = ${oldCode}`
  if (row === undefined) throw new Error(`${oldCode} was not imported`)
  return row.id
}

interface Read {
  kind: string
  id: string
  line?: object
  run?: number
  outcomes?: Record<string, number>
}
const linesOf = ({ lines }: CertifiedFile): readonly Read[] => lines.map((line): Read => JSON.parse(line))

test('a row that was read before the instant has a desk; one read at or after it came later, and says when', () => {
  expect(before.outcomes).toEqual({ [filed]: 'newDesk', [readBefore]: 'newDesk' })
  const added = linesOf(after).flatMap(({ kind, line }) => (kind === 'is' ? [line] : []))
  const came = (id: string, at: number) => ({ kind: 'run', id, correction: 0, outcome: 'importedLater', at })
  expect(added).toHaveLength(3)
  expect(added).toContainEqual(came(readAtT, cutover))
  expect(added).toContainEqual(came(readLater, cutover + 26 * hour))
})

test('a row that came later and ended before the second instant is closed', () => {
  const added = linesOf(after).flatMap(({ kind, line }) => (kind === 'is' ? [line] : []))
  expect(added).toContainEqual({
    ...{ kind: 'run', id: endedSince, correction: 0, outcome: 'closed' },
    ...{ ending: 'withdrawn', at: cutover + 2 * hour },
  })
})

test('what came later is no fault, and the certificate and its supplement are proved', async () => {
  expect(after.faults.counts).toMatchObject({ missing: 0, doubled: 0, deskless: 0, notListed: 0 })
  const key = await readPublicKey(publicFileOf(join(world.folder, 'key.pem')))
  const verified = await verifyCertificates([before.file, after.file], key)
  expect(verified.map(({ problems }) => problems)).toEqual([[], []])
})

test('the outcomes of a certificate sum up to its runs, and one to which nothing came later does not name that outcome', async () => {
  expect(before.text).not.toContain('importedLater')
  const other = await certifyingWorld()
  await file(other.database)
  await imported(other.database, 'C-1', cutover)
  const whole = await certify(other, { knownAt: await databaseNow(other.database) })
  const totals = linesOf(whole).find(({ kind }) => kind === 'totals')
  expect(totals).toMatchObject({ run: 2, outcomes: { newDesk: 1, importedLater: 1, deskless: 0 } })
  expect(Object.values(totals?.outcomes ?? {}).reduce((sum, count) => sum + count, 0)).toBe(totals?.run)
})

test('a dossier that was filed here and of which nothing is recorded before the instant is deskless', async () => {
  const other = await certifyingWorld()
  const lost = await file(other.database)
  await asReplica(
    other.database,
    (tx) => tx`update dossier_revision set valid_at = instant(${cutover}) where dossier_id = ${lost}`,
  )
  const { faults } = await certify(other, { knownAt: await databaseNow(other.database) })
  expect(faults.named.deskless).toEqual([lost])
})
