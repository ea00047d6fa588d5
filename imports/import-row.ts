/** A row of another system as it is read: every column by its own name, checked, in the units of this system. */
import { z } from 'zod'
import { channels, partyKinds } from '../domain/dossier/dossier.ts'
import { placeKinds } from '../domain/territory/place.ts'
import { isName, isStorable } from '../domain/text.ts'
import { searchable } from '../domain/vietnamese.ts'
import { localInstant } from './local-instant.ts'
import { wholeIdentity, wholePhone, wholeProcedureCode } from './lost-zeros.ts'

export const importColumns = [
  ...['oldCode', 'procedure', 'applicantName', 'applicantKind', 'identityNumber', 'phone'],
  ...['oldWard', 'oldWardName', 'oldDistrictName', 'neighbourhood', 'lat', 'lon', 'address', 'placeKind'],
  ...['receptionUnit', 'channel', 'receivedAt', 'acceptedAt', 'promisedAt', 'usedDays'],
  ...['pausedFrom', 'pausedTo', 'pauseReason', 'step', 'round', 'supplementsAsked', 'extensions'],
  ...['papersHeld', 'papersAt', 'pauses', 'form'],
] as const
export type ImportColumn = (typeof importColumns)[number]

/** A row as a file has it, by column; a column that is empty is left out. */
export type RawRow = Readonly<Record<string, unknown>>

const OPENS = '08:00'
const CLOSES = '17:00'

export const text = (most: number) =>
  z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().trim().normalize('NFC').min(1).max(most).refine(isStorable))
/** Of a person or an organisation. */
export const fullName = text(200).refine(isName)

/**
 * Whole đồng: 50000000, 50.000.000 or 50.000.000 đ. A point that divides no thousands or a comma may be decimals, and nothing is guessed; 0 may
 * mean that no sum is set, or that nothing may be paid.
 */
const wholeDong = /^(0|[1-9]\d*|[1-9]\d{0,2}(\.\d{3})+|[1-9]\d{0,2}([ \u00a0]\d{3})+)\s*(đ|đồng|vnđ|vnd)?$/i
export const dongOf = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(wholeDong)
      .transform((written) => Number(written.replace(/\D/g, ''))),
  ])
  .pipe(z.int().min(1).max(1e15))

/** Of a person, with the zeros that a spreadsheet took away. */
export const personalNumber = text(20)
  .pipe(z.string().regex(/^[0-9A-Za-z]{6,20}$/))
  .transform((given, context) => {
    const whole = wholeIdentity(given, 'person')
    if (whole === null) context.addIssue({ code: 'custom', message: 'is no number of a person' })
    return whole ?? z.NEVER
  })

/** `12,5` as it is written here, `12.5` as programs write it. */
const number = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d+([.,]\d+)?$/),
  ])
  .transform((given) => (typeof given === 'number' ? given : Number(given.replace(',', '.'))))
const count = number.pipe(z.int().min(0).max(99))

/** A day alone means the hour at which the office opened, or closed. */
const instant = (hourOfDay: string) =>
  z.string().transform((given, context) => {
    const ms = localInstant(given.trim(), hourOfDay)
    if (ms === null) context.addIssue({ code: 'custom', message: 'is no date dd/mm/yyyy or yyyy-mm-dd' })
    return ms ?? z.NEVER
  })

/** Words of Vietnamese exports for a closed list of this system. */
export const wordFor = <T extends string>(words: Readonly<Record<string, T>>) =>
  z.string().transform((given, context) => {
    const found = words[searchable(given)]
    if (found === undefined) context.addIssue({ code: 'custom', message: 'is no word that is known' })
    return found ?? z.NEVER
  })
export const itself = <T extends string>(names: readonly T[]): Record<string, T> =>
  Object.fromEntries(names.map((name) => [searchable(name), name]))

const channel = wordFor({
  ...itself(channels),
  ...({ 'truc tiep': 'counter', 'mot cua': 'counter', 'truc tuyen': 'online', 'buu chinh': 'post' } as const),
})
const partyKind = wordFor({
  ...itself(partyKinds),
  ...({
    'ca nhan': 'person',
    'cong dan': 'person',
    'to chuc': 'organisation',
    'doanh nghiep': 'organisation',
  } as const),
})
const placeKind = wordFor({
  ...itself(placeKinds),
  ...({ 'noi cu tru': 'residence', 'tru so': 'seat', 'cong trinh': 'object', 'thua dat': 'object' } as const),
})
const pauseReason = wordFor({
  ...itself(['supplement', 'financial']),
  ...({
    'bo sung': 'supplement',
    'cho bo sung': 'supplement',
    'nghia vu tai chinh': 'financial',
    'nop phi': 'financial',
  } as const),
})
const pause = z.strictObject({
  from: instant(OPENS),
  to: instant(OPENS).nullable().default(null),
  reason: pauseReason,
})

export const list = z
  .union([z.array(z.string()), z.string().transform((joined) => joined.split(/[,;|]/))])
  .transform((names) => names.map((name) => name.trim()).filter((name) => name !== ''))
  .refine((names) => names.every(isStorable))

function noNumber(context: z.RefinementCtx, ...path: string[]): never {
  context.addIssue({
    code: 'custom',
    path,
    message: 'is no lawful number, with zeros in front of it or without',
  })
  return z.NEVER
}

/** Where somebody lived, or something was, by the units until 30 June 2025. */
export const columnsOfPlace = {
  oldWard: text(5)
    .transform((code) => code.padStart(5, '0'))
    .optional(),
  oldWardName: text(100).optional(),
  oldDistrictName: text(100).optional(),
  neighbourhood: text(100).optional(),
  lat: number.pipe(z.number().min(-90).max(90)).optional(),
  lon: number.pipe(z.number().min(-180).max(180)).optional(),
}

/** A name of a row: it stands in reports, so it is letters, digits and signs, and no name of a person. */
export const rowKey = text(80).pipe(z.string().regex(/^[\x21-\x7e]+$/))

const columnsOfRow = z.strictObject({
  oldCode: rowKey,
  procedure: text(20).transform(wholeProcedureCode),
  applicantName: fullName,
  applicantKind: partyKind.default('person'),
  identityNumber: text(20)
    .pipe(z.string().regex(/^[0-9A-Za-z]{6,20}$/))
    .optional(),
  phone: text(20)
    .transform((given) => given.replace(/[ .-]/g, ''))
    .pipe(z.string().regex(/^\+?[0-9]{8,15}$/))
    .transform((given, context) => wholePhone(given) ?? noNumber(context))
    .optional(),
  ...columnsOfPlace,
  address: text(500).optional(),
  placeKind: placeKind.optional(),
  receptionUnit: text(60),
  channel: channel.default('counter'),
  receivedAt: instant(OPENS),
  acceptedAt: instant(OPENS).optional(),
  promisedAt: instant(CLOSES).optional(),
  usedDays: number.pipe(z.number().min(0).max(5_000)).optional(),
  pausedFrom: instant(OPENS).optional(),
  pausedTo: instant(OPENS).optional(),
  pauseReason: pauseReason.optional(),
  step: text(200),
  round: count.pipe(z.number().min(1)).default(1),
  supplementsAsked: count.default(0),
  extensions: count.default(0),
  /** Names of papers; `papersNamed` divides them, since only the definition tells where a name ends. */
  papersHeld: z.union([z.array(text(500)).max(50), text(4_000)]).default([]),
  papersAt: text(60).optional(),
  pauses: z.array(pause).max(20).optional(),
  form: z.record(z.string(), z.unknown()).optional(),
})

export const importRowSchema = columnsOfRow.transform((row, context) => {
  const { identityNumber, applicantKind } = row
  if (identityNumber === undefined) return row
  const whole = wholeIdentity(identityNumber, applicantKind)
  return whole === null ? noNumber(context, 'identityNumber') : { ...row, identityNumber: whole }
})
export type ImportRow = z.infer<typeof importRowSchema>

/** In place of a cell with letters that are none in the encoding of its file. */
export const notDecoded = Symbol('not decoded')

/** The columns of such cells; null where there are none. */
export function columnsNotDecoded(raw: RawRow): readonly string[] | null {
  const columns = Object.keys(raw).filter((column) => raw[column] === notDecoded)
  return columns.length === 0 ? null : columns.sort()
}

/** What could not be read of a row, and in which columns. */
export interface NotRead {
  reason: 'unreadable' | 'notDecoded' | 'invalidField'
  columns: readonly string[]
}

export type ReadRow = { row: ImportRow } | NotRead

/** Reads the columns of a row. What is wrong is said by the names of columns, never by what stands in them. */
export function readRow(raw: RawRow | null): ReadRow {
  if (raw === null) return { reason: 'unreadable', columns: [] }
  const undecoded = columnsNotDecoded(raw)
  if (undecoded !== null) return { reason: 'notDecoded', columns: undecoded }
  const parsed = importRowSchema.safeParse(raw)
  if (parsed.success) return { row: parsed.data }
  const known = new Set<string>(importColumns)
  const names = parsed.error.issues.flatMap(({ path, code, ...issue }) =>
    code === 'unrecognized_keys' && 'keys' in issue ? [] : [String(path[0] ?? '')],
  )
  return { reason: 'invalidField', columns: [...new Set(names)].filter((name) => known.has(name)).sort() }
}

/** The code that a row has in its own system, where it can be kept; for the report of a row that cannot be read. */
export function oldCodeOf(raw: RawRow | null): string | null {
  const parsed = columnsOfRow.shape.oldCode.safeParse(raw?.oldCode)
  return parsed.success ? parsed.data : null
}
