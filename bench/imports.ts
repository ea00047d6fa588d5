import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { copyIn, copyOut } from '../db/connection/copy-rows.ts'
import { transaction } from '../db/connection/transaction.ts'
import type { Database, Sql } from '../db/database.ts'
import { createVault } from '../db/identity/identity-vault.ts'
import { backlogAsOf, backlogRows, backlogSource } from '../harness/backlog.ts'
import { importBacklog } from '../imports/import-backlog.ts'
import type { RawRow } from '../imports/import-row.ts'
import { loadSourceMapping } from '../imports/source-mapping.ts'
import { loadProcedures, type Registry } from '../procedures/registry/registry.ts'
import { alternate, type Figure, figure, median } from './figure.ts'
import { importStart } from './import-start.ts'
import type { BenchServers } from './servers.ts'

const rowsARound = Number(process.env.BENCH_ROWS ?? 5_000)
const rounds = 3

/** Everything that a row becomes, in an order in which what is named precedes what names it. */
const tables = [
  ...[
    'import_batch',
    'dossier',
    'import_row',
    'import_quarantine',
    'dossier_revision',
    'task',
    'dossier_form',
    'party',
  ],
  ...[
    'dossier_party',
    'party_name',
    'place',
    'paper',
    'original_place',
    'external_code',
    'outbox',
    'journal',
  ],
]
/** What triggers write by themselves. */
const written = ['journal_head', 'event', 'task_count', 'task_change', 'dossier_code_counter']

/**
 * Rows of a backlog registered a second, from the rows as they were read on, over a COPY of the very rows into the same tables with
 * their indexes and triggers. And dossiers of it whose workflow is at its step a second.
 */
export async function imports(servers: BenchServers): Promise<Figure[]> {
  const { figure: registered, again } = await measureRows(servers.database)
  await again()
  return [registered, await importStart(servers)]
}

export async function measureRows(
  database: Database,
): Promise<{ figure: Figure; again: () => Promise<void> }> {
  const { sql } = database
  const registry = await loadProcedures()
  const rows: RawRow[] = []
  for await (const row of backlogRows(registry, { rows: rowsARound, seed: 42 })) rows.push(row)
  const present = await tablesThere(sql)
  const all = [...tables, ...written].filter((table) => present.has(table))
  const copied = new Map<string, Buffer>()
  const system = async (): Promise<number> => {
    await empty(sql, all)
    const began = performance.now()
    await importRows(database, registry, rows)
    const seconds = (performance.now() - began) / 1_000
    for (const table of tables) copied.set(table, await rowsOf(sql, table))
    return rowsARound / seconds
  }
  const bare = async (): Promise<number> => {
    if (copied.size === 0) await system()
    await empty(sql, all)
    const began = performance.now()
    for (const table of tables) await write(sql, table, copied.get(table) ?? Buffer.alloc(0))
    return rowsARound / ((performance.now() - began) / 1_000)
  }
  const result = await alternate(rounds, system, bare)
  return {
    figure: figure('import', median(result.ratios), { atLeast: 0.3 }, 'system/COPY, rows a second', {
      ...result,
      rows: rowsARound,
    }),
    again: async () => {
      await empty(sql, all)
      await importRows(database, registry, rows)
    },
  }
}

async function importRows(database: Database, registry: Registry, rows: readonly RawRow[]): Promise<void> {
  const key = () => Buffer.alloc(32, 7).toString('base64')
  const vault = createVault({ current: 'k', keys: { k: key() }, lookup: key() })
  async function* given() {
    yield* rows
  }
  await importBacklog(
    { database, vault, registry, now: Date.now },
    {
      ...{ mapping: await loadSourceMapping(backlogSource), caller: 'bench', key: randomUUID() },
      ...{ asOf: backlogAsOf, rows: given() },
    },
  )
}

async function tablesThere(sql: Sql): Promise<ReadonlySet<string>> {
  const found = await sql<{ name: string }[]>`select relname as name from pg_class where relkind = 'r'`
  return new Set(found.map(({ name }) => name))
}

async function empty(sql: Sql, all: readonly string[]): Promise<void> {
  await sql`truncate ${sql(all)} cascade`
  await sql`vacuum analyze`
}

async function rowsOf(sql: Sql, table: string): Promise<Buffer> {
  return await transaction(sql, async (tx) => {
    const pieces: Buffer[] = []
    for await (const piece of await copyOut(tx, `copy ${table} to stdout`)) pieces.push(Buffer.from(piece))
    return Buffer.concat(pieces)
  })
}

async function write(sql: Sql, table: string, rows: Buffer): Promise<void> {
  await transaction(sql, (tx) => copyIn(tx, `copy ${table} from stdin`, Readable.from([rows])))
}
