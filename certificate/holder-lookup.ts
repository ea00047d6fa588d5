import {
  type Holder,
  holdersByInbox,
  holdersByResponsibility,
  type Judging,
} from '../db/certificate/holders.ts'
import { joiningSets } from '../db/certificate/reading.ts'
import type { Querying } from '../db/database.ts'
import type { Matter } from '../domain/territory/matter.ts'
import type { Holders } from './outcome.ts'

export interface HeldBeforeAndAfter {
  /** The units responsible until then: what is proved is where a run is from then on. */
  before: readonly string[]
  after: Holders
}

/** Matters kept; what was asked longest ago goes first, so that memory does not grow with the dossiers. */
const keptMatters = 20_000
/** Just before the instant. A change that holds for less than that is no change of government. */
const justBeforeMs = 1

/** Who holds the desk of a matter just before the instant and at it, asked once for each matter. */
export class HolderLookup {
  readonly #kept = new Map<string, HeldBeforeAndAfter>()
  readonly #sql: Querying
  readonly #judging: Judging

  constructor(sql: Querying, judging: Judging) {
    this.#sql = sql
    this.#judging = judging
  }

  /** Answers by `matterKey`, of these matters at least. */
  async of(matters: ReadonlyMap<string, Matter>): Promise<ReadonlyMap<string, HeldBeforeAndAfter>> {
    const asked = [...matters].filter(([key]) => !this.#kept.has(key))
    if (asked.length > 0) {
      const unknown = asked.map(([, matter]) => matter)
      const until = { ...this.#judging, at: this.#judging.at - justBeforeMs }
      const [before, after] = await joiningSets(this.#sql, async () => [
        byMatter(await holdersByResponsibility(this.#sql, unknown, until)),
        await this.#after(unknown),
      ])
      for (const [i, [key]] of asked.entries()) {
        this.#kept.set(key, { before: unitsOf(before.get(i) ?? []), after: after[i] ?? nobody })
      }
    }
    const answers = new Map([...matters.keys()].map((key) => [key, this.#kept.get(key) ?? unheld]))
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= keptMatters) break
      this.#kept.delete(key)
    }
    return answers
  }

  async #after(matters: readonly Matter[]): Promise<readonly Holders[]> {
    const byResponsibility = byMatter(await holdersByResponsibility(this.#sql, matters, this.#judging))
    const byInbox = byMatter(await holdersByInbox(this.#sql, matters, this.#judging))
    return matters.map((_, i) => {
      const [one, other] = [byResponsibility.get(i) ?? [], byInbox.get(i) ?? []]
      const custodian = [...one, ...other].some((holder) => holder.custodian)
      return { byResponsibility: unitsOf(one), byInbox: unitsOf(other), custodian }
    })
  }
}

const nobody: Holders = { byResponsibility: [], byInbox: [], custodian: false }
const unheld: HeldBeforeAndAfter = { before: [], after: nobody }

export const matterKey = ({ areaId, procedureCode, field, power, tier }: Matter): string =>
  JSON.stringify([areaId, procedureCode, field, power, tier])

const unitsOf = (holders: readonly Holder[]): readonly string[] => holders.map(({ unitId }) => unitId)

function byMatter(holders: readonly Holder[]): ReadonlyMap<number, readonly Holder[]> {
  const grouped = new Map<number, Holder[]>()
  for (const holder of holders) {
    const found = grouped.get(holder.matter)
    if (found === undefined) grouped.set(holder.matter, [holder])
    else found.push(holder)
  }
  return grouped
}
