/**
 * Prints a token of the embedded signing key, and to stderr whom it is for:
 * `npm run -s token -- --role officer --unit new:00004 --as civilStatus`, `--role service --name mot-cua-quoc-gia`; `--number 2` for the second
 * officer of a role, who signs what the first examined.
 */

import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Caller } from '../api/access/auth.ts'
import { embeddedSigningKey } from '../api/server/signing-key.ts'
import { openDatabase } from '../db/database.ts'
import { findInventedOfficer } from '../db/territory/units/unit-lookup.ts'
import { callerRoles } from '../domain/dossier/dossier.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { databaseNow } from './process/database-now.ts'
import { explain } from './process/run.ts'
import { dataDirOf, stackFileOf } from './process/settings.ts'
import { signingKeyFile } from './process/signing-key-file.ts'
import { readOptions } from './process/terminal/options.ts'

const { values } = readOptions({
  options: {
    role: { type: 'string', default: 'officer' },
    unit: { type: 'string' },
    as: { type: 'string' },
    name: { type: 'string' },
    number: { type: 'string', default: '1' },
    days: { type: 'string', default: '1' },
  },
})

try {
  const caller = await callerFor(roleOf(values.role))
  const keyFile = signingKeyFile(dataDirOf())
  if (!existsSync(keyFile))
    process.stderr.write(
      `a new key signs it, ${keyFile}: an API takes it that has this file when it starts\n`,
    )
  const key = await embeddedSigningKey(keyFile)
  process.stdout.write(`${await key.issue(caller, daysOf(values.days))}\n`)
} catch (error) {
  explain(error)
  process.exitCode = 1
}

async function callerFor(role: Caller['role']): Promise<Caller> {
  const { unit, as, name } = values
  const number = numberOf(values.number)
  if (role !== 'officer') {
    const id = name ?? role
    if (role === 'supervisor' && unit === undefined) {
      throw wrong(
        'A supervisor needs --unit.',
        'A token that names no unit is refused: it would be one for the whole city.',
        'Add e.g. --unit new:00004, or that of the city (tier `city` in the table unit), hanoi:01.',
      )
    }
    process.stderr.write(`${role} ${id}${unit === undefined ? '' : ` of ${unit}`}\n`)
    return { id, role, unitId: unit ?? null }
  }
  if (unit === undefined || as === undefined) {
    throw wrong(
      'An officer needs --unit and --as.',
      'Whom to act for is not known.',
      'Add e.g. --unit new:00004 --as oneStop.',
    )
  }
  const database = openDatabase(databaseUrl(), { connections: 1, name: 'thong-suot token' })
  try {
    const officer = await findInventedOfficer(database.sql, {
      unitId: unit,
      role: as,
      number,
      asOfMs: await databaseNow(database),
    })
    if (officer === null) {
      throw wrong(
        `${number === 1 ? 'Nobody holds' : `Fewer than ${number} hold`} the role ${as} in ${unit} today.`,
        'A token for nobody would open nothing.',
        'Choose another role or unit; units and roles are in the table mandate.',
      )
    }
    process.stderr.write(`${officer.name} (${officer.id}), ${as} of ${unit}\n`)
    return { id: officer.id, role, unitId: unit }
  } finally {
    await database.close()
  }
}

function roleOf(text: string): Caller['role'] {
  const role = callerRoles.find((known) => known === text)
  if (role !== undefined) return role
  throw wrong(`--role is "${text}".`, 'No caller has this role.', `Give one of: ${callerRoles.join(', ')}.`)
}

function numberOf(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1) return number
  throw wrong(
    `--number is "${text}".`,
    'It counts the officers of a role from 1 on.',
    'Give a whole number, e.g. 2.',
  )
}

function daysOf(text: string): number {
  const days = Number(text)
  if (days > 0 && days <= 365) return days
  throw wrong(`--days is "${text}".`, 'A token must end.', 'Give a number of days up to 365.')
}

function databaseUrl(): string {
  const given = process.env.DATABASE_URL
  if (given) return given
  const file = stackFileOf(dataDirOf())
  try {
    return z.object({ databaseUrl: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).databaseUrl
  } catch (cause) {
    throw new StartUpError({
      what: 'It is not known where PostgreSQL is.',
      why: `DATABASE_URL is not set, and there is no ${file} of a running system.`,
      remedy: 'Run `npm start` in another terminal, or set DATABASE_URL.',
      cause,
    })
  }
}

function wrong(what: string, why: string, remedy: string): StartUpError {
  return new StartUpError({ what, why, remedy })
}
