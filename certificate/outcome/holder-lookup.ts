import {
  type Holder,
  holdersByInbox,
  holdersByResponsibility,
  type Judging,
  namedByReach,
  namedByRules,
} from '../../db/certificate/holders.ts'
import { joiningSets } from '../../db/connection/joining-sets.ts'
import type { Querying } from '../../db/database.ts'
import type { Matter } from '../../domain/territory/matter.ts'
import { MatterClasses, MatterNumbers, type NumberedMatter } from './matter-classes.ts'
import type { Holders } from './outcome.ts'

export interface HeldBeforeAndAfter {
  /** The units responsible until then: what is proved is where a run is from then on. */
  before: readonly string[]
  after: Holders
}

interface Held {
  units: readonly string[]
  custodian: boolean
}

/** Just before the instant. A change that holds for less than that is no change of government. */
const justBeforeMs = 1

/**
 * Who holds the desk of a matter just before the instant and at it, asked once for each class of matters. Each of the two derivations
 * has classes of its own.
 */
export class HolderLookup {
  readonly #sql: Querying
  readonly #numbers = new MatterNumbers()
  readonly #byResponsibility: AnswersByClass<{ before: Held; after: Held }>
  readonly #byInbox: AnswersByClass<Held>
  readonly #both = new Map<object, Map<object, HeldBeforeAndAfter>>()

  static async open(sql: Querying, judging: Judging): Promise<HolderLookup> {
    return new HolderLookup(sql, judging, {
      byRules: new MatterClasses(await namedByRules(sql, judging)),
      byReach: new MatterClasses(await namedByReach(sql, judging)),
    })
  }

  private constructor(
    sql: Querying,
    judging: Judging,
    { byRules, byReach }: { byRules: MatterClasses; byReach: MatterClasses },
  ) {
    this.#sql = sql
    const until = { ...judging, at: judging.at - justBeforeMs }
    this.#byResponsibility = new AnswersByClass(byRules, async (matters) => {
      const before = byMatter(await holdersByResponsibility(sql, matters, until), matters.length)
      const after = byMatter(await holdersByResponsibility(sql, matters, judging), matters.length)
      return before.map((held, i) => ({ before: held, after: after[i] ?? nobody }))
    })
    this.#byInbox = new AnswersByClass(byReach, async (matters) =>
      byMatter(await holdersByInbox(sql, matters, judging), matters.length),
    )
  }

  /** Who holds each of these matters; asked where the class of one is new. */
  async of(matters: readonly Matter[]): Promise<readonly HeldBeforeAndAfter[]> {
    const numbered = matters.map((matter) => this.#numbers.of(matter))
    const responsible = await this.#byResponsibility.of(this.#sql, numbered)
    const reached = await this.#byInbox.of(this.#sql, numbered)
    return responsible.map((by, i) => this.#joined(by, reached[i] ?? nobody))
  }

  /** Of the same two answers the same, so that all runs of one desk share it. */
  #joined(responsible: { before: Held; after: Held }, reached: Held): HeldBeforeAndAfter {
    const known = this.#both.get(responsible)
    const both = known?.get(reached)
    if (both !== undefined) return both
    const { before, after } = responsible
    const held: HeldBeforeAndAfter = {
      before: before.units,
      after: {
        byResponsibility: after.units,
        byInbox: reached.units,
        custodian: after.custodian || reached.custodian,
      },
    }
    if (known === undefined) this.#both.set(responsible, new Map([[reached, held]]))
    else known.set(reached, held)
    return held
  }
}

const nobody: Held = { units: [], custodian: false }

/** Answers of one derivation, one for each class; the same answer is kept once. */
class AnswersByClass<T extends object> {
  readonly #classes: MatterClasses
  readonly #ask: (matters: readonly Matter[]) => Promise<readonly T[]>
  readonly #known = new Map<number, T>()
  readonly #answers = new Map<string, T>()

  constructor(classes: MatterClasses, ask: (matters: readonly Matter[]) => Promise<readonly T[]>) {
    this.#classes = classes
    this.#ask = ask
  }

  /** In the order of the matters. */
  async of(sql: Querying, matters: readonly NumberedMatter[]): Promise<readonly T[]> {
    const classes = matters.map((matter) => this.#classes.of(matter))
    const asked = new Map<number, Matter>()
    for (const [i, number] of classes.entries()) {
      const matter = matters[i]?.matter
      if (matter !== undefined && !this.#known.has(number)) asked.set(number, matter)
    }
    if (asked.size > 0) {
      const answers = await joiningSets(sql, () => this.#ask([...asked.values()]))
      for (const [i, number] of [...asked.keys()].entries()) {
        const answer = answers[i]
        if (answer !== undefined) this.#known.set(number, this.#once(answer))
      }
    }
    return classes.map((number) => {
      const answer = this.#known.get(number)
      if (answer === undefined) throw new Error('a matter was left without an answer')
      return answer
    })
  }

  #once(answer: T): T {
    const text = JSON.stringify(answer)
    const known = this.#answers.get(text)
    if (known !== undefined) return known
    this.#answers.set(text, answer)
    return answer
  }
}

/** By the number of the matter; of one that nobody holds, nobody. */
function byMatter(holders: readonly Holder[], matters: number): readonly Held[] {
  const held: Held[] = Array.from({ length: matters }, () => nobody)
  for (const { matter, unitId, custodian } of holders) {
    const before = held[matter] ?? nobody
    held[matter] = { units: [...before.units, unitId], custodian: before.custodian || custodian }
  }
  return held
}
