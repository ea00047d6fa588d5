import { channels } from '../../../domain/dossier/dossier.ts'
import { cite } from '../definition/basis.ts'
import type { Field } from '../definition/field.ts'
import type { PaperRequirement, Procedure } from '../definition/procedure.ts'
import { planOf } from '../plan/compile-plan.ts'
import { type Plan, type PlanStep, type Route, stepsInOrder } from '../plan/plan.ts'
import { sameValue, type Value } from '../same-value.ts'

/** One thing that a newer edition says otherwise than an older one. */
export interface Change {
  about: 'procedure' | 'basis' | 'time' | 'fee' | 'paper' | 'field' | 'step' | 'way'
  /** Which one: id of a paper, field or step, `step:outcome` of a way, channel of a fee, the basis as it is cited. */
  of: string
  /** Its Vietnamese name, in the newer edition where it is there; null where it has none. */
  name: string | null
  /** `moved` is a step that comes after another one than before, `name` one that is called otherwise. */
  what: 'added' | 'removed' | 'moved' | (string & {})
  /** What it said and says, null where it said nothing; of `moved` the step before it. */
  from: Value
  to: Value
}

/** A step is identified by its id: a step under another id is one removed and one added. */
export function compareEditions(older: Procedure, newer: Procedure): readonly Change[] {
  const [was, is] = [planOf(older), planOf(newer)]
  return [
    ...compare('procedure', whole(older), whole(newer)),
    ...compare('basis', basisOf(older), basisOf(newer)),
    ...compare('time', timesIn(older), timesIn(newer)),
    ...compare('fee', feesIn(older), feesIn(newer)),
    ...compare('paper', each(older.papers, paperSays), each(newer.papers, paperSays)),
    ...compare('field', each(older.form, fieldSays), each(newer.form, fieldSays)),
    ...compare('step', each(was.steps, stepSays), each(is.steps, stepSays)),
    ...moved(was, is),
    // The name of a step is part of the step.
    ...compare('way', waysIn(was, is), waysIn(is, was)).filter(({ what }) => what !== 'name'),
  ]
}

/** What one thing says, property by property; `name` is what people call it. */
type Says = Readonly<Record<string, Value>>

function compare(
  about: Change['about'],
  older: Readonly<Record<string, Says>>,
  newer: Readonly<Record<string, Says>>,
): readonly Change[] {
  return [...new Set([...Object.keys(older), ...Object.keys(newer)])].flatMap((of): readonly Change[] => {
    const [was, is] = [older[of], newer[of]]
    const name = is?.name ?? was?.name
    const change = { about, of, name: typeof name === 'string' ? name : null }
    if (was === undefined) return [{ ...change, what: 'added', from: null, to: is ?? null }]
    if (is === undefined) return [{ ...change, what: 'removed', from: was, to: null }]
    return Object.keys({ ...was, ...is })
      .filter((what) => !sameValue(was[what], is[what]))
      .map((what) => ({ ...change, what, from: was[what] ?? null, to: is[what] ?? null }))
  })
}

const each = <T>(record: Readonly<Record<string, T>>, says: (one: T) => Says): Record<string, Says> =>
  Object.fromEntries(Object.entries(record).map(([id, one]) => [id, says(one)]))

const whole = ({ name, field, connecting }: Procedure) => ({ procedure: { name, field, connecting } })

const basisOf = ({ basis }: Procedure): Record<string, Says> =>
  Object.fromEntries(basis.map((one) => [cite(one), {}]))

const timesIn = ({ total, sameDay, supplementWithin, timeGroup }: Procedure): Record<string, Says> => ({
  time: { total, sameDay: sameDay && cite(sameDay), supplementWithin, timeGroup },
})

const feesIn = ({ feeDong }: Procedure): Record<string, Says> =>
  Object.fromEntries(channels.map((channel) => [channel, { dong: feeDong[channel] }]))

const paperSays = ({ name, originals = 0, copies = 0, replacedBy, sometimes }: PaperRequirement): Says => ({
  ...{ name, originals, copies, replacedBy, sometimes: sometimes === true },
})

const fieldSays = ({ label, ...says }: Field): Says => ({ name: label, ...says })

/** What a step says of itself, but for the ways that lead from it. */
export const stepSays = (step: PlanStep): Says => ({
  name: step.name,
  kind: step.kind,
  desks: step.desks.map(({ body, role, tier }) => ({ body, role, tier })),
  within: step.within,
  when: step.when,
  onDue: step.onDue,
  notBy: step.notBy,
  longer: step.longer,
  does: step.does,
})

/** Routes from the steps that both plans have: a removed step removes its route too, which is reported once. */
function waysIn(plan: Plan, other: Plan): Record<string, Says> {
  return Object.fromEntries(
    Object.entries(plan.steps)
      .filter(([id]) => other.steps[id] !== undefined)
      .flatMap(([id, step]) =>
        Object.entries(waysOf(step)).map(([outcome, to]) => [
          `${id}:${outcome}`,
          { name: step.name, leadsTo: to },
        ]),
      ),
  )
}

/** Where each outcome leads: `onward`, a step, an ending, `supplement`, or its own `desk`. */
export function waysOf({ routes, next }: PlanStep): Readonly<Record<string, string>> {
  const onward = targetOf(next)
  return Object.fromEntries(
    Object.entries(routes).map(([outcome, route]) => {
      const to = targetOf(route)
      return [outcome, to === onward ? 'onward' : to]
    }),
  )
}

function targetOf(route: Route): string {
  if ('to' in route) return route.to
  return 'ends' in route ? route.ends : route.asks
}

/** The fewest steps of both plans that would have to be moved to make one order the other. */
function moved(older: Plan, newer: Plan): readonly Change[] {
  const [was, is] = [stepsInOrder(older), stepsInOrder(newer)]
  const kept = longestRising(is.map((id) => was.indexOf(id)).filter((at) => at >= 0))
  return is
    .filter((id) => was.includes(id) && !kept.has(was.indexOf(id)))
    .map((id) => ({
      ...{ about: 'step' as const, of: id, name: newer.steps[id]?.name ?? null, what: 'moved' },
      from: was[was.indexOf(id) - 1] ?? null,
      to: is[is.indexOf(id) - 1] ?? null,
    }))
}

function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const ending: (readonly number[])[] = []
  for (const number of numbers) {
    const before = ending.filter((run) => (run.at(-1) ?? -1) < number)
    ending.push([...longest(before), number])
  }
  return new Set(longest(ending))
}

const longest = (runs: readonly (readonly number[])[]): readonly number[] =>
  runs.reduce((most, run) => (run.length > most.length ? run : most), [])
