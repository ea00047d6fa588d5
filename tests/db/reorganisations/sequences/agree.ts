import { isDeepStrictEqual } from 'node:util'

/** What must hold after each command, whatever came before. */
export type Invariant =
  | 'an answer is the one that was to be given'
  | 'G1 nothing acknowledged is lost'
  | 'G3 nothing is stuck'
  | 'G5 each matter has one holder'
  | 'G5 an inbox has what its unit is responsible for'
  | 'what was decided stays lawful'

export class Broken extends Error {
  constructor(
    readonly invariant: Invariant,
    what: string,
  ) {
    super(what)
  }
}

/** Compares what the product says with what the model says; not by vitest, as a scenario plays sequences too. @throws Broken */
export function agree(
  said: unknown,
  expected: unknown,
  what: string,
  invariant: Invariant = 'an answer is the one that was to be given',
): void {
  if (isDeepStrictEqual(said, expected)) return
  const both = Array.isArray(said) && Array.isArray(expected)
  const [one, other] = both
    ? [others(said, expected), others(expected, said)]
    : [String(said), String(expected)]
  throw new Broken(invariant, `${what}: the product says ${one}, the model ${other}`)
}

const others = (all: readonly unknown[], than: readonly unknown[]): string => {
  const different = all.filter((one, n) => all.length === than.length && !isDeepStrictEqual(one, than[n]))
  const listed =
    all.length === than.length
      ? different
      : all.filter((one) => !than.some((two) => isDeepStrictEqual(one, two)))
  return listed.length === 0 ? 'nothing more' : listed.map(inWords).join('; ')
}

const inWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
