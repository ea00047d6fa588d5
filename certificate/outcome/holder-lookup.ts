import {
  areasByReach,
  areasByRules,
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
 * has classes of its own at each instant.
 */
export class HolderLookup {
  readonly #sql: Querying
  readonly #numbers = new MatterNumbers()
  readonly #before: AnswersByClass
  readonly #after: AnswersByClass
  readonly #inbox: AnswersByClass
  readonly #responsible = new Shared((before: Held, after: Held) => ({ before, after }))
  readonly #held = new Shared(heldBeforeAndAfter)

  static async open(sql: Querying, judging: Judging): Promise<HolderLookup> {
    const until = { ...judging, at: judging.at - justBeforeMs }
    const named = await namedByRules(sql, judging)
    return new HolderLookup(sql, {
      before: new AnswersByClass(
        new MatterClasses({ named, alike: await areasByRules(sql, until) }),
        (matters) => holdersByResponsibility(sql, matters, until),
      ),
      after: new AnswersByClass(
        new MatterClasses({ named, alike: await areasByRules(sql, judging) }),
        (matters) => holdersByResponsibility(sql, matters, judging),
      ),
      inbox: new AnswersByClass(
        new MatterClasses({
          named: await namedByReach(sql, judging),
          alike: await areasByReach(sql, judging),
        }),
        (matters) => holdersByInbox(sql, matters, judging),
      ),
    })
  }

  private constructor(
    sql: Querying,
    { before, after, inbox }: { before: AnswersByClass; after: AnswersByClass; inbox: AnswersByClass },
  ) {
    this.#sql = sql
    this.#before = before
    this.#after = after
    this.#inbox = inbox
  }

  /** Who holds each of these matters; asked where the class of one is new. */
  async of(matters: readonly Matter[]): Promise<readonly HeldBeforeAndAfter[]> {
    const numbered = matters.map((matter) => this.#numbers.of(matter))
    const before = await this.#before.of(this.#sql, numbered)
    const after = await this.#after.of(this.#sql, numbered)
    const inbox = await this.#inbox.of(this.#sql, numbered)
    return before.map((held, i) => {
      const responsible = this.#responsible.of(held, after[i] ?? nobody)
      return this.#held.of(responsible, inbox[i] ?? nobody)
    })
  }
}

function heldBeforeAndAfter(
  { before, after }: { before: Held; after: Held },
  reached: Held,
): HeldBeforeAndAfter {
  return {
    before: before.units,
    after: {
      byResponsibility: after.units,
      byInbox: reached.units,
      custodian: after.custodian || reached.custodian,
    },
  }
}

/** What is made of two; of the same two the same, so that all runs of one desk share it. */
class Shared<A extends object, B extends object, T> {
  readonly #made = new Map<A, Map<B, T>>()

  constructor(private readonly make: (one: A, other: B) => T) {}

  of(one: A, other: B): T {
    const ofOne = this.#made.get(one)
    const known = ofOne?.get(other)
    if (known !== undefined) return known
    const made = this.make(one, other)
    if (ofOne === undefined) this.#made.set(one, new Map([[other, made]]))
    else ofOne.set(other, made)
    return made
  }
}

const nobody: Held = { units: [], custodian: false }

/** Answers of one derivation at one instant, one for each class; the same answer is kept once. */
class AnswersByClass {
  readonly #classes: MatterClasses
  readonly #ask: (matters: readonly Matter[]) => Promise<readonly Holder[]>
  readonly #known = new Map<number, Held>()
  readonly #answers = new Map<string, Held>()

  constructor(classes: MatterClasses, ask: (matters: readonly Matter[]) => Promise<readonly Holder[]>) {
    this.#classes = classes
    this.#ask = ask
  }

  /** In the order of the matters. */
  async of(sql: Querying, matters: readonly NumberedMatter[]): Promise<readonly Held[]> {
    const classes = matters.map((matter) => this.#classes.of(matter))
    const asked = new Map<number, Matter>()
    for (const [i, number] of classes.entries()) {
      const matter = matters[i]?.matter
      if (matter === undefined || this.#known.has(number) || asked.has(number)) continue
      asked.set(number, matter)
      // Later pages have it in other areas: a statement for each of them would cost more than all areas at once.
      for (const [other, there] of this.#classes.inAllAreas(matter))
        if (!this.#known.has(other)) asked.set(other, there)
    }
    if (asked.size > 0) {
      const holders = await joiningSets(sql, () => this.#ask([...asked.values()]))
      const answers = byMatter(holders, asked.size)
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

  #once(answer: Held): Held {
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
