/** Numbers that a spreadsheet took for quantities: their zeros at the beginning, or at the end of a fraction, are gone. Null where no number is lawful. */
import type { PartyKind } from '../domain/dossier/dossier.ts'

/** Of an old identity card: no province had a code of two zeros. */
const oldCard = /^(0[1-9]|[1-9][0-9])[0-9]{7}$/
/** 137/2015/NĐ-CP, Điều 13: the province from 001 to 096, century and sex, two digits of the year, six more. */
const personal = /^0(?!00)[0-9]{11}$/

/**
 * A personal number has 12 digits and an old identity card 9; an organisation's tax number 10, with 3 more of a branch. Digits of another length
 * are padded where exactly one of them can be meant. Letters are of passports: they stay.
 */
export function wholeIdentity(given: string, kind: PartyKind): string | null {
  if (!/^[0-9]+$/.test(given)) return given
  if (kind === 'organisation') return given.length === 9 ? `0${given}` : given
  const padded =
    { 8: given.padStart(9, '0'), 10: given.padStart(12, '0'), 11: given.padStart(12, '0') }[given.length] ??
    given
  return oldCard.test(padded) || personal.test(padded) ? padded : null
}

/** A number in Viet Nam begins with 0, or with 84 or 1800 and 1900; one of 9 digits was a mobile's, one of 10 that begins with 2 a landline's. */
export function wholePhone(given: string): string | null {
  if (/^(\+|0|84|1[89]00)/.test(given) || given.length === 8) return given
  return /^[35789][0-9]{8}$|^2[0-9]{9}$/.test(given) ? `0${given}` : null
}

/** `1.00089` is 1.000890, and `1,000894` the same with the comma of a Vietnamese machine. */
export const wholeProcedureCode = (given: string): string => {
  const [, group, rest] = /^([0-9])[.,]([0-9]{1,6})$/.exec(given) ?? []
  return group === undefined || rest === undefined ? given : `${group}.${rest.padEnd(6, '0')}`
}
