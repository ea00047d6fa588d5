/** Roles that procedures name and that nobody holds in the unit that is responsible. Pure. */
import { roles } from '../../domain/dossier/dossier.ts'
import { common, joined, type Span, without } from '../../domain/territory/span.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'
import { areasIn, type Responsible, type ResponsibleSpans } from './responsible-spans.ts'
import type { NeededDesk, RowFinding } from './row-finding.ts'
import { type Seat, seatDoes, seatReaches, seatsOf } from './seats.ts'
import { nameOf, unitsById } from './unit-ends.ts'

/** One finding for a unit, a role and a time, whatever the number of procedures: they have one cause. */
export function rolesNobodyHolds(
  rows: ReferenceRows,
  needed: readonly NeededDesk[],
  responsible: ResponsibleSpans,
): readonly RowFinding[] {
  const desks = new DeskSpans(rows)
  const units = unitsById(rows)
  const found = new Map<
    string,
    { span: Span; unitId: string; role: NeededDesk['role']; codes: Set<string> }
  >()
  for (const { desk, names } of alike(needed, responsible)) {
    for (const one of responsible.responsible(desk)) {
      const stands = one.spans.flatMap((span) =>
        (units.get(one.unitId)?.valid ?? []).flatMap((valid) => common(span, valid)),
      )
      for (const span of desks.empty({ ...one, spans: stands }, desk)) {
        const key = [one.unitId, desk.role, span.from, span.until].join(' ')
        const finding = found.get(key) ?? {
          span,
          unitId: one.unitId,
          role: desk.role,
          codes: new Set<string>(),
        }
        for (const name of names) finding.codes.add(name)
        found.set(key, finding)
      }
    }
  }
  return [...found.values()].map(({ span, unitId, role, codes }) => ({
    ...{ kind: 'roleNobodyHolds', of: nameOf(units, unitId), ...span },
    what: `nobody is “${roles[role]}” (${role}) for ${firstOf(codes)}`,
    remedy: 'Give an officer the mandate of the role (npm run import -- staff), or move the power',
  }))
}

/** Desks that the same officers of the same units hold, with what each procedure needs of them. */
function alike(
  needed: readonly NeededDesk[],
  responsible: ResponsibleSpans,
): Iterable<{ desk: NeededDesk; names: Set<string> }> {
  const groups = new Map<string, { desk: NeededDesk; names: Set<string> }>()
  for (const desk of needed) {
    const key = `${responsible.likeness(desk)} ${desk.role}`
    const group = groups.get(key) ?? { desk, names: new Set<string>() }
    groups.set(key, group)
    group.names.add(`${desk.power} ${desk.procedureCode}`)
  }
  return groups.values()
}

function firstOf(codes: ReadonlySet<string>): string {
  const sorted = [...codes].sort()
  const more = sorted.length > 3 ? ` and ${sorted.length - 3} more` : ''
  return `${sorted.slice(0, 3).join(', ')}${more}`
}

/** When the desks of a unit are held. */
class DeskSpans {
  readonly #rows: ReferenceRows
  readonly #byRole = new Map<string, Seat[]>()
  readonly #found = new Map<string, readonly Seat[]>()

  constructor(rows: ReferenceRows) {
    this.#rows = rows
    for (const seat of seatsOf(rows)) {
      const key = `${seat.unitId} ${seat.role}`
      const seats = this.#byRole.get(key) ?? []
      this.#byRole.set(key, seats)
      seats.push(seat)
    }
  }

  /** When nobody holds the desk in some area of the unit. */
  empty({ unitId, layer, spans }: Responsible, desk: NeededDesk): readonly Span[] {
    const seats = this.#seats(unitId, desk)
    const anywhere = seats.filter(({ areas }) => areas === null).flatMap(({ valid }) => valid)
    const left = without(spans, anywhere)
    const limited = seats.filter(({ areas }) => areas !== null)
    if (left.length === 0 || limited.length === 0 || layer === null) return joined(left)
    return joined(
      areasIn(this.#rows.jurisdiction, { unitId, layer }).flatMap(({ areaId, valid }) =>
        without(
          left.flatMap((span) => valid.flatMap((held) => common(span, held))),
          limited.filter((seat) => seatReaches(seat, areaId)).flatMap((seat) => seat.valid),
        ),
      ),
    )
  }

  #seats(unitId: string, { role, field, power }: NeededDesk): readonly Seat[] {
    const key = [unitId, role, field, power].join('\u0000')
    const known = this.#found.get(key)
    if (known !== undefined) return known
    const found = (this.#byRole.get(`${unitId} ${role}`) ?? []).filter((seat) =>
      seatDoes(seat, { field, power }),
    )
    this.#found.set(key, found)
    return found
  }
}
