import { z } from 'zod'
import type { Vault } from '../../db/identity/identity-vault.ts'
import { nameContext } from '../../db/identity/sealing-context.ts'
import type { PaperFileRow } from '../../db/papers/paper-file.ts'
import { instant, isoOf, isoOrNull } from '../server/schemas.ts'
import { type PaperStatus, paperStatuses } from './paper-checklist.ts'

export const paperFileAnswer = z
  .object({
    id: z.uuid().describe('For GET /papers/:id'),
    paper: z.string(),
    part: z.int().describe('Which file of the paper'),
    version: z.int(),
    name: z.string().nullable().describe('Null for who may not read it, and once erased'),
    type: z.string().describe('By its content'),
    bytes: z.int(),
    sha256: z.string(),
    addedAt: instant,
    addedBy: z.string(),
    unit: z.string().nullable(),
    erasedAt: instant.nullable(),
  })
  .meta({ id: 'PaperFile' })

export const originalsAnswer = z
  .object({
    unit: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .describe('Null: given back to the applicant'),
    office: z.object({ id: z.string(), name: z.string() }).nullable(),
    since: instant,
  })
  .meta({ id: 'PlaceOfOriginals' })

const counts = z.object({ originals: z.int(), copies: z.int() })

export const paperAnswer = z
  .object({
    paper: z.string().describe('Its key in the procedure'),
    name: z.string(),
    status: z
      .enum(paperStatuses)
      .describe('`replaced`: not required; `sometimes`: only in the case that its name states'),
    required: counts,
    recorded: counts,
    replacement: z
      .object({
        database: z.string(),
        basis: z.string(),
        insteadOf: z.string().nullable().describe('The provision that would require it'),
      })
      .nullable()
      .describe('The database that holds its content, and the legal basis on which it is not required'),
    originals: originalsAnswer.nullable().describe('Where they are; null where nobody has noted any'),
    files: z.array(paperFileAnswer).describe('Every version, the newest of a part first'),
  })
  .meta({ id: 'Paper' })

/** `named`: the caller may read what senders called their files. */
export function presentPaper(
  vault: Vault,
  { files, kind, originals, replacement, ...status }: PaperStatus,
  named: boolean,
): z.infer<typeof paperAnswer> {
  return {
    ...status,
    paper: kind,
    replacement,
    originals: originals === null ? null : presentOriginals(originals),
    files: files.map((file) => presentPaperFile(vault, file, named)),
  }
}

export function presentPaperFile(
  vault: Vault,
  file: PaperFileRow,
  named: boolean,
): z.infer<typeof paperFileAnswer> {
  return {
    id: file.id,
    paper: file.kind,
    part: file.part,
    version: file.version,
    name: named ? nameOf(vault, file) : null,
    type: file.type,
    bytes: file.sizeBytes,
    sha256: Buffer.from(file.sha256).toString('hex'),
    addedAt: isoOf(file.addedAt),
    addedBy: file.addedBy,
    unit: file.unitId,
    erasedAt: isoOrNull(file.erasedAt),
  }
}

export function nameOf(vault: Vault, { id, nameCipher, nameKeyId }: PaperFileRow): string | null {
  return nameCipher === null || nameKeyId === null ? null : vault.open(nameCipher, nameKeyId, nameContext(id))
}

export function presentOriginals({
  unitId,
  unitName,
  officeId,
  officeName,
  since,
}: NonNullable<PaperStatus['originals']>): z.infer<typeof originalsAnswer> {
  return {
    unit: unitId === null ? null : { id: unitId, name: unitName ?? unitId },
    office: officeId === null ? null : { id: officeId, name: officeName ?? officeId },
    since: isoOf(since),
  }
}
