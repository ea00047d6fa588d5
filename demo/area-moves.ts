/** A small reorganisation of communes in the midst of the day, under dossiers that are decided: it is enacted and undone. */
import type { Finding } from '../harness/checker.ts'
import { enactable } from '../reorganisations/enactable.ts'
import { reorganisation } from '../reorganisations/grammar/reorganisation.ts'
import type { City } from './city.ts'
import type { Commune } from './communes.ts'
import { EnactedToday } from './enacted-today.ts'

/** The area of a commune goes to another. */
export class AreaMoves {
  readonly #enacted: EnactedToday
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
      basis: 'Điều chỉnh địa giới trong ngày trình diễn',
      effectiveAt: '2100-01-01T00:00:00+07:00',
      changes: () => [{ kind: 'areaMoves', area: from.areaId, tier: 'commune', to: to.unitId }],
      openQuestions: [],
    })
    this.#enacted = new EnactedToday(world, enactable(declared, null))
  }

  async enactAndUndo(): Promise<void> {
    const { say } = this.world
    this.findings.push(await this.#enacted.preview())
    await this.#enacted.enact()
    say(`${this.from.name} has given its area to ${this.to.name}`)
    await this.#enacted.undo()
    say(`The area is back at ${this.from.name}`)
  }
}
