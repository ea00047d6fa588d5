/** Tasks that a reorganisation does not tell apart: one unit is responsible for all of a class before it, and one after it. Pure. */
import type { Matter } from '../../domain/territory/matter.ts'
import { holdsAt } from '../../domain/territory/span.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'
import { competenceMap } from './responsibility-map.ts'

/** What a task is about, wherever it lies. */
export type Subject = Omit<Matter, 'areaId'>

/** The rows of one side, at its instant in ms. */
export interface Side {
  rows: ReferenceRows
  at: number
}

export interface TaskClasses {
  /** Each area with the number of its class; areas of one class follow one another. */
  areas: readonly { areaId: string; class: number }[]
  subjects: readonly (Subject & { class: number })[]
  /** A matter that stands for all of two classes. */
  like(areaClass: number, subjectClass: number): Matter
}

/** A million open tasks have hundreds of thousands of matters, and some thousand pairs of these classes. */
export function taskClasses(
  sides: readonly Side[],
  open: { areas: readonly string[]; subjects: readonly Subject[] },
): TaskClasses {
  const areas = classified(open.areas, areaSignature(sides))
  const subjects = classified(open.subjects, subjectSignature(sides))
  return {
    areas: areas.members
      .map(({ member, number }) => ({ areaId: member, class: number }))
      .sort((a, b) => a.class - b.class),
    subjects: subjects.members.map(({ member, number }) => ({ ...member, class: number })),
    like(areaClass, subjectClass) {
      const [areaId, subject] = [areas.first[areaClass], subjects.first[subjectClass]]
      if (areaId === undefined || subject === undefined) {
        throw new RangeError(`there are no classes ${areaClass} and ${subjectClass}`)
      }
      return { areaId, ...subject }
    },
  }
}

interface Classified<T> {
  members: readonly { member: T; number: number }[]
  /** The first of each class, by its number. */
  first: readonly T[]
}

function classified<T>(members: readonly T[], signature: (member: T) => string): Classified<T> {
  const numbers = new Map<string, number>()
  const first: T[] = []
  const numbered = members.map((member) => {
    const key = signature(member)
    const known = numbers.get(key)
    if (known !== undefined) return { member, number: known }
    numbers.set(key, first.length)
    first.push(member)
    return { member, number: first.length - 1 }
  })
  return { members: numbered, first }
}

/** Who holds it for each layer, and whose mandates name it; an area with a rule of custody of its own is like no other. */
function areaSignature(sides: readonly Side[]): (areaId: string) => string {
  const held = new Map<string, string[]>()
  const note = (areaId: string, what: string) => held.set(areaId, [...(held.get(areaId) ?? []), what])
  for (const [i, { rows, at }] of sides.entries()) {
    for (const { areaId, tier, unitId, custodian, valid } of rows.jurisdiction) {
      if (holdsAt(valid, at)) note(areaId, `${i} ${tier} ${unitId} ${custodian}`)
    }
    for (const { id, areas, valid } of rows.mandate) {
      if (areas !== null && holdsAt(valid, at)) for (const areaId of areas) note(areaId, `${i} ${id}`)
    }
    for (const { areaId, valid } of rows.custody) {
      if (areaId !== null && holdsAt(valid, at)) note(areaId, `only ${areaId}`)
    }
  }
  return (areaId) => (held.get(areaId) ?? []).sort().join('\n')
}

/** What is competent for it, and which rules of custody may be about it. */
function subjectSignature(sides: readonly Side[]): (subject: Subject) => string {
  const competence = sides.map(({ rows, at }) => competenceMap(rows, at))
  const kept = sides.map(({ rows, at }) => {
    const rules = rows.custody.filter(({ valid }) => holdsAt(valid, at))
    return new Set(rules.map(({ scope, subject }) => `${scope} ${subject}`))
  })
  return (subject) =>
    JSON.stringify([
      competence.map((named) => {
        const row = named(subject)
        return row === undefined ? null : [row.unitId, row.heldBy]
      }),
      kept.map((rules) =>
        [`procedure ${subject.procedureCode}`, `field ${subject.field}`].filter((rule) => rules.has(rule)),
      ),
    ])
}
