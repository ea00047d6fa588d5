/** Importing a file that is sent, and what became of it. */
import type { FastifyRequest } from 'fastify'
import {
  completeBatch,
  hashesOfBatch,
  type ImportBatch,
  readBatch,
  readBatchFigures,
  readQuarantine,
} from '../../db/imports/batches.ts'
import { quarantineNames } from '../../domain/dossier/imports.ts'
import { DomainError } from '../../domain/errors.ts'
import { entitlementColumns } from '../../imports/entitlements/entitlement-row.ts'
import { importEntitlements, sourceOfEntitlements } from '../../imports/entitlements/import-entitlements.ts'
import { hashedFile } from '../../imports/file-hash.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import { importStaff } from '../../imports/import-staff.ts'
import { type ImportEncoding, type ImportFormat, readFile } from '../../imports/read-file.ts'
import { loadSourceMapping } from '../../imports/source-mapping.ts'
import { staffColumns } from '../../imports/staff-row.ts'
import { callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { isoOf, isoOrNull } from '../server/schemas.ts'
import { importTypes } from './import-types.ts'

/**
 * Imports the body of a request. What has ended under the caller's key is not done again.
 * @throws {DomainError} `unknownSource`, `importRunning`, `keyReused`, or what `readFile` says of the file
 */
export async function importSent(
  deps: RouteDeps,
  request: FastifyRequest,
  { source, asOf, encoding }: { source: string; asOf: string; encoding: ImportEncoding },
) {
  const named = { caller: callerOf(request).id, key: String(request.headers['idempotency-key']) }
  const mapping = await loadSourceMapping(source)
  const format = formatOf(request)
  const { bytes, hash } = hashedFile(request.raw, deps.vault, `${format} ${encoding}`)
  const before = await endedBefore(deps, named, { source, asOf: Date.parse(asOf), hash })
  if (before !== null) return await present(deps, before)
  const batch = await importBacklog(deps, {
    ...{ mapping, ...named, asOf: Date.parse(asOf), fileHash: hash },
    rows: readFile({ format, encoding, bytes }, mapping),
  })
  return await present(deps, batch)
}

/** The run of a key that has ended. @throws {DomainError} `keyReused` where it was another file, source or instant */
async function endedBefore(
  deps: RouteDeps,
  named: { caller: string; key: string },
  asked: { source: string; asOf: number | null; hash: () => Promise<Buffer> },
): Promise<ImportBatch | null> {
  const before = await completeBatch(deps.database.sql, named)
  if (before === null) return null
  const same = before.source === asked.source && (asked.asOf === null || before.asOf === asked.asOf)
  if (same && (await isFileOf(deps, before.id, asked.hash))) return before
  throw new DomainError('keyReused', { id: before.id })
}

/** Imports the list of entitlements that is the body of a request. @throws {DomainError} as `importSent`, but `unknownSource` */
export async function entitlementsSent(
  deps: RouteDeps,
  request: FastifyRequest,
  { source, asOf, encoding }: { source: string; asOf?: string | undefined; encoding: ImportEncoding },
) {
  const named = { caller: callerOf(request).id, key: String(request.headers['idempotency-key']) }
  const format = formatOf(request)
  const { bytes, hash } = hashedFile(request.raw, deps.vault, `${format} ${encoding}`)
  const readAt = asOf === undefined ? null : Date.parse(asOf)
  const before = await endedBefore(deps, named, { source: sourceOfEntitlements(source), asOf: readAt, hash })
  if (before !== null) return await present(deps, before)
  const { batch } = await importEntitlements(deps, {
    ...{ source, ...named, fileHash: hash, ...(readAt === null ? {} : { asOf: readAt }) },
    rows: readFile({ format, encoding, bytes }, entitlementColumns),
  })
  return await present(deps, batch)
}

async function isFileOf(
  { database: { sql } }: RouteDeps,
  id: string,
  hash: () => Promise<Buffer>,
): Promise<boolean> {
  const { fileHash } = await hashesOfBatch(sql, id)
  return fileHash !== null && (await hash()).equals(fileHash)
}

/** Imports the staff list that is the body of a request, or previews it. @throws {DomainError} as `importSent` */
export async function staffSent(
  { database, now, vault }: RouteDeps,
  request: FastifyRequest,
  { source, encoding, preview }: { source: string; encoding: ImportEncoding; preview: boolean },
) {
  const { batch, figures } = await importStaff(database, {
    ...{
      source,
      preview,
      vault,
      at: now(),
      caller: callerOf(request).id,
      key: String(request.headers['idempotency-key']),
    },
    rows: readFile({ format: formatOf(request), encoding, bytes: request.raw }, staffColumns),
  })
  return {
    ...{ ...figures, id: preview ? null : batch.id, rowsIn: batch.rowsIn },
    reasons: figures.reasons.map(({ reason, lines }) => ({
      reason,
      words: quarantineNames[reason],
      lines: [...lines],
    })),
  }
}

/** @throws {DomainError} `unsupportedMediaType` */
export function formatOf({ headers }: FastifyRequest): ImportFormat {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  const known = Object.entries(importTypes).find(([name]) => name === type)
  if (known === undefined) {
    throw new DomainError('unsupportedMediaType', {
      hint: `Send the file as one of ${Object.keys(importTypes).join(', ')}.`,
    })
  }
  return known[1]
}

/** @throws {DomainError} `notFound` */
export async function showImport(deps: RouteDeps, id: string, page: { afterLine: number; limit: number }) {
  const batch = await readBatch(deps.database.sql, id)
  if (batch === null) throw new DomainError('notFound')
  const [shown, quarantine] = await Promise.all([
    present(deps, batch),
    readQuarantine(deps.database.sql, id, page),
  ])
  return {
    ...shown,
    quarantine: quarantine.map((row) => ({
      ...row,
      words: quarantineNames[row.reason],
      columns: [...row.columns],
    })),
  }
}

async function present({ database }: RouteDeps, batch: ImportBatch) {
  const { key: _, asOf, beganAt, endedAt, ...shown } = batch
  const { reasons, dueDisagrees } = await readBatchFigures(database.sql, batch.id)
  return {
    ...{ ...shown, dueDisagrees, asOf: isoOf(asOf), beganAt: isoOf(beganAt), endedAt: isoOrNull(endedAt) },
    reasons: [...reasons],
  }
}
