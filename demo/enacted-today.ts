/** A reorganisation in the midst of the day: two persons enact it and undo it, each at an instant some seconds ahead. */
import { armAsTwo } from '../db/reorganisations/enactment/arm-as-two.ts'
import { undoReorganisation } from '../db/reorganisations/enactment/take-back.ts'
import type { Finding } from '../harness/checker.ts'
import type { Enactable } from '../reorganisations/enactable.ts'
import type { City } from './city.ts'
import { forecast } from './forecast.ts'
import { agreeAhead, byBoth, persons, reached } from './two-persons.ts'

const basis = 'Quyết định trong ngày trình diễn'
const leadMs = 3_000

export class EnactedToday {
  constructor(
    private readonly world: { city: City; say: (line: string) => void },
    readonly of: Enactable,
  ) {}

  /** What its preview finds. */
  async preview(): Promise<Finding> {
    const { city, say } = this.world
    const { line, finding } = await forecast(city.database, this.of, Date.now() + leadMs)
    say(`Preview of ${line}`)
    return finding
  }

  /** By its dates, at an instant of today, whatever its file declares; resolves when that has come. */
  async enact(): Promise<void> {
    const at = await agreeAhead(leadMs, (effectiveAt) =>
      armAsTwo(this.world.city.database, this.of, { ...persons, effectiveAt, now: Date.now }),
    )
    await reached(at)
  }

  /** What was done between stays. */
  async undo(): Promise<void> {
    const at = await agreeAhead(leadMs, (effectiveAt) =>
      byBoth((actorId) => {
        const asked = { actorId, at: Date.now(), effectiveAt, basis }
        return undoReorganisation(this.world.city.database, this.of, asked)
      }),
    )
    await reached(at)
  }
}
