import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { databaseNow } from '../clock.ts'
import { certifyingWorld } from './certifying-world.ts'
import { type Seeded, seedCutover } from './cutover-seed.ts'
import type { CertifiedFile, CertifyingWorld } from './cutover-story.ts'
import { asReplica, certify, cutover, file, freezeForCutover } from './cutover-story.ts'

let world: CertifyingWorld
let seeded: Seeded
let knownAt: number
let filedAfter: string
let internal: string
let first: CertifiedFile

beforeAll(async () => {
  world = await certifyingWorld()
  seeded = await seedCutover(world.database)
  internal = await internalLike(Object.keys(seeded.outcomes)[0] ?? '')
  await freezeForCutover(world.database)
  filedAfter = await file(world.database, { at: cutover + 1, receptionUnitId: 'new:00004' })
  knownAt = await databaseNow(world.database)
  first = await certify(world, { knownAt })
})

/** A dossier of the government itself, open at the same time as another. */
async function internalLike(dossierId: string): Promise<string> {
  const id = randomUUID()
  const own = {
    ...{ id, code: 'NB-H26-250630-0001', field: 'Nội bộ', channel: 'internal', area_id: 'city:01' },
    ...{ status: 'open', ending: null, ended_at: null },
  }
  const rows = await world.database.sql`
    insert into dossier select (jsonb_populate_record(d, ${JSON.stringify(own)}::jsonb)).* from dossier d where id = ${dossierId}
    returning id`
  expect(rows).toHaveLength(1)
  return id
}

const parsed = (certified: CertifiedFile): readonly Record<string, unknown>[] =>
  certified.lines.map((line) => JSON.parse(line))

describe('every run that was open just before the instant has one outcome', () => {
  test('of the nine that there are; no other run, and none of the government’s own, has a line', () => {
    expect(first.outcomes).toEqual(seeded.outcomes)
    expect([...seeded.absent, filedAfter, internal].filter((id) => id in first.outcomes)).toEqual([])
  })

  test('a desk that moves is named with the unit before and the unit after', () => {
    const desks = (id: string) => parsed(first).find((line) => line.kind === 'run' && line.id === id)?.desks
    expect(desks(seeded.originals)).toEqual([
      {
        ...{ task: 'receive.1', waitsFor: 'desk', power: 'receive', tier: 'commune' },
        ...{ before: ['old:00004'], after: ['new:00004'] },
      },
    ])
  })

  test('two desks of a run are in the order of their bytes, which no locale decides', () => {
    const line = parsed(first).find(({ id }) => id === seeded.ordered)
    expect(line?.desks).toMatchObject([{ task: 'ask.1.taxOffice' }, { task: 'ask.1.taxation' }])
  })

  test('who waits is named with the unit that gets the next desk', () => {
    const [applicant] =
      Object.entries(seeded.outcomes).find(([, outcome]) => outcome === 'waitsForApplicant') ?? []
    expect(parsed(first).find((line) => line.id === applicant)?.desks).toMatchObject([
      { task: 'supplement.1', waitsFor: 'applicant', power: 'receive', after: ['new:00004'] },
    ])
  })

  test('nothing is missing, doubled or deskless', () => {
    expect(first.faults.counts).toEqual({ missing: 0, doubled: 0, deskless: 0, notListed: 0, notInEngine: 0 })
    expect(first.list?.runs).toBeGreaterThan(9)
  })
})

describe('a certificate has beside the runs', () => {
  const linesOf = (kind: string) => parsed(first).filter((line) => line.kind === kind)

  test('each result that was issued and not collected', () => {
    expect(linesOf('result').map(({ id }) => id)).toEqual(seeded.notCollected)
  })

  test('each original that a unit holds', () => {
    expect(linesOf('original')).toMatchObject([{ id: seeded.originals, paper: 'request', unitId: 'old:001' }])
  })

  test('each payment order that is not settled', () => {
    expect(linesOf('order').map(({ id }) => id)).toEqual([seeded.order])
  })

  test('each request that was accepted before and not applied', () => {
    const requests = linesOf('request').filter(({ appliedAt }) => appliedAt === null)
    expect(requests).toMatchObject([
      { id: seeded.originals, request: seeded.request, acceptedAt: cutover - 1, refusedAt: null },
    ])
  })

  test('each decision of a unit that has ended, accepted before and applied after, and its run is where it led', () => {
    const { dossierId, request, unitId } = seeded.decision
    const applied = linesOf('request').filter(({ appliedAt }) => appliedAt !== null)
    expect(applied).toMatchObject([
      { id: dossierId, request, asked: 'decide', unitId, acceptedAt: cutover - 1, refusedAt: null },
    ])
    expect(applied[0]?.appliedAt).toBeGreaterThan(cutover)
    const run = linesOf('run').find(({ id }) => id === dossierId)
    expect(run?.desks).toMatchObject([{ task: 'review.1', before: [unitId], after: ['new:00004'] }])
  })
})

describe('the bytes of a certificate are the same', () => {
  test('on a second run', async () => {
    const again = await certify(world, { knownAt, name: 'again' })
    expect(again.kind).toBe('again')
    expect(again.text).toBe(first.text)
  })

  test.each([1, 3])('with %i dossiers on a page', async (dossiersAtOnce) => {
    const paged = await certify(world, { knownAt, name: 'paged', dossiersAtOnce })
    expect(paged.text).toBe(first.text)
  })

  test('after more has become known, and been overwritten', async () => {
    await file(world.database)
    await world.database
      .sql`update dossier set status = 'closed', ending = 'issued', ended_at = instant(${cutover}) where id = ${seeded.originals}`
    await world.database
      .sql`update task set closed_at = instant(${cutover}), outcome = 'x', area_id = 'cell:00007:00008'`
    expect((await certify(world, { knownAt, name: 'later' })).text).toBe(first.text)
  })

  test('with the rows in another order on disk', async () => {
    const tables = [
      'dossier',
      'dossier_revision',
      'journal',
      'correction',
      'original_place',
      'result',
      'jurisdiction_history',
    ]
    await asReplica(world.database, async (tx) => {
      for (const table of tables) {
        await tx`create temporary table shuffled on commit drop as select * from ${tx(table)} order by random()`
        await tx`delete from ${tx(table)}`
        await tx`insert into ${tx(table)} select * from shuffled`
        await tx`drop table shuffled`
      }
    })
    expect((await certify(world, { knownAt, name: 'shuffled' })).text).toBe(first.text)
  })
})

test('a certificate without a list frozen before the instant says so', async () => {
  const other = await certifyingWorld()
  await file(other.database)
  const { list, lines } = await certify(other, { knownAt: await databaseNow(other.database) })
  expect(list).toBeNull()
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ kind: 'certificate', list: null })
})

test('a certificate as known at an instant to come is refused', async () => {
  const soon = (await databaseNow(world.database)) + 60_000
  await expect(certify(world, { knownAt: soon, name: 'soon' })).rejects.toThrow('is still to come')
})
