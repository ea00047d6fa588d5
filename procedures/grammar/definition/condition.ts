import type { Field, Form } from './field.ts'

/** A condition on the form, as data. `when` of a step runs once, at load, and records one of these. */
export type Condition =
  | { field: string; is: string | boolean }
  | { field: string; atLeast: number }
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }

type OptionOf<F> = F extends { kind: 'choice'; options: Readonly<Record<infer O, string>> }
  ? O & string
  : never

/** What can be asked of a field of each kind. A field of any other kind cannot be in a condition. */
export type Asked<F> = F extends { kind: 'choice' }
  ? { is(option: OptionOf<F>): Condition }
  : F extends { kind: 'yesNo' }
    ? { is(value: boolean): Condition }
    : F extends { kind: 'count' }
      ? { atLeast(value: number): Condition }
      : never

export type Fields<F extends Form> = { readonly [K in keyof F]: Asked<F[K]> }

export const all = (...conditions: readonly Condition[]): Condition => ({ all: conditions })
export const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions })
export const not = (condition: Condition): Condition => ({ not: condition })

/** The recorder that `when` is called with: it answers every question with data. */
export function fieldsOf<F extends Form>(form: F): Fields<F>
export function fieldsOf(form: Form): unknown {
  const ask = (name: string, field: Field): unknown => {
    if (field.kind === 'choice' || field.kind === 'yesNo')
      return { is: (is: string | boolean) => ({ field: name, is }) }
    if (field.kind === 'count') return { atLeast: (atLeast: number) => ({ field: name, atLeast }) }
    return undefined
  }
  return Object.fromEntries(Object.entries(form).map(([name, field]) => [name, ask(name, field)]))
}

/** Whether the condition holds for what was filed. A field left out makes a plain condition false. */
export function holds(condition: Condition, filed: Readonly<Record<string, unknown>>): boolean {
  if ('all' in condition) return condition.all.every((c) => holds(c, filed))
  if ('any' in condition) return condition.any.some((c) => holds(c, filed))
  if ('not' in condition) return !holds(condition.not, filed)
  const value = filed[condition.field]
  if ('is' in condition) return value === condition.is
  return typeof value === 'number' && value >= condition.atLeast
}

/** Names of the fields that a condition asks about. */
export function fieldsAsked(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsAsked)
  if ('any' in condition) return condition.any.flatMap(fieldsAsked)
  if ('not' in condition) return fieldsAsked(condition.not)
  return [condition.field]
}
