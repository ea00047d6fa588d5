/** Matters that rows of reference data cannot tell apart: a name that no row has decides nothing. Pure. */
import type { NamedSubject } from '../../db/certificate/holders.ts'
import type { Matter } from '../../domain/territory/matter.ts'

/** A matter by numbers: of its area, and of the rest of it. */
export interface NumberedMatter {
  matter: Matter
  area: number
  subject: number
}

/** Numbers matters as they come; the same of the same. */
export class MatterNumbers {
  readonly #areas = new Map<string, number>()
  readonly #subjects = new Map<string, number>()

  of(matter: Matter): NumberedMatter {
    const { procedureCode, field, power, tier } = matter
    const subject = numbered(this.#subjects, `${procedureCode}\n${field}\n${power}\n${tier}`)
    return { matter, area: numbered(this.#areas, matter.areaId), subject }
  }
}

/** More subjects than there are classes of. */
const subjectsAtMost = 2 ** 20

/**
 * Classes of matters, as one derivation can tell them apart: each area is one of its own, and subjects are one class where the same of
 * their names occur in rows that can be about them. There are as many as reference data gives, however many dossiers there are.
 */
export class MatterClasses {
  readonly #names = new Set<string>()
  readonly #classes = new Map<string, number>()
  /** By number of the subject. */
  readonly #ofSubjects: number[] = []

  constructor(named: Iterable<NamedSubject>) {
    for (const { power, tier, subject } of named) this.#names.add(nameIn(power, tier, subject))
  }

  /** The number of the class. */
  of({ matter, area, subject }: NumberedMatter): number {
    const known = this.#ofSubjects[subject]
    const number = known ?? numbered(this.#classes, this.#signature(matter))
    if (known === undefined) this.#ofSubjects[subject] = number
    return area * subjectsAtMost + number
  }

  #signature({ procedureCode, field, power, tier }: Matter): string {
    const names = [procedureCode, field].map((name) => (this.#occurs(name, power, tier) ? name : null))
    return JSON.stringify([...names, power, tier])
  }

  #occurs(name: string, power: string, tier: string): boolean {
    return this.#names.has(nameIn(power, tier, name)) || this.#names.has(nameIn(null, null, name))
  }
}

const nameIn = (power: string | null, tier: string | null, subject: string): string =>
  JSON.stringify([power, tier, subject])

function numbered(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}
