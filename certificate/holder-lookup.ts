import {
  type Holder,
  holdersByInbox,
  holdersByResponsibility,
  type Judging,
} from '../db/certificate/holders.ts'
import type { Querying } from '../db/database.ts'
import type { Matter } from '../db/territory/responsibility.ts'
import type { Holders } from './outcome.ts'

export interface HeldBeforeAndAfter {
  before: Holders
  after: Holders
}

/** Matters kept; what was asked longest ago goes first, so that memory does not grow with the dossiers. */
const keptMatters = 50_000
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
      const before = await this.#at(unknown, this.#judging.at - justBeforeMs)
      const after = await this.#at(unknown, this.#judging.at)
      for (const [i, [key]] of asked.entries()) {
        this.#kept.set(key, { before: before[i] ?? nobody, after: after[i] ?? nobody })
      }
    }
    const answers = new Map([...matters.keys()].map((key) => [key, this.#kept.get(key) ?? unheld]))
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= keptMatters) break
      this.#kept.delete(key)
    }
    return answers
  }

  async #at(matters: readonly Matter[], at: number): Promise<readonly Holders[]> {
    const judging = { ...this.#judging, at }
    const byResponsibility = byMatter(await holdersByResponsibility(this.#sql, matters, judging))
    const byInbox = byMatter(await holdersByInbox(this.#sql, matters, judging))
    return matters.map((_, i) => {
      const [one, other] = [byResponsibility.get(i) ?? [], byInbox.get(i) ?? []]
      const custodian = [...one, ...other].some((holder) => holder.custodian)
      return { byResponsibility: unitsOf(one), byInbox: unitsOf(other), custodian }
    })
  }
}

const nobody: Holders = { byResponsibility: [], byInbox: [], custodian: false }
const unheld: HeldBeforeAndAfter = { before: nobody, after: nobody }

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
