/** The type of a statement's rows, from PostgreSQL's description of its result, the catalogue and drizzle's columns. */
import type postgres from 'postgres'
import { rowTypeExceptions } from '../../../db/row-type-exceptions.ts'
import type { RowTypeException } from '../../../db/row-type-reasons.ts'
import { closedLists } from './closed-lists.ts'
import {
  isBehindOuterJoin,
  isLiteralNull,
  isNeverNull,
  type OutputColumn,
  outputColumns,
  partIn,
  strictOn,
} from './output-columns.ts'

/** A text as it was sent, and the ids of its parameters' types. */
export interface SentText {
  text: string
  /** Separated by spaces. */
  parameters: string
}

/**
 * TypeScript types by column; one that may be null ends in `| null`. A part, the row of another statement as jsonb, has the type
 * `part`, and its own columns stand as `part.column`.
 */
export type RowType = Readonly<Record<string, string>>

export interface Catalogue {
  column(table: number, number: number): CatalogueColumn | undefined
}

interface CatalogueColumn {
  table: string
  column: string
  notNull: boolean
}

interface Described {
  type: string
  nullable: boolean
}

type Query = Pick<postgres.Sql, 'unsafe' | 'typed'>

/** Which columns there are now, and which may be null. */
export async function readCatalogue(sql: postgres.Sql): Promise<Catalogue> {
  const found = await sql<(CatalogueColumn & { oid: number; number: number })[]>`
    select c.oid::int as oid, a.attnum::int as number, c.relname as table, a.attname as column, a.attnotnull as "notNull"
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`
  const columns = new Map(found.map((column) => [`${column.oid}.${column.number}`, column]))
  return { column: (table, number) => columns.get(`${table}.${number}`) }
}

/**
 * The type of the rows that a statement gives. Its texts differ in fragments; a column that may be null in one may be null.
 * @throws Error with PostgreSQL's message where a text is none for this schema, or where two texts give different columns
 */
export async function describeStatement(
  sql: Query,
  catalogue: Catalogue,
  name: string,
  texts: readonly SentText[],
): Promise<RowType> {
  const variants = await Promise.all(texts.map((sent) => describeText(sql, catalogue, sent)))
  const [first = new Map<string, Described>(), ...others] = variants
  const merged = new Map(first)
  for (const other of others) {
    if (outer(other) !== outer(first))
      throw new Error(`its texts give different columns: ${outer(first)}; ${outer(other)}`)
    for (const [column, described] of other) merged.set(column, merge(column, merged.get(column), described))
  }
  return Object.fromEntries(
    [...merged].map(([column, described]) => [column, typeOf(described, rowTypeExceptions[name]?.[column])]),
  )
}

const outer = (variant: ReadonlyMap<string, Described>): string =>
  [...variant.keys()].filter((column) => !column.includes('.')).join()

/**
 * What one text makes of a column and what another does; `null` written out goes with every type. A closed list is text, and no more than
 * that in a text that reads the column through a union.
 */
function merge(column: string, before: Described | undefined, now: Described): Described {
  if (before === undefined) return now
  const types = new Set([before.type, now.type].filter((type) => type !== 'null'))
  const text = types.has('string') && [...types].every((type) => type === 'string' || type.startsWith("'"))
  if (types.size > 1 && !text)
    throw new Error(`column ${column} is ${before.type} in one text, ${now.type} in another`)
  return {
    type: text ? 'string' : ([...types][0] ?? 'null'),
    nullable: before.nullable || now.nullable,
  }
}

/** Entries of the exceptions that change nothing. */
export async function idleExceptions(
  sql: Query,
  catalogue: Catalogue,
  statements: Readonly<Record<string, { texts: readonly SentText[] }>>,
): Promise<readonly string[]> {
  const idle: string[] = []
  for (const [name, columns] of Object.entries(rowTypeExceptions)) {
    const variants = await Promise.all(
      (statements[name]?.texts ?? []).map((sent) => describeText(sql, catalogue, sent)),
    )
    for (const [column, exception] of Object.entries(columns)) {
      const described = variants.flatMap((variant) => variant.get(column) ?? [])
      if (described.every((one) => typeOf(one, exception) === typeOf(one, undefined)))
        idle.push(`${name}: ${column}`)
    }
  }
  return idle
}

const typeOf = ({ type, nullable }: Described, exception: RowTypeException | undefined): string => {
  if (exception?.type !== undefined) return exception.type
  return nullable && exception === undefined && type !== 'unknown' && type !== 'null'
    ? `${type} | null`
    : type
}

async function describeText(
  sql: Query,
  catalogue: Catalogue,
  { text, parameters }: SentText,
  typeScriptOf: (oid: number) => string = asDriver,
): Promise<Map<string, Described>> {
  const described = await describe(sql, text, parameters)
  const outputs = matched(outputColumns(text), described.length)
  const columns = new Map<string, Described>()
  for (const [index, { name, type, table, number }] of described.entries()) {
    const output = outputs[index]
    const part = output === undefined ? null : partIn(output.expression)
    if (part !== null) {
      columns.set(name, { type: 'part', nullable: true })
      const row = await describeText(sql, catalogue, { text: part, parameters }, asJson)
      for (const [column, one] of row) columns.set(`${name}.${column}`, one)
      continue
    }
    if (output !== undefined && isLiteralNull(output.expression)) {
      columns.set(name, { type: 'null', nullable: true })
      continue
    }
    const plain = catalogue.column(table, number)
    if (plain !== undefined) {
      const behind = isBehindOuterJoin(text, output?.expression ?? null, plain.table)
      columns.set(name, {
        type: closedLists.get(`${plain.table}.${plain.column}`) ?? typeScriptOf(type),
        nullable: !plain.notNull || behind,
      })
      continue
    }
    const nullable =
      output === undefined ||
      !(
        isNeverNull(output.expression) ||
        (await isStrictOnFilled(sql, catalogue, { text, parameters }, output, index))
      )
    columns.set(name, { type: typeScriptOf(type), nullable })
  }
  return columns
}

/** The expression of each column; undefined for those that a `*` gives. */
function matched(outputs: readonly OutputColumn[], columns: number): readonly (OutputColumn | undefined)[] {
  const star = outputs.findIndex(({ expression }) => /\*$/.test(expression))
  if (star === -1) return outputs.length === columns ? outputs : []
  const behind = outputs.slice(star + 1)
  if (behind.some(({ expression }) => /\*$/.test(expression))) return outputs.slice(0, star)
  const hidden = Math.max(columns - star - behind.length, 0)
  return [...outputs.slice(0, star), ...Array.from({ length: hidden }, () => undefined), ...behind]
}

/** Whether the column under `epoch_ms(…)`, a cast or a comparison is never null: PostgreSQL tells of which table it is. */
async function isStrictOnFilled(
  sql: Query,
  catalogue: Catalogue,
  { text, parameters }: SentText,
  { expression, start }: { expression: string; start: number },
  index: number,
): Promise<boolean> {
  const reference = strictOn(expression)
  if (reference === null) return false
  const bare = text.slice(0, start) + reference + text.slice(start + expression.length)
  const column = (await describe(sql, bare, parameters).catch(() => []))[index]
  const plain = column && catalogue.column(column.table, column.number)
  return plain?.notNull === true && !isBehindOuterJoin(bare, reference, plain.table)
}

async function describe(sql: Query, text: string, parameters: string) {
  const types = parameters === '' ? [] : parameters.split(' ').map(Number)
  const { columns } = await sql
    .unsafe(
      text,
      types.map((type) => sql.typed(null, type)),
    )
    .describe()
  return columns ?? []
}

/** As the driver parses them here: see `db/array-types.ts`. */
const typeScript: Readonly<Record<number, string>> = {
  16: 'boolean',
  17: 'Buffer',
  21: 'number',
  23: 'number',
  26: 'number',
  114: 'unknown',
  700: 'number',
  701: 'number',
  1007: 'number[]',
  1009: 'string[]',
  1016: 'string[]',
  1022: 'number[]',
  2951: 'string[]',
  3802: 'unknown',
}

const asDriver = (oid: number): string => typeScript[oid] ?? 'string'

/** text, uuid and what `typeScript` lists but bytea. */
const sameInJson: ReadonlySet<number> = new Set([
  ...[25, 2950],
  ...Object.keys(typeScript)
    .map(Number)
    .filter((oid) => oid !== 17),
])

/**
 * As `JSON.parse` gives what PostgreSQL made jsonb of.
 * @throws Error for a type that the driver gives otherwise: bigint and numeric (rounded), bytea, dates and instants
 */
function asJson(oid: number): string {
  if (sameInJson.has(oid)) return asDriver(oid)
  throw new Error(`a part of it gives the type ${oid}, which is another value in JSON; cast it there`)
}
