/** An area of the site's commune goes to another by a reorganisation that two persons arm, and comes back by its undo. */
import { setTimeout as pause } from 'node:timers/promises'
import { Reorganising } from '../../bench/cutover/reorganising.ts'
import { enactable } from '../../reorganisations/enactable.ts'
import { reorganisation } from '../../reorganisations/grammar/reorganisation.ts'
import { successor } from './move-area.ts'
import type { Site } from './site.ts'

/** For two persons to agree on a busy machine, and for the load to begin before the instant, ms. */
const aheadMs = 20_000

export class AreaReorganised {
  readonly #reorganising: Reorganising
  #at = 0
  #isAway = false

  constructor({ database, areaId }: Pick<Site, 'database' | 'areaId'>) {
    const declared = reorganisation<null>({
      ...{ id: 'khu-vuc-thu', name: 'Địa bàn thử', basis: 'Nghị quyết thử nghiệm' },
      effectiveAt: '2100-01-01T00:00:00+07:00',
      changes: () => [{ kind: 'areaMoves', area: areaId, tier: 'commune', to: successor }],
      openQuestions: [],
    })
    this.#reorganising = new Reorganising(database, enactable(declared, null))
  }

  /** Arms it, or its undo where it stands; resolves so long before the instant. @returns the instant, ms */
  async next(beforeMs: number): Promise<number> {
    const { at } = await this.#reorganising.next(aheadMs)
    this.#at = at
    this.#isAway = !this.#isAway
    await pause(Math.max(0, at - beforeMs - Date.now()))
    return at
  }

  /** Undone from now on or later where it stands. */
  async end(): Promise<void> {
    if (!this.#isAway) return
    await pause(Math.max(0, this.#at - Date.now()))
    await this.next(0)
  }
}
