/** Writes the rows that a reorganisation changes, a table at a time. */
import { getTableColumns } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import type postgres from 'postgres'
import { type Span, without } from '../../domain/territory/span.ts'
import type { Changed, DatedRow, RowChanges } from '../../reorganisations/grammar/draft.ts'
import type { ReferenceTable, UnitRow } from '../../reorganisations/grammar/reference-rows.ts'
import { referenceTables } from '../../reorganisations/grammar/row-changes.ts'
import { primaryKeyOf } from '../schema/columns.ts'
import * as territory from '../schema/territory.ts'
import type { Transaction } from '../statement.ts'

const tables: Readonly<Record<ReferenceTable, PgTable>> = {
  unit: territory.unit,
  unitSuccessor: territory.unitSuccessor,
  area: territory.area,
  jurisdiction: territory.jurisdiction,
  competence: territory.competence,
  custody: territory.custody,
  connectingRule: territory.connectingRule,
  office: territory.office,
  mandate: territory.mandate,
}

/**
 * Writes the rows inside the change that the transaction has begun; none is deleted. What ends comes first, from what names to what is
 * named: no instant may have two holders, not even between two statements.
 */
export async function writeRows(tx: Transaction, changes: RowChanges): Promise<void> {
  for (const name of referenceTables.toReversed()) {
    await updateRows(tx, tables[name], changed(changes[name]).filter(narrows).map(rowOf))
  }
  for (const name of referenceTables) {
    await updateRows(tx, tables[name], changed(changes[name]).filter(widens).map(rowOf))
    const begun = changed(changes[name]).filter(({ was }) => was === null)
    await insertRows(tx, tables[name], name === 'unit' ? changes.unit.flatMap(coded) : begun.map(rowOf))
  }
}

type AnyChanged = Changed<DatedRow>

const changed = (rows: readonly AnyChanged[]): readonly AnyChanged[] => rows
const rowOf = ({ row }: AnyChanged): DatedRow => row
const narrows = ({ was, row }: AnyChanged): boolean =>
  was !== null && without(row.valid, was.valid).length === 0
const widens = (change: AnyChanged): boolean => change.was !== null && !narrows(change)

/** A unit that begins has the list of codes and the code that its id carries. */
const coded = ({ was, row }: Changed<UnitRow>): readonly (UnitRow & { epoch: string; code: string })[] => {
  const [epoch = '', ...code] = row.id.split(':')
  return was === null ? [{ ...row, epoch, code: code.join(':') }] : []
}

async function updateRows(tx: Transaction, table: PgTable, rows: readonly DatedRow[]): Promise<void> {
  if (rows.length === 0) return
  const { name, columns, keys, json } = asJson(table, rows)
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

async function insertRows(tx: Transaction, table: PgTable, rows: readonly DatedRow[]): Promise<void> {
  if (rows.length === 0) return
  const { name, columns, json } = asJson(table, rows)
  await tx`
    insert into ${tx(name)} (${tx(columns)})
    select ${tx(columns)} from json_populate_recordset(null::${tx(name)}, ${json}::text::json)`
}

type Fragment = postgres.PendingQuery<postgres.Row[]>

interface AsJson {
  name: string
  /** Those that the rows give. */
  columns: string[]
  keys: string[]
  json: string
}

function asJson(table: PgTable, rows: readonly DatedRow[]): AsJson {
  const given = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = Object.entries(getTableColumns(table)).filter(([property]) => given.has(property))
  const records = rows.map((row) => {
    const values = new Map<string, unknown>(Object.entries(row))
    return Object.fromEntries(
      columns.map(([property, column]) => [column.name, stored(column, row, values.get(property))]),
    )
  })
  return {
    name: getTableConfig(table).name,
    columns: columns.map(([, { name }]) => name),
    keys: primaryKeyOf(table),
    json: JSON.stringify(records),
  }
}

function stored(column: PgColumn, { valid }: DatedRow, value: unknown): unknown {
  switch (column.getSQLType()) {
    case 'tstzmultirange':
      return `{${valid.map(asRange).join(',')}}`
    case 'tstzrange':
      return oneRange(column, valid)
    case 'timestamp with time zone':
      return typeof value === 'number' ? new Date(value).toISOString() : value
    default:
      return value
  }
}

function oneRange({ name }: PgColumn, valid: readonly Span[]): string {
  const [first, ...others] = valid
  if (others.length > 0)
    throw new TypeError(`${name} holds one span; a row begins again under an id of its own`)
  return first === undefined ? 'empty' : asRange(first)
}

const asRange = ({ from, until }: Span): string => `[${bound(from)},${bound(until)})`
const bound = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : '')
