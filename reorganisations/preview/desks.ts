/** Who does the work of a unit: its officers by role, and by field where an office is for some. Pure. */
import { holdsAt } from '../../domain/territory/span.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'

export interface Desk {
  unitId: string
  role: string
}

export const deskKey = ({ unitId, role }: Desk): string => `${unitId} ${role}`

interface Seat extends Desk {
  officerId: string
  /** Null: every field. */
  fields: readonly string[] | null
}

/** The officers of each desk at an instant. A substitute counts as an officer of the desk while the mandate holds. */
export class Desks {
  readonly #seats: Map<string, Seat[]>
  readonly #found = new Map<string, readonly string[]>()
  /** Ids of the mandates that hold. */
  readonly mandates: ReadonlySet<string>

  constructor({ mandate, office }: Pick<ReferenceRows, 'mandate' | 'office'>, at: number) {
    const fieldsOf = new Map(office.map(({ id, fields }) => [id, fields]))
    const held = mandate.filter(({ valid }) => holdsAt(valid, at))
    this.mandates = new Set(held.map(({ id }) => id))
    this.#seats = new Map()
    for (const { unitId, role, officerId, officeId } of held) {
      const fields = officeId === null ? null : (fieldsOf.get(officeId) ?? null)
      const seat = { unitId, role, officerId, fields }
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

  /** Each officer once. @param field those who do it; of all fields where left out */
  officers(desk: Desk, field?: string): readonly string[] {
    const key = `${deskKey(desk)} ${field ?? '*'}`
    const known = this.#found.get(key)
    if (known !== undefined) return known
    const seats = this.#seats.get(deskKey(desk)) ?? []
    const officers = seats
      .filter(({ fields }) => field === undefined || fields === null || fields.includes(field))
      .map(({ officerId }) => officerId)
    const found = [...new Set(officers)].sort()
    this.#found.set(key, found)
    return found
  }
}
