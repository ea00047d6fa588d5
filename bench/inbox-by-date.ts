import { setTimeout as pause } from 'node:timers/promises'
import { type Database, openDatabase } from '../db/database.ts'
import { inboxPage } from '../db/tasks/inbox.ts'
import { type Compared, compare } from './compare.ts'
import { CpuOfRounds, serverPids } from './cpu.ts'
import { communesMerge, readMapping } from './cutover/merging-communes.ts'
import { Reorganising } from './cutover/reorganising.ts'
import { type Figure, figure, median, round } from './figure.ts'
import { unitsByInbox } from './inbox.ts'
import { dossiersWanted, seedDossiers } from './seed-dossiers.ts'
import type { BenchServers } from './servers.ts'

/** So many that the code is compiled after the first round, and that processor time, counted in hundredths of a second, tells one side from the other. */
const rounds = { rounds: 5, jobsARound: 1_000, atOnce: 4 }
/** The tables of jurisdiction that an inbox reads; each has its history in `…_history`. */
const dated = ['jurisdiction', 'competence', 'custody']

/**
 * A page of an inbox where jurisdiction has three epochs and their record time, over the same page where it has one: twenty communes have
 * merged, parted and merged again. The worst of the three tiers.
 */
export async function inboxByDate({ database, env }: BenchServers): Promise<Figure[]> {
  const open = dossiersWanted()
  await seedDossiers(database, { dossiers: open, open, asOfMs: Date.now() })
  const one = await withOneEpoch(database, env.DATABASE_OWNER_URL ?? '')
  try {
    const { merging } = await readMapping()
    const reorganising = new Reorganising(database, communesMerge(merging))
    for (let epoch = 0; epoch < 3; epoch += 1) {
      const { at } = await reorganising.next()
      await pause(at - Date.now() + 1)
    }
    for (const { sql } of [database, one])
      for (const table of dated) await sql`vacuum (analyze) ${sql(table)}`
    const asOfMs = Date.now()
    // Those that hold the same in both.
    const changed = new Set(merging.flatMap(({ from, into }) => [from, into]))
    const found = new Map<string, Compared>()
    for (const { name, units } of await unitsByInbox(database.sql, asOfMs)) {
      const same = units.filter((unit) => !changed.has(unit))
      found.set(name, await measure({ three: database, one }, same, asOfMs))
    }
    const ratios = [...found].map(([name, { p50 }]) => [name, round(median(p50.ratios))] as const)
    const cpu = [...found].map(([name, compared]) => [`${name}, CPU`, round(compared.cpu.ratio)] as const)
    return [
      figure(
        'inbox-by-date',
        Math.max(...ratios.map(([, ratio]) => ratio)),
        { atMost: 1.3 },
        'three epochs/one, p50 of a page',
        {
          ...{ open, ...Object.fromEntries([...ratios, ...cpu]) },
        },
      ),
    ]
  } finally {
    await one.close()
  }
}

async function measure(
  { three, one }: { three: Database; one: Database },
  units: readonly string[],
  asOfMs: number,
): Promise<Compared> {
  const { postgres } = serverPids()
  const side = ({ sql }: Database) => ({
    job: async (i: number) => void (await inboxPage(sql, { unitId: units[i % units.length] ?? '', asOfMs })),
    cpu: new CpuOfRounds({ postgres, reader: process.pid }),
  })
  return await compare(rounds, side(three), side(one))
}

/** A copy of the database in which nothing is known but what holds now. */
async function withOneEpoch({ sql }: Database, ownerUrl: string): Promise<Database> {
  const url = new URL(ownerUrl)
  const from = url.pathname.slice(1)
  const maintenance = openDatabase(String(new URL('/postgres', url)), { connections: 1, name: 'bench copy' })
  try {
    // A database that somebody is connected to cannot be copied; the pool connects again by itself.
    await maintenance.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${from}`
    await maintenance.sql`create database one_epoch template ${maintenance.sql(from)}`
  } finally {
    await maintenance.close()
  }
  const one = openDatabase(String(new URL('/one_epoch', url)), { connections: 10, name: 'bench one epoch' })
  await one.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    for (const table of dated) {
      await tx`delete from ${tx(table)} where not valid @> instant(${Date.now()})`
      await tx`delete from ${tx(`${table}_history`)} history where not exists (
        select from ${tx(table)} current where current.id = history.id)`
    }
  })
  await sql`select 1`
  return one
}
