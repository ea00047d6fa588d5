import { type Duration, workingHoursOf } from '../../domain/time/duration.ts'

/** JSON, as definitions and plans are made of. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | { readonly [key: string]: Value }

/** Whether two are the same whatever the order of their keys: a plan that has been through `jsonb` has lost it. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (isList(a) !== isList(b)) return false
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return [...new Set([...left.keys(), ...right.keys()])].every((key) =>
    sameValue(left.get(key), right.get(key)),
  )
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

/** Whether two durations are the same length; no time at all is the same in every unit. */
export function sameDuration(a: Duration, b: Duration): boolean {
  if ('days' in a && 'days' in b) return a.days === b.days
  if ('days' in a) return a.days === 0 && sameDuration({ workingDays: 0 }, b)
  if ('days' in b) return b.days === 0 && sameDuration({ workingDays: 0 }, a)
  return workingHoursOf(a) === workingHoursOf(b)
}
