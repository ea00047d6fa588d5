/** A small reorganisation of communes in the midst of the day: two persons enact it, undo it and enact it again. */
import { armAsTwo } from '../db/reorganisations/enactment/arm-as-two.ts'
import { undoReorganisation } from '../db/reorganisations/enactment/take-back.ts'
import type { Finding } from '../harness/checker.ts'
import { type Enactable, enactable } from '../reorganisations/enactable.ts'
import { reorganisation } from '../reorganisations/grammar/reorganisation.ts'
import type { City } from './city.ts'
import type { Commune } from './communes.ts'
import { forecast } from './forecast.ts'
import { agreeAhead, byBoth, persons, reached } from './two-persons.ts'

const basis = 'Điều chỉnh địa giới trong ngày trình diễn'
const leadMs = 3_000

/** The area of a commune goes to another. */
export class AreaMoves {
  readonly #of: Enactable
  /** What its preview found. */
  readonly findings: Finding[] = []

  constructor(
    private readonly world: { city: City; say: (line: string) => void },
    readonly from: Commune,
    readonly to: Commune,
  ) {
    const declared = reorganisation<null>({
      id: 'demo-area-moves',
      name: `Địa bàn của ${from.name} về ${to.name}`,
      basis,
      effectiveAt: '2100-01-01T00:00:00+07:00',
      changes: () => [{ kind: 'areaMoves', area: from.areaId, tier: 'commune', to: to.unitId }],
      openQuestions: [],
    })
    this.#of = enactable(declared, null)
  }

  /** What was done between stays; the second time the same rows are written. */
  async enactUndoRedo(): Promise<void> {
    const { city, say } = this.world
    const { line, finding } = await forecast(city.database, this.#of, Date.now() + leadMs)
    this.findings.push(finding)
    say(`Preview of ${line}`)
    await this.#enact()
    say(`${this.from.name} has given its area to ${this.to.name}`)
    const undone = await agreeAhead(leadMs, (effectiveAt) =>
      byBoth((actorId) => {
        const asked = { actorId, at: Date.now(), effectiveAt, basis }
        return undoReorganisation(city.database, this.#of, asked)
      }),
    )
    await reached(undone)
    say(`The area is back at ${this.from.name}; now it goes again`)
    await this.#enact()
  }

  async #enact(): Promise<void> {
    const at = await agreeAhead(leadMs, (effectiveAt) =>
      armAsTwo(this.world.city.database, this.#of, { ...persons, effectiveAt, now: Date.now }),
    )
    await reached(at)
  }
}
