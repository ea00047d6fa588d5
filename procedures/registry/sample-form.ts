/** Synthetic applications for demo, bench and tests: valid, different from each other, the same for a seed. */
import type { Field, FiledForm, Form } from '../grammar/definition/field.ts'
import type { Procedure } from '../grammar/definition/procedure.ts'

/** A number in [0, 1), one after the other; the same seed gives the same row (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Dương']
const middles = ['Văn', 'Thị', 'Đức', 'Minh', 'Thu', 'Quang', 'Ngọc', 'Hữu', 'Thanh', 'Xuân']
const given = [
  'An',
  'Bình',
  'Chi',
  'Dũng',
  'Giang',
  'Hà',
  'Hương',
  'Khánh',
  'Lan',
  'Mai',
  'Nam',
  'Phượng',
  'Quân',
  'Sơn',
  'Tú',
  'Yến',
]

export function sampleName(random: () => number): string {
  return [families, middles, given].map((names) => pick(names, random)).join(' ')
}

export const sampleIdentity = (random: () => number): string => `001${digits(9, random)}`

/** Fills every field that must be filled; `fixed` overrides random values. */
export function sampleForm(form: Form, random: () => number, fixed: FiledForm = {}): FiledForm {
  const filled = Object.entries(form)
    .filter(([, field]) => !field.optional)
    .map(([name, field]) => [name, sampleValue(field, random)] as const)
  return { ...Object.fromEntries(filled), ...fixed }
}

function sampleValue(field: Field, random: () => number): string | number | boolean {
  switch (field.kind) {
    case 'text':
      return sampleName(random)
    case 'choice':
      return pick(Object.keys(field.options), random)
    case 'yesNo':
      return random() < 0.5
    case 'count':
      return field.least + Math.floor(random() * Math.min(field.most - field.least + 1, 10))
    case 'dong':
      return String(1_000_000 + Math.floor(random() * 8_000) * 1_000)
    case 'date':
      return `${1945 + Math.floor(random() * 60)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`
    case 'identityNumber':
      return sampleIdentity(random)
    case 'accountNumber':
      // The last digit tells the simulated bank how to behave; 8 is an ordinary account.
      return `${digits(11, random)}8`
  }
}

const digits = (count: number, random: () => number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('')

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? ''
}

/** The papers that are handed in: nobody asks for one that a database replaces. */
export const samplePapers = ({
  papers,
}: Pick<Procedure, 'papers'>): { kind: string; originals: number; copies: number }[] =>
  Object.entries(papers)
    .filter(([, { replacedBy }]) => replacedBy === undefined)
    .map(([kind, { originals = 0, copies = 0 }]) => ({ kind, originals, copies }))
