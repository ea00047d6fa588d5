/** Writes the rows that a reorganisation changes, a table at a time. */
import type postgres from 'postgres'
import { without } from '../../../domain/territory/span.ts'
import type { Changed, DatedRow, RowChanges } from '../../../reorganisations/grammar/draft.ts'
import { referenceTables } from '../../../reorganisations/grammar/row-changes.ts'
import type { Transaction } from '../../statement.ts'
import { type StoredRows, storedRows } from './stored-rows.ts'

/**
 * Writes the rows inside the change that the transaction has begun; none is deleted. What ends comes first, from what names to what is
 * named: no instant may have two holders, not even between two statements.
 */
export async function writeRows(tx: Transaction, changes: RowChanges): Promise<void> {
  for (const name of referenceTables.toReversed()) {
    const ended = changed(changes[name]).filter(narrows).map(rowOf)
    if (ended.length > 0) await updateRows(tx, storedRows(name, ended))
  }
  for (const name of referenceTables) {
    const again = changed(changes[name]).filter(widens).map(rowOf)
    if (again.length > 0) await updateRows(tx, storedRows(name, again))
    const begun = changed(changes[name]).filter(({ was }) => was === null)
    if (begun.length > 0) await insertRows(tx, storedRows(name, begun.map(rowOf)))
  }
}

type AnyChanged = Changed<DatedRow>

const changed = (rows: readonly AnyChanged[]): readonly AnyChanged[] => rows
const rowOf = ({ row }: AnyChanged): DatedRow => row
const narrows = ({ was, row }: AnyChanged): boolean =>
  was !== null && without(row.valid, was.valid).length === 0
const widens = (change: AnyChanged): boolean => change.was !== null && !narrows(change)

async function updateRows(tx: Transaction, { name, columns, keys, json }: StoredRows): Promise<void> {
  const values = columns.filter((column) => !keys.includes(column))
  const all = (
    fragment: (column: string) => Fragment,
    list: readonly string[],
    between: Fragment,
  ): Fragment => list.map(fragment).reduce((before, next) => tx`${before}${between}${next}`)
  await tx`
    update ${tx(name)} as t set ${all((column) => tx`${tx(column)} = n.${tx(column)}`, values, tx`, `)}
    from json_populate_recordset(null::${tx(name)}, ${json}::text::json) n
    where ${all((key) => tx`t.${tx(key)} = n.${tx(key)}`, keys, tx` and `)}`
}

/** The trigger of a unit has dated its parent already, in the same row. */
async function insertRows(tx: Transaction, { name, columns, json }: StoredRows): Promise<void> {
  const there = name === 'unit_parent' ? tx`on conflict (id) do nothing` : tx``
  await tx`
    insert into ${tx(name)} (${tx(columns)})
    select ${tx(columns)} from json_populate_recordset(null::${tx(name)}, ${json}::text::json) ${there}`
}

type Fragment = postgres.PendingQuery<postgres.Row[]>
