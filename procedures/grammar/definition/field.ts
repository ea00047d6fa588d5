/** Fields of a form, as data: the validator, the API schema and the handbook all follow from them. */
export type Field =
  | (FieldCommon & { kind: 'text'; maxLength: number })
  | (FieldCommon & { kind: 'choice'; options: Readonly<Record<string, string>> })
  | (FieldCommon & { kind: 'yesNo' })
  | (FieldCommon & { kind: 'count'; least: number; most: number })
  | (FieldCommon & { kind: 'dong' })
  | (FieldCommon & { kind: 'date' })
  | (FieldCommon & { kind: 'identityNumber' })
  | (FieldCommon & { kind: 'accountNumber' })

interface FieldCommon {
  label: string
  optional: boolean
}

export type Form = Readonly<Record<string, Field>>

/** What was filed: amounts as decimal strings of đồng, dates as YYYY-MM-DD, choices by key. */
export type FiledForm = Readonly<Record<string, string | number | boolean>>

type Of<K extends Field['kind']> = Extract<Field, { kind: K }>
type Choice<O extends string> = Omit<Of<'choice'>, 'options'> & { options: Readonly<Record<O, string>> }

export const text = (label: string, maxLength = 200): Of<'text'> => ({
  kind: 'text',
  label,
  maxLength,
  optional: false,
})
export const yesNo = (label: string): Of<'yesNo'> => ({ kind: 'yesNo', label, optional: false })
export const dong = (label: string): Of<'dong'> => ({ kind: 'dong', label, optional: false })
export const date = (label: string): Of<'date'> => ({ kind: 'date', label, optional: false })
export const identityNumber = (label: string): Of<'identityNumber'> => ({
  kind: 'identityNumber',
  label,
  optional: false,
})
export const accountNumber = (label: string): Of<'accountNumber'> => ({
  kind: 'accountNumber',
  label,
  optional: false,
})

/** A whole number between `least` and `most`, both included. */
export const count = (label: string, least = 0, most = 1_000_000): Of<'count'> => ({
  kind: 'count',
  label,
  least,
  most,
  optional: false,
})

/** One of several; keys are what is stored, values what a person reads. */
export const choice = <const O extends string>(
  label: string,
  options: Readonly<Record<O, string>>,
): Choice<O> => ({
  kind: 'choice',
  label,
  options,
  optional: false,
})

export const optional = <F extends Field>(field: F): F => ({ ...field, optional: true })

/** Kept encrypted with a key id, never in the clear. */
export const isSecret = (field: Field): boolean =>
  field.kind === 'identityNumber' || field.kind === 'accountNumber'
