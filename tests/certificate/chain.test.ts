import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicFileOf, readPublicKey } from '../../certificate/signature.ts'
import { verifyCertificates } from '../../certificate/verify-certificate.ts'
import { databaseNow } from '../clock.ts'
import { certifyingWorld } from './certifying-world.ts'
import { seedCutover } from './cutover-seed.ts'
import {
  asReplica,
  type CertifiedFile,
  type CertifyingWorld,
  certify,
  cutover,
  decides,
  file,
  freezeForCutover,
} from './cutover-story.ts'

let world: CertifyingWorld
let first: CertifiedFile
let known: number
let late: string
let supplement: CertifiedFile
let second: CertifiedFile

beforeAll(async () => {
  world = await certifyingWorld()
  const { database } = world
  const seeded = await seedCutover(database)
  await freezeForCutover(database)
  known = await databaseNow(database)
  first = await certify(world, { knownAt: known })
  // Taken on paper on 30 June, and entered when the certificate had been issued.
  late = await file(database, { at: cutover - 3_600_000 })
  const [newDesk] = Object.entries(seeded.outcomes).find(([, outcome]) => outcome === 'newDesk') ?? []
  await decides(database, newDesk ?? '', 'receive.1:accepted', { at: cutover - 1 })
  supplement = await certify(world, { knownAt: await databaseNow(database), name: 'supplement' })
  await file(database, { at: cutover - 7_200_000 })
  second = await certify(world, { knownAt: await databaseNow(database), name: 'second' })
})

const verified = async (...files: string[]): Promise<readonly (readonly string[])[]> => {
  const key = await readPublicKey(publicFileOf(join(world.folder, 'key.pem')))
  return (await verifyCertificates(files, key)).map(({ problems }) => problems)
}

/** A copy of a certificate with one change. */
async function changed(certified: CertifiedFile, change: (text: string) => string): Promise<string> {
  const copy = join(world.folder, `changed-${Math.random()}.jsonl`)
  await writeFile(copy, change(await readFile(certified.file, 'utf8')))
  return copy
}

describe('a supplement for what becomes known after a certificate', () => {
  test('says what was and what is, and names what it supplements', () => {
    expect(supplement).toMatchObject({ kind: 'issued', supplements: first.root })
    const written = supplement.lines.map((line): { kind: string; line?: { id: string; outcome?: string } } =>
      JSON.parse(line),
    )
    expect(written[0]).toMatchObject({ kind: 'supplement', supplements: first.root })
    const added = written.filter(({ kind, line }) => kind === 'is' && line?.id === late)
    expect(added).toMatchObject([{ line: { outcome: 'newDesk' } }])
    expect(written.filter(({ kind }) => kind === 'was')).toHaveLength(1)
  })

  test('can be issued again, and so can what it supplements', async () => {
    const again = await certify(world, { knownAt: known, name: 'first-again' })
    expect([again.kind, again.text]).toEqual(['again', first.text])
    expect(second.supplements).toBe(supplement.root)
  })

  test('is not issued as known between two of the chain', async () => {
    await expect(certify(world, { knownAt: known - 1, name: 'between' })).rejects.toThrow('certified already')
  })
})

describe('verified with the files and the public key alone,', () => {
  test('a certificate and its supplements are proved', async () => {
    expect(await verified(first.file, supplement.file, second.file)).toEqual([[], [], []])
  })

  test('a changed line of a certificate is found by its bucket', async () => {
    const copy = await changed(first, (text) => text.replace('"outcome":"stays"', '"outcome":"newDesk"'))
    const [problems] = await verified(copy)
    expect(problems?.join()).toMatch(/bucket [0-9a-f]{2} has another hash/)
    expect(problems?.join()).toContain('its root is not that of its lines')
  })

  test('a line of a certificate that was taken out or is there twice is found', async () => {
    const line = first.lines[1] ?? ''
    const [without] = await verified(await changed(first, (text) => text.replace(`${line}\n`, '')))
    const [twice] = await verified(await changed(first, (text) => text.replace(line, `${line}\n${line}`)))
    expect(without?.join()).toMatch(/bucket [0-9a-f]{2}/)
    expect(twice).toContain('a line stands twice or out of order')
  })

  test('a certificate is not proved by another key, nor by a signature of other bytes', async () => {
    const other = await certifyingWorld()
    const key = await readPublicKey(publicFileOf(join(other.folder, 'key.pem')))
    const [byOther] = await verifyCertificates([first.file], key)
    expect(byOther?.problems.join()).toContain('signed with another key')
    const signature = /"signature":"(.)/.exec(first.text)?.[1] === 'A' ? 'B' : 'A'
    const copy = await changed(first, (text) => text.replace(/"signature":"./, `"signature":"${signature}`))
    expect(await verified(copy)).toEqual([['its signature is not one of its root']])
  })

  test('a chain with one left out is not proved', async () => {
    expect(await verified(first.file, second.file)).toEqual([
      [],
      ['it does not supplement the file before it'],
    ])
    expect((await verified(supplement.file))[0]?.join()).toContain('name the certificate first')
  })

  test('a file that is no certificate is named, not an error', async () => {
    const empty = join(world.folder, 'none.jsonl')
    await appendFile(empty, 'nothing\n')
    expect((await verified(empty))[0]?.join()).toContain('it is no certificate')
  })
})

test('facts that were changed after a certificate was issued give other bytes, and their ids', async () => {
  await asReplica(
    world.database,
    (tx) => tx`
    update dossier_revision set ending = 'withdrawn', valid_at = instant(${cutover - 1}) where dossier_id = ${late}`,
  )
  const differs = await certify(world, { knownAt: supplement.knownAt, name: 'differs' })
  expect(differs).toMatchObject({ kind: 'differs', ids: [late] })
  const next = await certify(world, { knownAt: await databaseNow(world.database), name: 'after' })
  expect(next).toMatchObject({ kind: 'differs', ids: [late] })
})
