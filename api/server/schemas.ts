/** Schemas that several routes share. */
import { z } from 'zod'
import { geographies } from '../../db/territory/geography.ts'
import { errorMessages, isErrorCode } from '../../domain/errors.ts'
import { problemType, statusOf } from './errors.ts'

/** ISO 8601 with offset; instants are milliseconds inside and text outside. */
export const instant = z.iso.datetime({ offset: true })
/** For what depends on units, powers and mandates: as it was known then. */
export const knownAt = instant
  .optional()
  .describe('As known at that instant, by what was recorded until then; as known now where left out')
/** Counts by where dossiers lie, and not by who was responsible. */
export const byLand = {
  geography: z
    .enum(geographies)
    .optional()
    .describe(
      'Counted by where dossiers lie: among the communes of the time when `unit` stood last, or among those of `geographyAt`. `none` is land that no commune held then. By the unit responsible where left out',
    ),
  geographyAt: instant.optional().describe('`knownAt`, or now, where left out; needs `geography`'),
}
export const isoOf = (ms: number): string => new Date(ms).toISOString()
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoOf(ms))

/** A line of text, trimmed and in NFC. */
export const line = (maxLength: number) => z.string().trim().normalize('NFC').min(1).max(maxLength)
export const note = line(2_000).optional()

export const identityNumber = z.string().regex(/^[0-9A-Za-z]{6,20}$/)
export const accountNumber = z.string().regex(/^[0-9]{6,19}$/)
export const phone = z.string().regex(/^\+?[0-9]{8,15}$/)

/** `new:00004`, `so-noi-vu`. */
export const unitId = z.string().regex(/^[a-z0-9:._-]{1,60}$/)
/** `new:00004/mot-cua` */
export const officeId = z.string().regex(/^[a-z0-9:._/-]{1,120}$/)
/** `cell:00007:00025`, `unplaced:old:00007`. */
/** The whole city is the area of internal dossiers alone, and no place. */
export const areaId = z.string().regex(/^(?!city:)[a-z0-9:]{1,60}$/)
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .describe('Names the request: retried under the same key it is done once'),
})

export const taskParams = z.object({ id: z.string().regex(/^[0-9a-f-]{36}\.[a-zA-Z0-9.]{1,100}$/) })
export const dossierParams = z.object({
  id: z
    .string()
    .regex(/^[0-9a-zA-Z.-]{1,60}$/)
    .describe('Id, or code on the receipt'),
})

export const paperParams = dossierParams.extend({
  kind: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9]{0,99}$/)
    .describe('The paper, by its key in the procedure'),
})

/** Degrees, WGS 84. */
export const point = {
  lat: z.number().min(-90).max(90).optional().describe('Degrees, WGS 84'),
  lon: z.number().min(-180).max(180).optional(),
}
/** The same in a query, which is text. */
export const pointAsked = {
  lat: z.coerce.number().min(-90).max(90).optional().describe('Degrees, WGS 84'),
  lon: z.coerce.number().min(-180).max(180).optional(),
}
export const wholePoint = ({ lat, lon }: { lat?: number; lon?: number }): boolean =>
  (lat === undefined) === (lon === undefined)

/** A paper of a dossier, by the key its procedure gives it. */
export const paper = z.strictObject({
  kind: z.string().min(1).max(100),
  originals: z.int().min(0).max(1_000),
  copies: z.int().min(0).max(1_000),
  note: line(500).optional(),
})

/** What another system calls a dossier. */
export const externalCode = z.strictObject({
  system: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/)
    .describe('Name of the other system, e.g. `dvcqg`'),
  code: z.string().regex(/^[\x21-\x7e]{1,80}$/),
})

/** RFC 9457. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string().describe('Vietnamese'),
    status: z.int(),
    detail: z.string().describe('English, with the remedy'),
    code: z.enum(Object.keys(errorMessages)),
    instance: z.string().optional(),
    fields: z.array(z.object({ path: z.string(), problem: z.string() })).optional(),
    id: z.string().optional().describe('The dossier or request it is about'),
  })
  .meta({ id: 'Problem' })

/** The problems a route may answer with, for its documentation. */
export function problems(...codes: readonly string[]): Record<number, unknown> {
  const everywhere = [
    'internal',
    'databaseUnavailable',
    'databaseBusy',
    'unauthenticated',
    'invalidInput',
    'tooManyRequests',
  ]
  // For a token that names a unit which has ended: see `explainEndedUnit`.
  const ended = codes.some((code) => ['forbidden', 'notCompetent'].includes(code)) ? ['unitEnded'] : []
  const all = [...new Set([...everywhere, ...codes, ...ended])].filter(isErrorCode)
  const byStatus = new Map<number, string[]>()
  for (const code of all) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, named]) => [
      status,
      { description: named.join(', '), content: { [problemType]: { schema: problem } } },
    ]),
  )
}

/** A request that the dossier has taken. */
export const applied = z
  .object({
    decision: z.uuid().describe('For GET /decisions/:id'),
    status: z.literal('applied'),
    revision: z.int().describe('The revision of the dossier that it made'),
  })
  .meta({ id: 'Applied' })

export const bearer = [{ bearer: [] }]
