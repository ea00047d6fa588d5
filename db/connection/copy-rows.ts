/** COPY over the driver's streams (postgres.js 3.4.9), for a command that nobody else shares a connection with. */
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Transaction } from '../statement.ts'

/**
 * The rows of a `COPY … TO STDOUT`, in PostgreSQL's text form.
 * @param text without values: such a statement takes none
 */
export async function copyOut(tx: Transaction, text: string): Promise<Readable> {
  const rows = await tx.unsafe(text).readable()
  // The driver stops reading from a full stream until it is read from again, and of the last rows nobody reads again.
  return rows.once('close', () => rows._read(0))
}

/**
 * Writes rows by a `COPY … FROM STDIN`. The driver forgets an error that comes after the last row, as one of a foreign key does, and
 * its stream would then never end: so the statement's own refusal is listened to.
 */
export async function copyIn(tx: Transaction, text: string, rows: Readable): Promise<void> {
  const statement = tx.unsafe(text)
  const refused = refusalOf(statement)
  const into = await Promise.race([statement.writable(), refused])
  const done = finished(into)
  // Awaited below; until then a failure must not end the process.
  done.catch(() => undefined)
  try {
    for await (const chunk of rows) {
      if (!into.write(chunk)) await Promise.race([once(into, 'drain'), refused])
    }
  } catch (error) {
    into.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
  into.end()
  await Promise.race([done, refused])
}

function refusalOf(statement: object): Promise<never> {
  if (!('reject' in statement) || typeof statement.reject !== 'function') {
    throw new TypeError('the driver has changed: a statement has no reject of its own')
  }
  const own = statement.reject
  const refusal = new Promise<never>((_, reject) => {
    Object.assign(statement, {
      reject: (reason: unknown) => {
        reject(reason)
        own.call(statement, reason)
      },
    })
  })
  refusal.catch(() => undefined)
  return refusal
}
