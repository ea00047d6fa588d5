/** Names that a reorganisation does not tell apart: one unit is responsible before it, one after it, and the same officers do it. Pure. */
import { roleNames, tiers } from '../../domain/dossier/dossier.ts'
import type { Matter } from '../../domain/territory/matter.ts'
import { holdsAt } from '../../domain/territory/span.ts'
import type { RuleScope } from '../../domain/territory/unit.ts'
import { seatsOf } from '../checks/seats.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'

/** The rows of one side, at its instant in ms. */
export interface Side {
  rows: ReferenceRows
  at: number
}

/** A task by the classes of its names; power, tier and role are as they are. */
export interface TaskClass extends Pick<Matter, 'power' | 'tier'> {
  role: string
  area: number
  procedure: number
  field: number
}

/** Numbers by name. A name without one is of the class `unnamed`, as most are: nothing that the rows say is about it. */
export type ClassNumbers = Readonly<Record<string, number>>
export const unnamed = 0

/**
 * A million open tasks have hundreds of thousands of matters, and some thousand groups by these classes: as many as the rows tell apart,
 * however much is open.
 */
export interface TaskClasses {
  /** By `<tier> <area>`: for some tiers it does not matter where a task lies. */
  areas: ClassNumbers
  /** By `<tier> <procedure>`. */
  procedures: ClassNumbers
  /** By `<tier> <role> <field>`: only of some roles officers are limited to fields. */
  fields: ClassNumbers
  /** A matter that stands for all of a class. */
  like(of: TaskClass): Matter
}

export function taskClasses(sides: readonly Side[]): TaskClasses {
  const inForce = sides.map(rowsInForce)
  const [areas, procedures, fields] = [new Classes(), new Classes(), new Classes()]
  const reached = new Classes().add('', aboutReach(inForce))
  for (const tier of tiers) {
    const ofAreas = aboutAreas(inForce, tier)
    for (const [areaId, number] of reached) ofAreas.add(areaId, `reached ${number}`)
    areas.add(tier, ofAreas)
    procedures.add(tier, aboutNames(inForce, 'procedure', tier))
    for (const role of roleNames) {
      const about = aboutNames(inForce, 'field', tier)
      noteLimits(about, inForce, role)
      fields.add(`${tier} ${role}`, about)
    }
  }
  return {
    areas: areas.numbers(),
    procedures: procedures.numbers(),
    fields: fields.numbers(),
    like: ({ area, procedure, field, power, tier, role }) => ({
      ...{ areaId: areas.first(tier, area), procedureCode: procedures.first(tier, procedure) },
      ...{ field: fields.first(`${tier} ${role}`, field), power, tier },
    }),
  }
}

type InForce = ReturnType<typeof rowsInForce>

function rowsInForce({ rows, at }: Side) {
  return {
    jurisdiction: rows.jurisdiction.filter(({ valid }) => holdsAt(valid, at)),
    competence: rows.competence.filter(({ valid }) => holdsAt(valid, at)),
    custody: rows.custody.filter(({ valid }) => holdsAt(valid, at)),
    seats: seatsOf(rows).filter(({ valid }) => holdsAt(valid, at)),
  }
}

/** What the rows say about each name: names of which they say the same are one class. */
class Notes {
  readonly #notes = new Map<string, string[]>()

  add(name: string, note: string): void {
    const notes = this.#notes.get(name)
    if (notes === undefined) this.#notes.set(name, [note])
    else notes.push(note)
  }

  signatures(): readonly [name: string, signature: string][] {
    return [...this.#notes].map(([name, notes]) => [name, notes.sort().join('\n')])
  }
}

/** Classes of names, numbered apart in each scope. */
class Classes {
  readonly #numbers: [string, number][] = []
  /** The first of each class, by its number. */
  readonly #first = new Map<string, string[]>()

  /** @returns the number of each name */
  add(scope: string, about: Notes): readonly [name: string, number: number][] {
    const known = new Map<string, number>()
    const first = ['']
    const numbers = about.signatures().map(([name, signature]): [string, number] => {
      const number = known.get(signature) ?? first.push(name) - 1
      known.set(signature, number)
      return [name, number]
    })
    for (const [name, number] of numbers) this.#numbers.push([`${scope} ${name}`, number])
    this.#first.set(scope, first)
    return numbers
  }

  numbers(): ClassNumbers {
    return Object.fromEntries(this.#numbers)
  }

  /** A name of the class; that of `unnamed` is in no row. */
  first(scope: string, number: number): string {
    const found = this.#first.get(scope)?.[number]
    if (found === undefined) throw new RangeError(`there is no class ${number} of ${scope}`)
    return found
  }
}

/** Which mandates name an area; one with a rule of custody of its own is like no other. */
function aboutReach(sides: readonly InForce[]): Notes {
  const about = new Notes()
  for (const [i, { custody, seats }] of sides.entries()) {
    for (const { id, areas } of seats) for (const areaId of areas ?? []) about.add(areaId, `${i} ${id}`)
    for (const { areaId } of custody) if (areaId !== null) about.add(areaId, `only ${areaId}`)
  }
  return about
}

/** Who holds an area for each layer that has powers of the tier. */
function aboutAreas(sides: readonly InForce[], tier: string): Notes {
  const about = new Notes()
  for (const [i, { jurisdiction, competence }] of sides.entries()) {
    const byArea = competence.filter((row) => row.tier === tier && row.unitId === null)
    const layers = new Set(byArea.map(({ heldBy }) => heldBy))
    for (const { areaId, tier: layer, unitId, custodian } of jurisdiction) {
      if (layers.has(layer)) about.add(areaId, `${i} ${layer} ${unitId} ${custodian}`)
    }
  }
  return about
}

/** What is competent for a procedure or a field, and who keeps it where. */
function aboutNames(sides: readonly InForce[], scope: RuleScope, tier: string): Notes {
  const about = new Notes()
  for (const [i, { competence, custody }] of sides.entries()) {
    for (const row of competence) {
      if (row.scope === scope && row.tier === tier)
        about.add(row.subject, `${i} ${row.power} ${row.heldBy} ${row.unitId}`)
    }
    for (const row of custody) {
      if (row.scope === scope) about.add(row.subject, `${i} kept ${row.areaId} ${row.unitId}`)
    }
  }
  return about
}

/** In which lists of fields, of mandates and offices, each field is: those of the same are done by the same officers. */
function noteLimits(about: Notes, sides: readonly InForce[], role: string): void {
  const lists = new Map<string, readonly string[]>()
  for (const seat of sides.flatMap(({ seats }) => seats)) {
    if (seat.role !== role) continue
    for (const list of [seat.fields, seat.officeFields]) {
      if (list !== null) lists.set(JSON.stringify(list), list)
    }
  }
  for (const [i, list] of [...lists.values()].entries())
    for (const field of new Set(list)) about.add(field, `in ${i}`)
}
