/** A preview as a page for a terminal. Pure. */
import type { UnitReadiness } from '../../domain/territory/reorganisation/readiness.ts'
import type { Outcome, Preview } from './preview.ts'

export const outcomesInWords: Readonly<Record<Outcome, string>> = {
  stays: 'stays',
  moves: 'moves',
  toPlace: 'with a custodian until it is placed',
  noUnit: 'no unit is responsible',
}

/** How many lines of each list a page has; the whole is in JSON and, list by list, in CSV. */
const shownLines = 20

export function previewAsPage(
  preview: Preview & { problems: readonly string[]; readiness: readonly UnitReadiness[] },
): string {
  const { totals, items, needsPerson, desks, officers, units, waiting, problems, readiness } = preview
  const names = new Map(units.map(({ unitId, name }) => [unitId, name]))
  const named = (unit: string | null) => (unit === null ? 'no unit' : (names.get(unit) ?? unit))
  const waits = new Map<string, number>()
  for (const { waitsFor, dossiers } of waiting) waits.set(waitsFor, (waits.get(waitsFor) ?? 0) + dossiers)
  return [
    ...section('Cannot be done to the rows that stand', problems),
    `${totals.tasks} tasks at desks (${totals.late} late) of ${totals.dossiers} dossiers: ${totals.stays} stay, ${totals.moves} move, ${totals.toPlace} to place, ${totals.noUnit} without a unit`,
    `${totals.waiting} dossiers at no desk${[...waits].map(([whom, dossiers]) => `, ${dossiers} wait for ${whom}`).join('')}`,
    ...section(
      'Moved',
      items
        .filter(({ outcome }) => outcome !== 'stays')
        .map(
          ({ from, to, outcome, procedureCode, step, tasks, late }) =>
            `${tasks} (${late} late)  ${named(from)} → ${named(to)}  ${[procedureCode, step, outcomesInWords[outcome]].filter((word) => word !== null).join(' ')}`,
        ),
    ),
    ...section(
      'Needs a person',
      needsPerson.map(
        ({ reason, unitId, role, procedureCode, tasks }) =>
          `${tasks}  ${reason}  ${named(unitId)} ${role} ${procedureCode}`,
      ),
    ),
    ...section(
      'Desks over their load',
      desks.map(
        ({ unitId, role, tasksBefore, tasksAfter, officersAfter, limit }) =>
          `${tasksAfter} tasks (${tasksBefore} before) for ${officersAfter} officers, limit ${limit.toFixed(1)} each  ${named(unitId)} ${role}`,
      ),
    ),
    ...section(
      'Officers who lose or gain work',
      officers.map(({ officerId, before, after }) => `${before} → ${after}  ${officerId}`),
    ),
    ...section('Units that are not ready', readiness.flatMap(unready)),
    '',
  ].join('\n')
}

function unready({ name, colour, criteria }: UnitReadiness): readonly string[] {
  const reasons = criteria.flatMap((of) => (of.colour === colour && of.why !== null ? [of.why] : []))
  return colour === 'green' ? [] : [`${colour}  ${name}: ${reasons.join('; ')}`]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return []
  const more = lines.length > shownLines ? [`  and ${lines.length - shownLines} more`] : []
  return [title, ...lines.slice(0, shownLines).map((line) => `  ${line}`), ...more]
}
