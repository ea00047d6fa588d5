/** What a reorganisation would do, and whether its units could begin, in a few lines: read before two persons agree. */
import type { Database } from '../db/database.ts'
import { knownReorganisations, reorganisationOf } from '../db/reorganisations/known-reorganisations.ts'
import { previewReorganisation } from '../db/reorganisations/preview/preview.ts'
import { readReadiness } from '../db/territory/units/readiness.ts'
import {
  type ReadinessColour,
  readinessColours,
  readinessOf,
} from '../domain/territory/reorganisation/readiness.ts'
import type { Finding } from '../harness/checker.ts'
import type { Enactable } from '../reorganisations/enactable.ts'

/** @param at its instant, ms */
export async function forecast(
  database: Pick<Database, 'sql'>,
  of: Pick<Enactable, 'id' | 'name' | 'produce' | 'effectiveAt'>,
  at: number,
): Promise<{ line: string; finding: Finding }> {
  const { totals, desks, officers, problems } = await previewReorganisation(database, of, {
    ...{ asOfMs: Date.now(), at },
  })
  const { tasks, dossiers, stays, moves, toPlace, noUnit, waiting } = totals
  return {
    line: `${of.id}: of ${tasks} tasks of ${dossiers} dossiers ${stays} stay, ${moves} move, ${toPlace} are to be placed, ${noUnit} have no unit; ${waiting} dossiers wait at no desk; ${desks.length} desks over their load, ${officers.length} officers with other work`,
    finding: {
      invariant: `${of.id} can be done to the rows that stand`,
      checked: tasks,
      violations: [...problems, ...(noUnit === 0 ? [] : [`${noUnit} tasks would have no unit`])],
    },
  }
}

/** The communes that stand at an instant (ms) by colour, and what most of those have that are not green. */
export async function readinessInWords({ sql }: Pick<Database, 'sql'>, asOfMs: number): Promise<string> {
  const found = await readReadiness(sql, { unitId: null, asOfMs })
  const units = found.map(({ facts, answers }) => readinessOf(facts, answers))
  const count = (of: ReadinessColour) => `${units.filter(({ colour }) => colour === of).length} ${of}`
  const reasons = new Map<string, number>()
  for (const { name, colour } of units.flatMap(({ criteria }) => criteria))
    if (colour === 'red') reasons.set(name, (reasons.get(name) ?? 0) + 1)
  const most = [...reasons].sort(([, a], [, b]) => b - a).slice(0, 3)
  const why = most.map(([name, red]) => `${name} (${red})`).join(', ')
  return `${units.length} communes: ${readinessColours.map(count).join(', ')}${why === '' ? '' : `; red mostly for ${why}`}`
}

const dayMs = 86_400_000

/** The hand-over of reception to the branches of the Centre, which nobody has enacted. */
export async function forecastReception(database: Pick<Database, 'sql'>) {
  const of = reorganisationOf(await knownReorganisations(), 'reception-2027-01-01')
  return await forecast(database, of, Math.max(of.effectiveAt, Date.now() + dayMs))
}
