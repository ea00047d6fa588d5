import { addDurations, type Duration } from '../../../domain/time/duration.ts'
import type { Condition } from '../definition/condition.ts'
import type { Field, FiledForm, Form } from '../definition/field.ts'
import { type Plan, skippedSteps, stepsInOrder } from './plan.ts'

/** A way through the steps without a step back, and what a form must say to take it. */
export interface ForwardPath {
  steps: readonly string[]
  given: FiledForm
}

/** Beyond this a definition is past checking, and past reading. */
const mostCases = 4096

/** Every way forward that a form can lead to, each once; null if the conditions are too many to go through. */
export function forwardPaths(form: Form, plan: Plan): readonly ForwardPath[] | null {
  const cases = distinctForms(form, plan)
  if (cases === null) return null
  const order = stepsInOrder(plan)
  const paths = new Map<string, ForwardPath>()
  for (const given of cases) {
    const skips = skippedSteps(plan, given)
    const steps = order.filter((id) => !skips.includes(id))
    if (!paths.has(steps.join(' '))) paths.set(steps.join(' '), { steps, given })
  }
  return [...paths.values()]
}

/** The shares of the steps of a way together. @throws RangeError if it mixes calendar days and working time */
export function timeOn(plan: Plan, { steps }: Pick<ForwardPath, 'steps'>): Duration {
  const times = steps.flatMap((id) => {
    const step = plan.steps[id]
    return step === undefined || step.within === null || step.pausesClock ? [] : [step.within]
  })
  const [first, ...rest] = times
  return first === undefined ? { workingDays: 0 } : addDurations(first, ...rest)
}

/** Forms that answer the conditions of a plan in every possible way. */
function distinctForms(form: Form, plan: Plan): readonly FiledForm[] | null {
  const conditions = Object.values(plan.steps).flatMap(({ when }) => (when === null ? [] : plainIn(when)))
  let cases: readonly FiledForm[] = [{}]
  for (const name of new Set(conditions.map(({ field }) => field))) {
    const field = form[name]
    if (field === undefined) continue
    const thresholds = conditions.flatMap((c) => (c.field === name && 'atLeast' in c ? [c.atLeast] : []))
    const values = valuesOf(field, thresholds)
    const leftOut = field.optional ? cases : []
    cases = [...leftOut, ...cases.flatMap((filed) => values.map((value) => ({ ...filed, [name]: value })))]
    if (cases.length > mostCases) return null
  }
  return cases
}

function valuesOf(field: Field, thresholds: readonly number[]): readonly (string | number | boolean)[] {
  if (field.kind === 'choice') return Object.keys(field.options)
  if (field.kind === 'yesNo') return [true, false]
  if (field.kind !== 'count') return []
  const around = thresholds.flatMap((threshold) => [Math.ceil(threshold) - 1, Math.ceil(threshold)])
  return [...new Set(around.map((value) => Math.min(field.most, Math.max(field.least, value))))]
}

type Plain = Extract<Condition, { field: string }>

function plainIn(condition: Condition): readonly Plain[] {
  if ('all' in condition) return condition.all.flatMap(plainIn)
  if ('any' in condition) return condition.any.flatMap(plainIn)
  if ('not' in condition) return plainIn(condition.not)
  return [condition]
}
