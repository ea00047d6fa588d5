/**
 * The small reorganisation that comes with the project: a ward splits an office, another shares a specialist with its neighbour. It is enacted, undone and
 * enacted again at instants of today; its file declares 1 January 2027.
 */
import { knownReorganisations, reorganisationOf } from '../db/reorganisations/known-reorganisations.ts'
import { readReferenceRows } from '../db/reorganisations/rows/reference-rows.ts'
import { holdsAt } from '../domain/territory/span.ts'
import type { Finding } from '../harness/checker.ts'
import type { City } from './city.ts'
import { EnactedToday } from './enacted-today.ts'

/** Hoàn Kiếm, Ba Đình and Cửa Nam, whose desks it changes: nothing is filed there today, as the day expects who decides what. */
export const wardsOfSplit: readonly string[] = ['new:00070', 'new:00004', 'new:00082']

export class OfficesSplit {
  readonly #enacted: EnactedToday
  /** What its preview and the rows in force after each step say. */
  readonly findings: Finding[] = []

  private constructor(
    private readonly world: { city: City; say: (line: string) => void },
    of: EnactedToday['of'],
  ) {
    this.#enacted = new EnactedToday(world, of)
  }

  static async open(world: OfficesSplit['world']): Promise<OfficesSplit> {
    return new OfficesSplit(world, reorganisationOf(await knownReorganisations(), 'offices-2027-01-01'))
  }

  async enactUndoRedo(): Promise<void> {
    const { say } = this.world
    this.findings.push(await this.#enacted.preview())
    const before = await this.#inForce()
    await this.#enacted.enact()
    const enacted = await this.#inForce()
    say('A ward has split its office in two, and another shares a specialist with its neighbour')
    await this.#enacted.undo()
    const undone = await this.#inForce()
    say('Undone: the office is one again')
    await this.#enacted.enact()
    const again = await this.#inForce()
    say('And enacted again')
    this.findings.push(asEachStepSays({ before, enacted, undone, again }))
  }

  /** Offices of these wards and who works in which. */
  async #inForce(): Promise<string> {
    const { office, mandate } = await readReferenceRows(this.world.city.database.sql)
    const now = Date.now()
    return [
      ...office.map((row) => ({ ...row, what: row.id })),
      ...mandate.map((row) => ({ ...row, what: `${row.officerId} ${row.role} ${row.officeId}` })),
    ]
      .filter(({ unitId, valid }) => wardsOfSplit.includes(unitId) && holdsAt(valid, now))
      .map(({ unitId, what }) => `${unitId} ${what}`)
      .sort()
      .join('\n')
  }
}

/** @param steps what was in force before and after each */
export function asEachStepSays(steps: Record<'before' | 'enacted' | 'undone' | 'again', string>): Finding {
  const { before, enacted, undone, again } = steps
  return {
    invariant:
      'the small reorganisation is in force when it is enacted, and what was before it when it is undone',
    checked: 3,
    violations: [
      ...(enacted === before ? ['enacting it has changed nothing'] : []),
      ...(undone === before ? [] : ['its undo left other offices and mandates than before it']),
      ...(again === enacted ? [] : ['enacted again it has made other offices and mandates']),
    ],
  }
}
