import { describe, expect, it } from 'vitest'
import {
  all,
  any,
  type Condition,
  fieldsAsked,
  fieldsOf,
  holds,
  not,
} from '../../../../procedures/grammar/definition/condition.ts'
import { choice, count, text, yesNo } from '../../../../procedures/grammar/definition/field.ts'

const form = {
  use: choice('Mục đích', { home: 'Đất ở', farm: 'Đất nông nghiệp' }),
  built: yesNo('Đã xây'),
  households: count('Số hộ'),
  note: text('Ghi chú'),
}
const fields = fieldsOf(form)

describe('a condition of a step', () => {
  it('is recorded as data, not as a function', () => {
    const condition = all(fields.use.is('home'), not(fields.households.atLeast(3)))
    expect(JSON.parse(JSON.stringify(condition))).toEqual({
      all: [{ field: 'use', is: 'home' }, { not: { field: 'households', atLeast: 3 } }],
    })
  })

  it.each<[string, Condition, Record<string, string | boolean | number>, boolean]>([
    ['a choice', fields.use.is('home'), { use: 'home' }, true],
    ['another choice', fields.use.is('home'), { use: 'farm' }, false],
    ['a field left out', fields.use.is('home'), {}, false],
    ['a field left out, negated', not(fields.use.is('home')), {}, true],
    ['a count at the threshold', fields.households.atLeast(2), { households: 2 }, true],
    ['a count below it', fields.households.atLeast(2), { households: 1 }, false],
    ['a count filed as text', fields.households.atLeast(2), { households: '2' }, false],
    ['no is not nothing', fields.built.is(false), {}, false],
    ['all of none', all(), {}, true],
    ['any of none', any(), {}, false],
    ['any of two', any(fields.built.is(true), fields.use.is('farm')), { use: 'farm' }, true],
    ['all of two', all(fields.built.is(true), fields.use.is('farm')), { use: 'farm' }, false],
  ])('can be on %s', (_, condition, filed, expected) => {
    expect(holds(condition, filed)).toBe(expected)
  })

  it('names every field it asks about', () => {
    expect(fieldsAsked(any(all(fields.use.is('home')), not(fields.built.is(true))))).toEqual(['use', 'built'])
  })

  it('cannot ask about free text', () => {
    expect(fields.note).toBeUndefined()
  })
})
