/** Certificates as they were issued: stored once, never changed. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** Instants in ms, roots in hex. */
export interface Issued {
  root: string
  knownAt: number
  whole: string
  supplements: string | null
}

/** Everything issued of two instants, in the order of the chain. */
export async function issuedOf(
  sql: Querying,
  { at, until }: { at: number; until: number },
): Promise<readonly Issued[]> {
  const rows = await typedRows(sql, 'certificate.issued')`
    select encode(root, 'hex') as root, epoch_ms(known_at) as "knownAt", encode(whole, 'hex') as whole,
      encode(supplements, 'hex') as supplements
    from certificate where at = instant(${at}) and until = instant(${until}) order by known_at`
  return rows.map((row) => ({ ...row, root: row.root ?? '', whole: row.whole ?? '' }))
}

/** What the certificate of an instant that was known last says; null where none was issued. @param at ms */
export async function lastIssued(
  sql: Querying,
  at: number,
): Promise<{ root: string; knownAt: number; clean: boolean | null } | null> {
  const [row] = await typedRows(sql, 'certificate.lastIssued')`
    select encode(root, 'hex') as root, epoch_ms(known_at) as "knownAt", clean
    from certificate where at = instant(${at}) order by known_at desc, until desc limit 1`
  return row === undefined ? null : { ...row, root: row.root ?? '' }
}

/** Stores a certificate with its bytes, in one transaction. @param pages of its file, one after the other */
export async function storeIssued(
  database: Database,
  issued: Issued & { at: number; until: number; law: number; clean: boolean },
  pages: AsyncIterable<Buffer>,
): Promise<void> {
  const { root, knownAt, whole, supplements, at, until, law, clean } = issued
  const bytes = (hex: string | null) => (hex === null ? null : Buffer.from(hex, 'hex'))
  await transaction(database.sql, async (tx) => {
    await tx`
      insert into certificate (root, at, until, known_at, law, whole, supplements, clean)
      values (${bytes(root)}, instant(${at}), instant(${until}), instant(${knownAt}), ${law}, ${bytes(whole)}, ${bytes(supplements)},
        ${clean})`
    let number = 0
    for await (const page of pages) {
      await tx`insert into certificate_page (root, number, body) values (${bytes(root)}, ${number}, ${gzipSync(page)})`
      number += 1
    }
  })
}

/** The bytes of a certificate, page by page. */
export async function* storedPages(sql: Querying, root: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const [page] = await typedRows(sql, 'certificate.storedPage')`
      select body from certificate_page where root = ${Buffer.from(root, 'hex')} and number = ${number}`
    if (page === undefined) return
    yield gunzipSync(page.body)
  }
}
