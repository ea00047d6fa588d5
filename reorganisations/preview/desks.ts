/** Who does the work of a unit: its officers by role, and by what their mandates let them do. Pure. */
import { holdsAt } from '../../domain/territory/span.ts'
import { type Seat, type SeatWork, seatDoes, seatReaches, seatsOf } from '../checks/seats.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'

export interface Desk {
  unitId: string
  role: string
}

/** A field and a power in an area. */
export interface DeskWork extends SeatWork {
  areaId: string
}

export const deskKey = ({ unitId, role }: Desk): string => `${unitId} ${role}`

/** The officers of each desk at an instant. A substitute counts as an officer of the desk while the mandate holds. */
export class Desks {
  readonly #seats: Map<string, Seat[]>
  readonly #found = new Map<string, readonly string[]>()
  /** Ids of the mandates that hold. */
  readonly mandates: ReadonlySet<string>

  constructor(rows: Pick<ReferenceRows, 'mandate' | 'office'>, at: number) {
    const held = seatsOf(rows).filter(({ valid }) => holdsAt(valid, at))
    this.mandates = new Set(held.map(({ id }) => id))
    this.#seats = new Map()
    for (const seat of held) {
      const seats = this.#seats.get(deskKey(seat))
      if (seats === undefined) this.#seats.set(deskKey(seat), [seat])
      else seats.push(seat)
    }
  }

  desks(): readonly Desk[] {
    return [...this.#seats.values()].flatMap(([seat]) =>
      seat === undefined ? [] : [{ unitId: seat.unitId, role: seat.role }],
    )
  }

  /** Each officer once. @param work those who do it; all of the desk where left out */
  officers(desk: Desk, work?: DeskWork): readonly string[] {
    const seats = this.#seats.get(deskKey(desk)) ?? []
    // The areas of a desk matter where somebody has a part of them.
    const where = seats.some(({ areas }) => areas !== null) ? work?.areaId : ''
    const key = [deskKey(desk), work?.field ?? '*', work?.power ?? '*', where].join('\u0000')
    const known = this.#found.get(key)
    if (known !== undefined) return known
    const officers = seats
      .filter((seat) => work === undefined || (seatDoes(seat, work) && seatReaches(seat, work.areaId)))
      .map(({ officerId }) => officerId)
    const found = [...new Set(officers)].sort()
    this.#found.set(key, found)
    return found
  }
}
