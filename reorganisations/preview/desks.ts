/** Who does the work of a unit: its officers by role, and by what their mandates let them do. Pure. */
import { holdsAt } from '../../domain/territory/span.ts'
import { type Seat, type SeatWork, seatDoes, seatsOf } from '../checks/seats.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'

export interface RoleAtUnit {
  unitId: string
  role: string
}

/** A field and a power in an area. */
export interface DeskWork extends SeatWork {
  areaId: string
}

export const deskKey = ({ unitId, role }: RoleAtUnit): string => `${unitId} ${role}`

/** Its areas as a set: a mandate may name all that a district had, and a desk have tens of them. */
interface Reaching extends Seat {
  reach: ReadonlySet<string> | null
}

/** The officers of each desk at an instant. A substitute counts as an officer of the desk while the mandate holds. */
export class Desks {
  readonly #seats = new Map<string, Reaching[]>()
  readonly #all = new Map<string, readonly string[]>()
  /** Ids of the mandates that hold. */
  readonly mandates: ReadonlySet<string>

  constructor(rows: Pick<ReferenceRows, 'mandate' | 'office'>, at: number) {
    const held = seatsOf(rows).filter(({ valid }) => holdsAt(valid, at))
    this.mandates = new Set(held.map(({ id }) => id))
    for (const seat of held) {
      const reaching = { ...seat, reach: seat.areas === null ? null : new Set(seat.areas) }
      const seats = this.#seats.get(deskKey(seat))
      if (seats === undefined) this.#seats.set(deskKey(seat), [reaching])
      else seats.push(reaching)
    }
    for (const [key, seats] of this.#seats) {
      seats.sort((a, b) => (a.officerId < b.officerId ? -1 : 1))
      this.#all.set(key, officersOf(seats))
    }
  }

  desks(): readonly RoleAtUnit[] {
    return [...this.#seats.values()].flatMap(([seat]) =>
      seat === undefined ? [] : [{ unitId: seat.unitId, role: seat.role }],
    )
  }

  /** Each officer once, in the order of their ids. @param work those who do it; all of the desk where left out */
  officers(desk: RoleAtUnit, work?: DeskWork): readonly string[] {
    const key = deskKey(desk)
    if (work === undefined) return this.#all.get(key) ?? []
    return officersOf((this.#seats.get(key) ?? []).filter((seat) => does(seat, work)))
  }

  /** Somebody of the desk does it. */
  isHeld(desk: RoleAtUnit, work: DeskWork): boolean {
    return (this.#seats.get(deskKey(desk)) ?? []).some((seat) => does(seat, work))
  }
}

const does = (seat: Reaching, work: DeskWork): boolean =>
  (seat.reach?.has(work.areaId) ?? true) && seatDoes(seat, work)

/** @param seats those of an officer follow one another */
const officersOf = (seats: readonly Seat[]): readonly string[] =>
  seats.map(({ officerId }) => officerId).filter((officerId, i, all) => officerId !== all[i - 1])
