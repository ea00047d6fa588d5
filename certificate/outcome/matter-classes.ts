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

/** What one derivation can tell matters apart by. */
export interface ToldApart {
  named: Iterable<NamedSubject>
  /** Areas that are alike; any other is a class of its own. */
  alike: Iterable<{ areaIds: readonly string[] }>
}

/**
 * Classes of matters, as one derivation can tell them apart: areas are one class where the same units hold the same of them, and subjects
 * where the same of their names occur in rows that can be about them. There are as many as reference data gives, however many dossiers
 * there are.
 */
export class MatterClasses {
  readonly #names = new Set<string>()
  readonly #classes = new Map<string, number>()
  /** By number of the subject. */
  readonly #ofSubjects: number[] = []
  /** By the id of an area, the first of those that are like it. */
  readonly #likeAreas = new Map<string, string>()
  /** Of each class of areas the first. */
  readonly #first: string[] = []
  readonly #areas = new Map<string, number>()
  /** By number of the area. */
  readonly #ofAreas: number[] = []

  constructor({ named, alike }: ToldApart) {
    for (const { power, tier, subject } of named) this.#names.add(nameIn(power, tier, subject))
    for (const { areaIds } of alike) {
      this.#first.push(...areaIds.slice(0, 1))
      for (const areaId of areaIds) this.#likeAreas.set(areaId, areaIds[0] ?? areaId)
    }
  }

  /** The number of the class. */
  of({ matter, area, subject }: NumberedMatter): number {
    const ofSubject = this.#ofSubjects[subject] ?? numbered(this.#classes, this.#signature(matter))
    this.#ofSubjects[subject] = ofSubject
    const ofArea = this.#ofAreas[area] ?? this.#areaClass(this.#likeAreas.get(matter.areaId) ?? matter.areaId)
    this.#ofAreas[area] = ofArea
    return classNumber(ofArea, ofSubject)
  }

  /** The classes of its subject, one for each class of areas that are known; each with a matter of it. */
  inAllAreas(matter: Matter): [number, Matter][] {
    const ofSubject = numbered(this.#classes, this.#signature(matter))
    return this.#first.map((areaId) => [
      classNumber(this.#areaClass(areaId), ofSubject),
      { ...matter, areaId },
    ])
  }

  #areaClass(first: string): number {
    return numbered(this.#areas, first)
  }

  #signature({ procedureCode, field, power, tier }: Matter): string {
    const names = [procedureCode, field].map((name) => (this.#occurs(name, power, tier) ? name : null))
    return JSON.stringify([...names, power, tier])
  }

  #occurs(name: string, power: string, tier: string): boolean {
    return this.#names.has(nameIn(power, tier, name)) || this.#names.has(nameIn(null, null, name))
  }
}

const classNumber = (ofArea: number, ofSubject: number): number => ofArea * subjectsAtMost + ofSubject

const nameIn = (power: string | null, tier: string | null, subject: string): string =>
  JSON.stringify([power, tier, subject])

function numbered(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}
