/** Databases that are rehearsals: each says so itself, in a comment that only its owner can change. */
import { z } from 'zod'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** What a rehearsal is called, where it is, and until when it is kept. Everything but the instants follows from the id. */
export interface RehearsalMark {
  id: string
  reorganisation: string
  /** ms */
  madeAt: number
  /** SHA-256 of the rows that were approved, in hexadecimal, or of those that it would make where none were; null until it is armed. */
  rows: string | null
  /** How many its last report found after its instant; null where there is none. */
  failures: number | null
}

/** Citizens' dossiers are in it: it is kept as long as the trial run needs, and no longer. */
export const keptMs = 14 * 86_400_000

const prefix = 'thong_suot_rehearsal_'
const markSchema = z.object({
  ...{ id: z.string(), reorganisation: z.string(), madeAt: z.number() },
  // One that an earlier build made says nothing of them.
  ...{ rows: z.string().nullable().default(null), failures: z.number().nullable().default(null) },
})
const idForm = /^[0-9]{8}_[0-9a-f]{6}$/

/** @param chance some bytes, so that two of one day differ */
export const newRehearsalId = (madeAt: number, chance: Buffer): string =>
  `${new Date(madeAt).toISOString().slice(0, 10).replaceAll('-', '')}_${chance.toString('hex')}`

export const isRehearsalId = (text: string): boolean => idForm.test(text)
/** Its database, and the role that runs it. */
export const databaseNameOf = (id: string): string => `${prefix}${id}`
export const namespaceOf = (id: string): string => `rehearsal-${id}`
export const isExpired = ({ madeAt }: Pick<RehearsalMark, 'madeAt'>, at: number): boolean =>
  madeAt + keptMs <= at

/**
 * Makes the database with its mark, and the role that runs it, which can log in to nothing else's rows.
 * @param sql on another database of the server, as a role that makes databases and roles
 * @param password hexadecimal: such a statement takes no parameters
 */
export async function createRehearsalDatabase(
  sql: Querying,
  mark: RehearsalMark,
  password: string,
): Promise<void> {
  if (!/^[0-9a-f]+$/.test(password) || !isRehearsalId(mark.id)) throw new TypeError('neither is hexadecimal')
  const name = databaseNameOf(mark.id)
  await sql`create database ${sql(name)} template template0`
  await markRehearsal(sql, mark)
  await sql`revoke connect, temporary on database ${sql(name)} from public`
  await sql.unsafe(`create role ${name} login password '${password}'`)
  await sql`grant connect on database ${sql(name)} to ${sql(name)}`
}

/** Says of it what is known now. @param sql as its owner */
export async function markRehearsal(sql: Querying, mark: RehearsalMark): Promise<void> {
  if (!isRehearsalId(mark.id)) throw new TypeError(`${mark.id} is no rehearsal`)
  const text = JSON.stringify(mark).replaceAll("'", "''")
  await sql.unsafe(`comment on database ${databaseNameOf(mark.id)} is '${text}'`)
}

/** Ends its connections too. Safe to repeat. @param sql as above */
export async function dropRehearsalDatabase(sql: Querying, id: string): Promise<void> {
  if (!isRehearsalId(id)) throw new TypeError(`${id} is no rehearsal`)
  const name = databaseNameOf(id)
  await sql`drop database if exists ${sql(name)} with (force)`
  await sql`drop role if exists ${sql(name)}`
}

/** The rehearsals of a server, the oldest first. One that was cut short before it was marked is as old as its name says. */
export async function rehearsalsOf(sql: Querying): Promise<readonly RehearsalMark[]> {
  const rows = await typedRows(sql, 'rehearsal.databases')`
    select datname::text as name, shobj_description(oid, 'pg_database') as mark from pg_database
    where starts_with(datname, ${prefix}) order by datname`
  const marks = rows.map(({ name, mark }) => markOf(mark) ?? unmarked(name.slice(prefix.length)))
  return marks.sort((a, b) => a.madeAt - b.madeAt)
}

/** What the database of this connection is a rehearsal of; null where it is none. */
export async function rehearsalHere(sql: Querying): Promise<RehearsalMark | null> {
  const [row] = await typedRows(sql, 'rehearsal.here')`
    select shobj_description(oid, 'pg_database') as mark from pg_database where datname = current_database()`
  return markOf(row?.mark ?? null)
}

function markOf(comment: string | null): RehearsalMark | null {
  try {
    return markSchema.parse(JSON.parse(comment ?? ''))
  } catch {
    return null
  }
}

const unmarked = (id: string): RehearsalMark => ({
  ...{ id, reorganisation: '', rows: null, failures: null },
  madeAt: Date.parse(`${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}T00:00:00Z`) || 0,
})
