/** Two persons of a bench, who arm a reorganisation and undo it. */
import type { Database } from '../../db/database.ts'
import { armAsTwo } from '../../db/reorganisations/enactment/arm-as-two.ts'
import { undoReorganisation } from '../../db/reorganisations/enactment/take-back.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import type { Side } from './answers.ts'

/** Time for two persons to agree, ms. */
export const aheadMs = 30_000
/** And then for the load to begin before the instant. */
const marginMs = 2_000

const persons = { proposes: 'bench-1', approves: 'bench-2' } as const

/** Arms and undoes in turn, each at an instant some seconds ahead. */
export class Reorganising {
  #holder: Side = 'from'
  constructor(
    private readonly database: Database,
    private readonly of: Enactable,
  ) {}

  async next(ahead: number = aheadMs): Promise<{ at: number; before: Side }> {
    const before = this.#holder
    const at = Date.now() + ahead
    await (before === 'from'
      ? armAsTwo(this.database, this.of, { ...persons, effectiveAt: at, now: Date.now })
      : this.#undo(at))
    this.#holder = before === 'from' ? 'into' : 'from'
    if (Date.now() > at - marginMs) throw new Error('two persons took longer to agree than there was time')
    return { at, before }
  }

  async #undo(effectiveAt: number): Promise<void> {
    for (const actorId of Object.values(persons)) {
      await undoReorganisation(this.database, this.of, {
        actorId,
        at: Date.now(),
        effectiveAt,
        basis: 'bench',
      })
    }
  }
}
