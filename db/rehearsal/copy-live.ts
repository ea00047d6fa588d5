/** The rows of the live database, as they were at one moment, into a database that has the same schema and no rows. */
import { copyIn, copyOut } from '../connection/copy-rows.ts'
import { exportSnapshot, underExportedSnapshot, underOneSnapshot } from '../connection/snapshot.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { copiedTables, tablesLeftOut } from './copied-tables.ts'

export interface CopiedTable {
  table: string
  rows: number
  ms: number
}

interface Copying {
  from: Pick<Database, 'sql'>
  to: Pick<Database, 'sql'>
  /** Of this copy alone, and kept nowhere: it hides hashes that could be tried out. */
  salt: Buffer
  now: () => number
}

const connections = 3

/**
 * Copies every table that `copiedTables` names, several at once under one exported snapshot. Triggers of the copy rest meanwhile: what
 * they refuse or write was refused and written where the rows come from. Foreign keys, uniqueness and exclusions are judged again.
 * @param from as a role that can only read
 * @param to as the owner of the copy, whose tables are emptied first
 */
export async function copyLive(copying: Copying): Promise<readonly CopiedTable[]> {
  const { from, to } = copying
  const levels = await inOrderOfKeys(to.sql)
  const tables = levels.flat()
  await setTriggers(to.sql, tables, 'disable')
  await to.sql.unsafe(`truncate ${[...tables, ...restOf(tables)].map(quoted).join(', ')}`)
  const copied = await underOneSnapshot(from, async (tx) => {
    const snapshot = await exportSnapshot(tx)
    const done: CopiedTable[] = []
    for (const level of levels) {
      done.push(...(await severalAtOnce(level, (table) => copyTable(copying, snapshot, table))))
    }
    return done
  })
  await setTriggers(to.sql, tables, 'enable')
  await goOnNumbering(to.sql, tables)
  await to.sql`analyze`
  return copied
}

/** Tables by the foreign keys of the copy: what is named before what names it. */
async function inOrderOfKeys(sql: Querying): Promise<readonly (readonly string[])[]> {
  const references = await typedRows(sql, 'rehearsal.references')`
    select conrelid::regclass::text as table, confrelid::regclass::text as names
    from pg_constraint where contype = 'f' and conrelid <> confrelid and connamespace = 'public'::regnamespace`
  const levels: string[][] = []
  const placed = new Set<string>()
  let waiting = Object.keys(copiedTables)
  while (waiting.length > 0) {
    const ready = waiting.filter((table) =>
      references.every((key) => key.table !== table || key.names === null || placed.has(key.names)),
    )
    if (ready.length === 0) throw new TypeError(`${waiting.join(', ')} name each other, or what is left out`)
    for (const table of ready) placed.add(table)
    levels.push(ready)
    waiting = waiting.filter((table) => !placed.has(table))
  }
  return levels
}

/** The identity of the copy stays. */
const restOf = (tables: readonly string[]): readonly string[] =>
  Object.keys(tablesLeftOut).filter((table) => table !== 'database_identity' && !tables.includes(table))

async function setTriggers(
  sql: Querying,
  tables: readonly string[],
  to: 'enable' | 'disable',
): Promise<void> {
  for (const table of tables) await sql.unsafe(`alter table ${quoted(table)} ${to} trigger user`)
}

async function copyTable(
  { from, to, salt, now }: Copying,
  snapshot: string,
  table: string,
): Promise<CopiedTable> {
  const begun = now()
  const columns = await columnsOf(to.sql, table)
  const rows = await underExportedSnapshot(from, snapshot, (source) =>
    transaction(to.sql, (target) => stream({ source, target, table, columns, salt })),
  )
  return { table, rows, ms: now() - begun }
}

async function stream(at: {
  source: Transaction
  target: Transaction
  table: string
  columns: readonly string[]
  salt: Buffer
}): Promise<number> {
  const { source, target, table, columns, salt } = at
  const list = columns.map(quoted).join(', ')
  const values = columns.map((column) => valueFor(table, column, salt)).join(', ')
  const rows = await copyOut(source, `copy (select ${values} from ${quoted(table)}) to stdout`)
  await copyIn(target, `copy ${quoted(table)} (${list}) from stdin`, rows)
  const [counted] = await typedRows(target, 'rehearsal.countRows')`
    select count(*)::float8 as rows from ${target(table)}`
  return counted?.rows ?? 0
}

function valueFor(table: string, column: string, salt: Buffer): string {
  const replacement = copiedTables[table]?.[column]
  if (replacement === undefined) return quoted(column)
  if (replacement === 'null') return 'null'
  if (replacement === 'salted') return `sha256('\\x${salt.toString('hex')}'::bytea || ${quoted(column)})`
  return replacement.sql
}

async function columnsOf(sql: Querying, table: string): Promise<readonly string[]> {
  const rows = await typedRows(sql, 'rehearsal.columns')`
    select attname::text as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`
  return rows.map(({ name }) => name)
}

/** Numbers that the copy gives go on after those that it was given. */
async function goOnNumbering(sql: Querying, tables: readonly string[]): Promise<void> {
  const numbered = await typedRows(sql, 'rehearsal.numbered')`
    select relname::text as table, attname::text as column, pg_get_serial_sequence(relname, attname) as sequence
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relname = any (${[...tables]}::text[]) and attnum > 0 and not attisdropped
      and pg_get_serial_sequence(relname, attname) is not null`
  for (const { table, column, sequence } of numbered) {
    if (sequence === null) continue
    await sql.unsafe(
      `select setval('${sequence}', coalesce((select max(${quoted(column)}) from ${quoted(table)}), 0) + 1, false)`,
    )
  }
}

async function severalAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const left = [...items]
  const done: R[] = []
  const next = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) done.push(await work(item))
  }
  await Promise.all(Array.from({ length: connections }, next))
  return done
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
