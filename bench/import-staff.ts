import { randomUUID } from 'node:crypto'
import type { Database } from '../db/database.ts'
import type { RawRow } from '../imports/import-row.ts'
import { importStaff } from '../imports/import-staff.ts'
import { CpuOfRounds, prefixed, serverPids } from './cpu.ts'
import { alternate, type Figure, figure, median } from './figure.ts'
import type { BenchServers } from './servers.ts'

/** Twenty officers for each of 126 communes, and half of them. */
const sizes = { whole: 2_520, half: 1_260 }
const rounds = 5
/** Twice the rows, and a tenth for what sorts and for noise. A plan that compares each row with all costs four times as much. */
const linear = { atMost: 2.2 }
const at = Date.parse('2025-09-01T08:00:00+07:00')

/** What a list of 2,520 rows costs over one of 1,260: of new officers, and of officers who all get another unit and another account. */
export async function staffImports({ database }: BenchServers): Promise<Figure[]> {
  const units = await communes(database)
  return [
    await measure('import-staff', database, async (source, size) => listOf(source, units, size)),
    await measure('import-staff-moved', database, async (source, size) => {
      await importRows(database, source, listOf(source, units, size))
      return listOf(source, units, size, { moved: true })
    }),
  ]
}

/** @param prepare what is there before, and not counted; each list has a source, and so officers, of its own */
async function measure(
  name: string,
  database: Database,
  prepare: (source: string, size: number) => Promise<readonly RawRow[]>,
): Promise<Figure> {
  const pids = { postgres: serverPids().postgres, importer: process.pid }
  const cpuOf = { whole: new CpuOfRounds(pids), half: new CpuOfRounds(pids) }
  const took: { whole: number[]; half: number[] } = { whole: [], half: [] }
  const side = (of: 'whole' | 'half') => async (): Promise<number> => {
    const source = `bench-${randomUUID().slice(0, 8)}`
    const rows = await prepare(source, sizes[of])
    const before = cpuOf[of].total
    const began = performance.now()
    await cpuOf[of].during(() => importRows(database, source, rows))
    took[of].push(Math.round(performance.now() - began))
    return cpuOf[of].total - before
  }
  await side('whole')()
  cpuOf.whole.reset()
  const { system, bare, ratios } = await alternate(rounds, side('whole'), side('half'))
  return figure(name, median(ratios), linear, '2,520 rows/1,260 rows, CPU-ms', {
    ...{
      '2,520 rows': system,
      '1,260 rows': bare,
      ratios,
      'ms of 2,520': took.whole.slice(1),
      'ms of 1,260': took.half,
    },
    ...prefixed('2,520', cpuOf.whole.each(rounds)),
    ...prefixed('1,260', cpuOf.half.each(rounds)),
  })
}

async function importRows(database: Database, source: string, rows: readonly RawRow[]): Promise<void> {
  async function* given() {
    yield* rows
  }
  const { figures } = await importStaff(database, {
    ...{ source, caller: 'bench', key: randomUUID(), at },
    rows: given(),
  })
  if (figures.created + figures.updated !== rows.length)
    throw new Error(`of ${rows.length} rows ${figures.quarantined} were kept out`)
}

const listOf = (
  source: string,
  units: readonly string[],
  size: number,
  { moved = false } = {},
): readonly RawRow[] =>
  Array.from({ length: size }, (_, n) => ({
    ...{
      rowKey: `R-${n}`,
      officer: `CB-${n}`,
      name: 'Nguyễn Văn An',
      role: 'oneStop',
      basis: 'Quyết định 12',
    },
    unit: units[(n + (moved ? 1 : 0)) % units.length],
    ...(moved
      ? { from: '01/10/2025', account: `moi-${n}@${source}` }
      : { from: '01/07/2025', account: `cu-${n}@${source}` }),
  }))

async function communes({ sql }: Database): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from unit where id like 'new:%' and valid @> instant(${at}) order by id limit 126`
  return rows.map(({ id }) => id)
}
