/** What record time means, in memory: a list of versions, and nothing of SQL. */

/** Days, as instants are in the database: from inclusive, until exclusive. */
export interface Period {
  from: number
  until: number
}

export interface Fact {
  id: string
  area: string
  unit: string
  /** Null: emptied, true at no time. */
  valid: Period | null
}

interface Version extends Fact {
  change: number
}

export class ReferenceModel {
  readonly #versions: Version[] = []

  /** Whether the facts, together with what else is known, leave each area one holder at every instant. */
  fits(facts: readonly Fact[]): boolean {
    const after = new Map(this.known(Number.POSITIVE_INFINITY).map((fact) => [fact.id, fact]))
    for (const fact of facts) after.set(fact.id, fact)
    const all = [...after.values()]
    return all.every((one, at) => all.slice(at + 1).every((other) => !overlap(one, other)))
  }

  write(change: number, facts: readonly Fact[]): void {
    for (const fact of facts) this.#versions.push({ ...fact, change })
  }

  /** Each fact as the last change up to `change` left it. */
  known(change: number): readonly Fact[] {
    const last = new Map<string, Fact>()
    for (const { change: written, ...fact } of this.#versions) if (written <= change) last.set(fact.id, fact)
    return [...last.values()]
  }

  /** Who holds what at an instant, as known at a change: `area unit`, in order. */
  holders(at: number, change: number): readonly string[] {
    return this.known(change)
      .filter(({ valid }) => valid !== null && valid.from <= at && at < valid.until)
      .map(({ area, unit }) => `${area} ${unit}`)
      .toSorted()
  }
}

const overlap = (one: Fact, other: Fact): boolean =>
  one.area === other.area &&
  one.valid !== null &&
  other.valid !== null &&
  Math.max(one.valid.from, other.valid.from) < Math.min(one.valid.until, other.valid.until)
