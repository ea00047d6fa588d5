/** A certificate is proved as it was issued and no other way: whatever is changed in its file or added to it is refused. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicFileOf, readPublicKey } from '../../certificate/signature.ts'
import { verifyCertificates } from '../../certificate/verify-certificate.ts'
import { databaseNow } from '../clock.ts'
import { certifyingWorld } from './certifying-world.ts'
import { seedCutover } from './cutover-seed.ts'
import { type CertifyingWorld, certify, cutover, file, freezeForCutover } from './cutover-story.ts'

let world: CertifyingWorld
/** A certificate, and its supplement. */
let files: readonly string[]
let bytes: readonly Buffer[]

beforeAll(async () => {
  world = await certifyingWorld()
  const { database } = world
  await seedCutover(database)
  await freezeForCutover(database, {
    said: { unknown: [{ dossierId: '01977777-0000-7000-8000-0000000000aa', correction: 0 }] },
  })
  const first = await certify(world, { knownAt: await databaseNow(database) })
  await file(database, { at: cutover - 3_600_000 })
  const supplement = await certify(world, { knownAt: await databaseNow(database), name: 'supplement' })
  files = [first.file, supplement.file]
  bytes = await Promise.all(files.map((one) => readFile(one)))
})

/** What is wrong with the chain, where one of its files has other bytes. */
async function problemsOf(which: number, changed: Buffer): Promise<readonly string[]> {
  const copy = join(world.folder, `any-change-${which}.jsonl`)
  await writeFile(copy, changed)
  const key = await readPublicKey(publicFileOf(join(world.folder, 'key.pem')))
  const given = files.map((one, i) => (i === which ? copy : one))
  return (await verifyCertificates(given, key)).flatMap(({ problems }) => problems)
}

const whole = (which: number): Buffer => bytes[which] ?? Buffer.alloc(0)
const lastLineAt = (which: number): number => whole(which).lastIndexOf('\n', -2) + 1

/** In one of the files, and in every second case in its last line, over which no hash is. */
const place = fc
  .record({
    which: fc.constantFrom(0, 1),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    last: fc.boolean(),
  })
  .map(({ which, part, last }) => {
    const from = last ? lastLineAt(which) : 0
    return {
      which,
      at: Math.min(whole(which).length - 1, from + Math.floor(part * (whole(which).length - from))),
    }
  })

test('the files as they were issued are proved', async () => {
  expect(await problemsOf(0, whole(0))).toEqual([])
})

describe('a certificate or supplement is refused', () => {
  test('with another byte in the place of any of its bytes', async () => {
    const other = fc.integer({ min: 1, max: 255 })
    await fc.assert(
      fc.asyncProperty(place, other, async ({ which, at }, by) => {
        const changed = Buffer.from(whole(which))
        changed[at] = (changed[at] ?? 0) ^ by
        expect(await problemsOf(which, changed)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('with a byte added anywhere, or one left out', async () => {
    const inserted = fc.option(fc.constantFrom(...Buffer.from(' \n\r\t,0"}A=')), { nil: null })
    await fc.assert(
      fc.asyncProperty(place, inserted, async ({ which, at }, byte) => {
        const [head, tail] = [
          whole(which).subarray(0, at),
          whole(which).subarray(byte === null ? at + 1 : at),
        ]
        const between = byte === null ? Buffer.alloc(0) : Buffer.from([byte])
        expect(await problemsOf(which, Buffer.concat([head, between, tail]))).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('with a byte of any kind behind its last', async () => {
    for (const end of ['\n', ' ', '{}', '\0'])
      expect(await problemsOf(0, Buffer.concat([whole(0), Buffer.from(end)]))).not.toEqual([])
    expect(await problemsOf(0, whole(0).subarray(0, -1))).not.toEqual([])
  })

  test('with a key added to any line of its own', async () => {
    for (const which of [0, 1]) {
      const lines = whole(which).toString().trimEnd().split('\n')
      for (const i of lines.keys()) {
        const added = lines.map((line, at) => (at === i ? `${line.slice(0, -1)},"remark":"x"}` : line))
        expect([i, await problemsOf(which, Buffer.from(`${added.join('\n')}\n`))]).not.toEqual([i, []])
      }
    }
  })

  test('where its last line has the same keys in another order, or its signature in other letters', async () => {
    const signed = lastLineAt(0)
    const [before, last] = [whole(0).subarray(0, signed).toString(), whole(0).subarray(signed).toString()]
    const { kind, root, algorithm, key, signature } = JSON.parse(last)
    const others = [
      JSON.stringify({ kind, root, key, algorithm, signature }),
      last.trimEnd().replace('{', '{"kind":"x",'),
      JSON.stringify({ kind, root, algorithm, key, signature: signature.replaceAll('=', '') }),
      JSON.stringify({ kind, root, algorithm, key, signature: `${signature}=` }),
    ]
    for (const other of others) {
      expect([other, await problemsOf(0, Buffer.from(`${before}${other}\n`))]).not.toEqual([other, []])
    }
  })
})
