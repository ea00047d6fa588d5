/** Desks by rows that need not be in the database: one mandate each, by the rule of `db/territory/authority/desk.ts`. Pure. */
import { common, type Span } from '../../domain/territory/span.ts'
import type { MandateRow, OfficeRow } from '../grammar/reference-rows.ts'

export interface Seat extends Pick<MandateRow, 'id' | 'officerId' | 'unitId' | 'role' | 'areas'> {
  fields: MandateRow['fields']
  officeFields: OfficeRow['fields']
  powers: MandateRow['powers']
  /** While the mandate holds and its office is open. */
  valid: readonly Span[]
}

/** What a desk is needed for in a role. */
export interface SeatWork {
  field: string
  power: string
}

export function seatsOf({
  mandate,
  office,
}: {
  mandate: readonly MandateRow[]
  office: readonly OfficeRow[]
}): readonly Seat[] {
  const offices = new Map(office.map((row) => [row.id, row]))
  return mandate.map(({ id, officerId, unitId, role, areas, fields, powers, valid, officeId }) => {
    const of = officeId === null ? null : offices.get(officeId)
    const open =
      of === null ? valid : valid.flatMap((span) => (of?.valid ?? []).flatMap((is) => common(span, is)))
    return {
      id,
      officerId,
      unitId,
      role,
      areas,
      fields,
      powers,
      officeFields: of?.fields ?? null,
      valid: open,
    }
  })
}

/** Whether a seat does what is needed, wherever it lies: neither the mandate nor its office leaves it out. */
export const seatDoes = (
  { fields, officeFields, powers }: Pick<Seat, 'fields' | 'officeFields' | 'powers'>,
  { field, power }: SeatWork,
): boolean =>
  (fields?.includes(field) ?? true) &&
  (officeFields?.includes(field) ?? true) &&
  (powers?.some((one) => one === power) ?? true)

export const seatReaches = ({ areas }: Pick<Seat, 'areas'>, areaId: string): boolean =>
  areas?.includes(areaId) ?? true
