/** `npm run backlog`: the same file for a seed, every kind of row and of contradiction in it, and the importer counts as it promises. */
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile as readText, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBatchFigures } from '../../db/imports/batches.ts'
import { readReferenceFiles } from '../../db/load/reference-files.ts'
import { parseDossierCode } from '../../domain/dossier/dossier-code.ts'
import { backlogAsOf, backlogSource } from '../../harness/backlog.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { type ImportFormat, readFile } from '../../imports/read-file.ts'
import { loadSourceMapping } from '../../imports/source-mapping.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'
import { runCommandLine } from '../bin/run-command.ts'
import { testDatabase } from '../database.ts'
import { rowsOf, vault } from '../imports/rows.ts'

const count = 2_000
let folder: string
let rows: readonly RawRow[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thong-suot-backlog-'))
  await generate('first.jsonl', 42)
  rows = await read('first.jsonl')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function generate(file: string, seed: number): Promise<void> {
  const command = `demo/generate-backlog.ts ${join(folder, file)} --rows ${count} --seed ${seed}`
  const { code, stderr } = await runCommandLine(command, {})
  expect(code, stderr).toBe(0)
}
const textOf = (file: string) => readText(join(folder, file), 'utf8')
async function read(file: string): Promise<RawRow[]> {
  const format: ImportFormat = file.endsWith('.csv') ? 'csv' : 'jsonl'
  const found: RawRow[] = []
  const bytes = createReadStream(join(folder, file))
  for await (const row of readFile(
    { format, encoding: 'utf-8', bytes },
    await loadSourceMapping(backlogSource),
  ))
    if (row !== null) found.push(row)
  return found
}

/** What a row contradicts itself with, by the reason for which it is kept out. */
const contradictions: Readonly<Record<string, (row: RawRow) => boolean>> = {
  unknownStep: ({ step }) => step === 'Đang suy nghĩ',
  invalidField: ({ receivedAt }) => receivedAt === '31/02/2025',
  unknownProcedure: ({ procedure }) => procedure === '9.999999',
  unknownPlace: ({ oldWard }) => oldWard === '99999',
  alreadyEnded: ({ step }) => step === 'Đã trả kết quả',
}
const wrong = () => rows.filter((row) => Object.values(contradictions).some((is) => is(row)))
const share = (is: (row: RawRow) => boolean) => rows.filter(is).length / rows.length

describe('a generated backlog', () => {
  test('is the same for the same seed and another for another', async () => {
    await generate('again.jsonl', 42)
    await generate('other.jsonl', 43)
    expect(await textOf('again.jsonl')).toBe(await textOf('first.jsonl'))
    expect(await textOf('other.jsonl')).not.toBe(await textOf('first.jsonl'))
  })

  test('has the same rows as CSV of Excel, with headers and a byte order mark', async () => {
    await generate('first.csv', 42)
    expect((await textOf('first.csv')).startsWith('\uFEFFMã hồ sơ;Mã thủ tục;Người nộp;')).toBe(true)
    expect(await read('first.csv')).toEqual(rows)
  })

  test('has so many rows, each with a code of its own', () => {
    expect(rows).toHaveLength(count)
    expect(new Set(rows.map(({ oldCode }) => oldCode)).size).toBe(count)
    const lawful = share(({ oldCode }) => parseDossierCode(String(oldCode)) !== null)
    expect(lawful).toBeCloseTo(0.8, 2)
  })

  test('is of most districts, hundreds of wards and of procedures', () => {
    const different = (column: string) => new Set(rows.map((row) => row[column])).size
    expect(different('receptionUnit')).toBe(30)
    expect(different('oldWard')).toBeGreaterThan(300)
    expect(different('procedure')).toBeGreaterThan(200)
  })

  test('lies in wards that were split for four rows in ten', async () => {
    const { mapping } = await readReferenceFiles()
    const went = (ward: unknown) => mapping.filter(({ oldCode }) => oldCode === ward)
    expect(share(({ oldWard }) => went(oldWard).length > 1)).toBeCloseTo(0.4, 1)
  })

  test('lies in a ward as often as people live there, among those that were split and among the others', async () => {
    const { mapping, newCommunes, oldCommunes } = await readReferenceFiles()
    const lived = mapping.filter(({ residents }) => residents !== 'none')
    const people = ({ newCode }: { newCode: string }) => {
      const parts = lived.filter((one) => one.newCode === newCode).length
      return (newCommunes.find(({ code }) => code === newCode)?.population ?? 0) / parts
    }
    const wards = oldCommunes.map(({ code }) => ({
      code,
      isSplit: mapping.filter(({ oldCode }) => oldCode === code).length > 1,
      people: lived.filter(({ oldCode }) => oldCode === code).reduce((sum, part) => sum + people(part), 0),
    }))
    for (const isSplit of [true, false]) {
      const byPeople = wards.filter((ward) => ward.isSplit === isSplit).sort((a, b) => b.people - a.people)
      const all = byPeople.reduce((sum, ward) => sum + ward.people, 0)
      const top = byPeople.slice(0, Math.ceil(byPeople.length / 4))
      const [codes, every] = [top, byPeople].map((of) => new Set(of.map(({ code }) => code)))
      const rowsIn = (of?: ReadonlySet<string>) => share(({ oldWard }) => of?.has(String(oldWard)) ?? false)
      const peoplesShare = top.reduce((sum, ward) => sum + ward.people, 0) / all
      // A quarter of the wards, and far more of the people: drawn alike they would have a quarter of the rows.
      expect(peoplesShare).toBeGreaterThan(0.33)
      expect(rowsIn(codes) / rowsIn(every)).toBeCloseTo(peoplesShare, 1)
    }
  })

  test.each<[string, (row: RawRow) => boolean, [number, number]]>([
    ['with coordinates', ({ lat, lon }) => lat !== undefined && lon !== undefined, [0.28, 0.39]],
    ['with a neighbourhood', ({ neighbourhood }) => neighbourhood !== undefined, [0.02, 0.39]],
    [
      'with the ward alone',
      ({ lat, neighbourhood }) => lat === undefined && neighbourhood === undefined,
      [0.28, 0.7],
    ],
    [
      'that wait for the applicant',
      ({ step, pausedFrom }) => step === 'Chờ bổ sung' && pausedFrom !== undefined,
      [0.03, 0.07],
    ],
    [
      'that were accepted, with the date of the slip',
      ({ acceptedAt, promisedAt, usedDays }) =>
        [acceptedAt, promisedAt, usedDays].every((cell) => cell !== undefined),
      [0.4, 0.95],
    ],
    [
      'that were not accepted',
      ({ step, acceptedAt }) => step === 'Mới tiếp nhận' && acceptedAt === undefined,
      [0.05, 0.6],
    ],
    ['that name another kind of place', ({ placeKind }) => placeKind !== undefined, [0.01, 0.5]],
    [
      'with papers, and where they are',
      ({ papersHeld, papersAt }) => papersHeld !== undefined && papersAt !== undefined,
      [0.15, 0.26],
    ],
    ['with a paper of their own', ({ papersHeld }) => String(papersHeld).startsWith('Ảnh 3x4'), [0.04, 0.07]],
    ['with a telephone number', ({ phone }) => phone !== undefined, [0.17, 0.23]],
    ['that contradict themselves', (row) => wrong().includes(row), [0.005, 0.016]],
  ])('has rows %s', (_what, is, [least, most]) => {
    expect(share(is)).toBeGreaterThan(least)
    expect(share(is)).toBeLessThan(most)
  })

  test.each(Object.entries(contradictions))('has rows of the contradiction %s', (_reason, is) => {
    expect(rows.some(is)).toBe(true)
  })

  test('has each step at which a dossier can stand', () => {
    const steps = new Set(rows.map(({ step }) => step))
    expect([...steps].sort()).toEqual(
      [
        ...['Mới tiếp nhận', 'Chuyên viên thụ lý', 'Kiểm tra thực địa', 'Lấy ý kiến', 'Niêm yết công khai'],
        ...['Chờ nộp phí', 'Trình ký', 'Chờ bổ sung', 'Đang suy nghĩ', 'Đã trả kết quả'],
      ].sort(),
    )
  })

  test('is imported as it promises: what contradicts itself is kept out for its reason, and nothing else', async () => {
    const database = await testDatabase()
    const registry = await loadProcedures()
    const batch = await importBacklog(
      { database, vault, registry, now: () => backlogAsOf },
      {
        ...{ mapping: await loadSourceMapping(backlogSource), caller: 'test', key: 'generated' },
        ...{ asOf: backlogAsOf, rows: rowsOf(rows) },
      },
    )
    const quarantined = wrong().length
    expect(batch).toMatchObject({
      rowsIn: count,
      created: count - quarantined,
      alreadyThere: 0,
      updated: 0,
      quarantined,
    })
    const { reasons, dueDisagrees } = await readBatchFigures(database.sql, batch.id)
    expect(Object.fromEntries(reasons.map(({ reason, rows: of }) => [reason, of]))).toEqual(
      Object.fromEntries(
        Object.entries(contradictions).map(([reason, is]) => [reason, rows.filter(is).length]),
      ),
    )
    // A slip in twelve promises another day, and so do some whose dossier waits.
    expect(dueDisagrees / count).toBeGreaterThan(0.04)
    expect(dueDisagrees / count).toBeLessThan(0.2)
  })
})

test.each([
  ['without a file', '', 'Name the file'],
  ['with a file of another format', '/nowhere/backlog.xlsx', 'ends in neither .csv nor .jsonl'],
  ['with a number of rows that is none', '/nowhere/backlog.csv --rows many', '--rows is no whole number'],
  ['with a seed that is no number', '/nowhere/backlog.csv --seed x', '--seed is no whole number'],
])('%s it says how it is called, and writes nothing', async (_what, args, problem) => {
  const { code, stderr } = await runCommandLine(`demo/generate-backlog.ts ${args}`.trim(), {})
  expect(code).toBe(2)
  expect(stderr).toContain(problem)
  expect(stderr).toContain('npm run backlog -- backlog.csv')
})
