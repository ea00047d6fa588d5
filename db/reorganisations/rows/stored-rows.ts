/** Rows of a reorganisation as their tables keep them. */
import { getTableColumns } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import type { Span } from '../../../domain/territory/span.ts'
import type { DatedRow } from '../../../reorganisations/grammar/draft.ts'
import type { ReferenceTable } from '../../../reorganisations/grammar/reference-rows.ts'
import * as bodies from '../../schema/bodies.ts'
import { primaryKeyOf } from '../../schema/columns.ts'
import * as territory from '../../schema/territory.ts'

const tables: Readonly<Record<ReferenceTable, PgTable>> = {
  unit: territory.unit,
  unitParent: bodies.unitParent,
  unitSuccessor: territory.unitSuccessor,
  area: territory.area,
  jurisdiction: territory.jurisdiction,
  competence: territory.competence,
  custody: territory.custody,
  connectingRule: territory.connectingRule,
  site: bodies.site,
  seal: bodies.seal,
  office: territory.office,
  mandate: territory.mandate,
}

export interface StoredRows {
  /** Of the table. */
  name: string
  /** Those that the rows give. */
  columns: string[]
  keys: string[]
  /** For `json_populate_recordset`. */
  json: string
}

/** @param rows of the table; each gives the same columns */
export function storedRows(of: ReferenceTable, rows: readonly DatedRow[]): StoredRows {
  return asStored(tables[of], of === 'unit' ? rows.map(coded) : rows, stored)
}

/** A unit has the list of codes and the code that its id carries. */
function coded(row: DatedRow): DatedRow & { epoch: string; code: string } {
  const [epoch = '', ...code] = row.id.split(':')
  return { ...row, epoch, code: code.join(':') }
}

/** @param stored a value as the column of its table keeps it */
export function asStored<Row extends object>(
  table: PgTable,
  rows: readonly Row[],
  stored: (column: PgColumn, row: Row, value: unknown) => unknown,
): StoredRows {
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
