/** What the demo says of the small reorganisation that it enacts, undoes and enacts again. */
import { describe, expect, test } from 'vitest'
import { readReferenceFiles } from '../../db/load/reference-files.ts'
import { asEachStepSays, wardsOfSplit } from '../../demo/offices-split.ts'

const violations = (steps: Parameters<typeof asEachStepSays>[0]) => asEachStepSays(steps).violations

describe('the small reorganisation in the demo', () => {
  test('is in force when it is enacted and enacted again, and not when it is undone', () => {
    expect(violations({ before: 'one', enacted: 'two', undone: 'one', again: 'two' })).toEqual([])
  })

  test.each([
    [{ before: 'one', enacted: 'one', undone: 'one', again: 'one' }, 'enacting it has changed nothing'],
    [
      { before: 'one', enacted: 'two', undone: 'two', again: 'two' },
      'its undo left other offices and mandates than before it',
    ],
    [
      { before: 'one', enacted: 'two', undone: 'one', again: 'one' },
      'enacted again it has made other offices and mandates',
    ],
  ])('is reported otherwise: %o', (steps, violation) => {
    expect(violations(steps)).toEqual([violation])
  })

  test('changes wards of which nothing else is expected that day', async () => {
    const { newCommunes } = await readReferenceFiles()
    const names = wardsOfSplit.map((id) => newCommunes.find(({ code }) => `new:${code}` === id)?.name)
    expect(names).toEqual(['Hoàn Kiếm', 'Ba Đình', 'Cửa Nam'])
  })
})
