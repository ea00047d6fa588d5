/** The staff list of the Department of Home Affairs for the communes of the day, previewed and then imported. */
import type { Finding } from '../harness/checker.ts'
import type { RawRow } from '../imports/import-row.ts'
import { importStaff } from '../imports/import-staff.ts'
import type { City } from './city.ts'
import type { Commune } from './communes.ts'

const people = ['Nguyễn Thị Hồng Nhung', 'Trần Đức Thắng', 'Lê Minh Châu', 'Phạm Văn Hải'] as const

/** Two persons for the counter of each commune; the last row names a unit that nobody knows. */
export function staffList(communes: readonly Pick<Commune, 'unitId'>[], from: string): readonly RawRow[] {
  const rowOf = (n: number, unit: string): RawRow => ({
    ...{ rowKey: `PC-${n}`, officer: `CB-${n}`, name: people[n % people.length] ?? '' },
    ...{ account: `cb-${n}@hanoi.example`, unit, role: 'Bộ phận Một cửa' },
    ...{ from, basis: 'Quyết định 2205/QĐ-UBND về điều động công chức' },
  })
  const rows = communes.flatMap(({ unitId }, i) => [rowOf(2 * i, unitId), rowOf(2 * i + 1, unitId)])
  return [...rows, rowOf(rows.length, 'Xã không có thật')]
}

/** A preview, the list, and the list again, which changes nothing. */
export async function takeOverStaff(
  { database }: Pick<City, 'database'>,
  rows: readonly RawRow[],
): Promise<{ line: string; finding: Finding }> {
  const importing = async (preview: boolean) => {
    const asked = { source: 'so-noi-vu', caller: 'demo', key: 'staff', at: Date.now(), preview }
    return (await importStaff(database, { ...asked, rows: eachOf(rows) })).figures
  }
  const preview = await importing(true)
  const done = await importing(false)
  const again = await importing(false)
  const { created, updated, alreadyThere, quarantined } = done
  const counted = created + updated + alreadyThere + quarantined
  return {
    line: `${rows.length} rows of staff: preview ${preview.created} created, ${preview.quarantined} quarantined; imported ${created} created, ${quarantined} quarantined`,
    finding: {
      invariant: 'the staff list is counted, as its preview said',
      checked: rows.length,
      violations: [
        ...(counted === rows.length ? [] : [`${rows.length} rows were read and ${counted} are counted`]),
        ...(created === preview.created && quarantined === preview.quarantined && quarantined === 1
          ? []
          : [`previewed ${preview.created} + ${preview.quarantined}, done ${created} + ${quarantined}`]),
        ...(again.created + again.updated === 0 && again.alreadyThere === created
          ? []
          : [`the same list again created ${again.created} and updated ${again.updated}`]),
      ],
    },
  }
}

async function* eachOf(rows: readonly RawRow[]): AsyncGenerator<RawRow> {
  yield* rows
}
