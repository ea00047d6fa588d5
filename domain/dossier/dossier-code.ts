/**
 * The code of a dossier, in the form of its date: what it is made of, and reading it back. The number of the day has
 * four digits or more, never a fixed width (03/2025/TT-VPCP, Điều 13 khoản 3, added by 04/2025/TT-VPCP, Điều 23).
 */

export interface DossierCode {
  /** Of the agency competent to resolve it (118/2025/NĐ-CP, Điều 28), as it is in the code. */
  identifier: string
  /** Local date of reception, YYYY-MM-DD. */
  receivedOn: string
  /** Two digits of the body that owns the central system which gave the code; null for a code of the city's own. */
  central: string | null
  /** Number of the day, from 1. */
  number: number
}

/** Identifiers of 20/2020/QĐ-TTg in codes since 118/2025/NĐ-CP took effect; from which day exactly no text says: assumed. */
const CURRENT_FORM_FROM = '2025-07-01'
/** 04/2025/TT-VPCP took effect. */
const CENTRAL_FORM_FROM = '2026-01-25'

/** Digits of a number of the day that has no more. */
export const shortestNumber = 4
const current = /^([A-Z]\d{2}(?:\.\d{1,3}){0,2})-(\d{6})-(\d{4,})$/
const former = /^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-(\d{6})-(\d{4,})$/

/**
 * `MX1X2.Y1Y2Y3.Z1Z2-YYMMDD-XXXX`; for a central system `AA` before the number; until 30 June 2025
 * `V1V2V3.Z1Z2.Y1Y2.MX1X2-YYMMDD-XXXX` (01/2018/TT-VPCP, Điều 19).
 * @param of.identifier of the unit by 20/2020/QĐ-TTg, e.g. `H26.103`
 * @throws RangeError where the identifier has no form of that date, or a central system had no codes yet
 */
export function dossierCode({ number, ...of }: DossierCode): string {
  if (!Number.isSafeInteger(number) || number < 1)
    throw new RangeError(`A day has no dossier number ${number}`)
  return `${codePrefix(of)}${String(number).padStart(shortestNumber, '0')}`
}

/**
 * What is before the number of the day, the same for all that a unit gives on it.
 * @throws RangeError as `dossierCode`
 */
export function codePrefix({ identifier, receivedOn, central }: Omit<DossierCode, 'number'>): string {
  if (central !== null && (receivedOn < CENTRAL_FORM_FROM || !/^\d{2}$/.test(central))) {
    throw new RangeError(`A central system is named by two digits, and only since ${CENTRAL_FORM_FROM}`)
  }
  const agency = receivedOn < CURRENT_FORM_FROM ? formerIdentifier(identifier) : identifier
  const prefix = `${agency}-${receivedOn.slice(2).replaceAll('-', '')}-${central ?? ''}`
  if (parseDossierCode(`${prefix}0001`) === null)
    throw new RangeError(`${prefix} begins the form of no dossier code`)
  return prefix
}

/**
 * The same for the government's own dossiers, which have a series of their own: the numbers of the law count what is received from
 * people. No `parseDossierCode` reads such a code, so none is taken for one on a receipt.
 */
export const internalCodePrefix = (of: Omit<DossierCode, 'number'>): string => `NB-${codePrefix(of)}`

/**
 * What a code says, or null where it has the form of none. The form alone does not tell a central system's two digits
 * from a long number, so the caller says which it is.
 */
export function parseDossierCode(code: string, options: { central?: boolean } = {}): DossierCode | null {
  const [, identifier, day, digits] = current.exec(code) ?? former.exec(code) ?? []
  if (identifier === undefined || day === undefined || digits === undefined) return null
  const receivedOn = `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4)}`
  const date = new Date(`${receivedOn}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== receivedOn) return null
  const central = options.central === true ? digits.slice(0, 2) : null
  const number = central === null ? digits : digits.slice(2)
  if (number.length < shortestNumber || Number(number) === 0) return null
  return { identifier, receivedOn, central, number: Number(number) }
}

/**
 * An identifier as codes had it before: `H26.301.1` was `000.01.31.H26`. That departments keep their number and
 * districts (H26.301 to H26.330) were 31 to 60 is assumed: the city's table of them is not in the data.
 */
function formerIdentifier(identifier: string): string {
  const [province = '', second = '0', third = '0'] = identifier.split('.')
  const agency = Number(second) > 300 ? Number(second) - 270 : Number(second)
  if (agency > 99 || Number(third) > 99) {
    throw new RangeError(`${identifier} had no dossier codes before ${CURRENT_FORM_FROM}`)
  }
  const twoDigits = (n: number) => String(n).padStart(2, '0')
  return `000.${twoDigits(Number(third))}.${twoDigits(agency)}.${province}`
}
