/** Two persons of a bench, who arm a reorganisation and undo it. */
import type { Database } from '../../db/database.ts'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../../db/reorganisations/enact.ts'
import { readEnactment } from '../../db/reorganisations/steps.ts'
import { undoReorganisation } from '../../db/reorganisations/take-back.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import type { Side } from './answers.ts'

/** Time for two persons to agree, ms. */
export const aheadMs = 30_000
/** And then for the load to begin before the instant. */
const marginMs = 2_000

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
    await (before === 'from' ? this.#arm(at) : this.#undo(at))
    this.#holder = before === 'from' ? 'into' : 'from'
    if (Date.now() > at - marginMs) throw new Error('two persons took longer to agree than there was time')
    return { at, before }
  }

  async #arm(effectiveAt: number): Promise<void> {
    const as = (actorId: string) => ({ actorId, at: Date.now() })
    await proposeReorganisation(this.database, this.of, { ...as('bench-1'), effectiveAt })
    const { proposed } = await readEnactment(this.database.sql, this.of.id)
    if (proposed?.rowsHash == null) throw new Error('nothing is proposed')
    await approveReorganisation(this.database, this.of, { ...as('bench-2'), rowsHash: proposed.rowsHash })
    await armReorganisation(this.database, this.of, as('bench-1'))
  }

  async #undo(effectiveAt: number): Promise<void> {
    for (const actorId of ['bench-1', 'bench-2']) {
      await undoReorganisation(this.database, this.of, {
        actorId,
        at: Date.now(),
        effectiveAt,
        basis: 'bench',
      })
    }
  }
}
