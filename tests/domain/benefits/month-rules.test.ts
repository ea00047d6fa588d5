import { describe, expect, test } from 'vitest'
import {
  type FactReason,
  factReasons,
  firstMonthAgain,
  firstMonthOfSurvivors,
  firstMonthWithout,
  lastMonthOfDeceased,
  monthRules,
} from '../../../domain/benefits/month-rules.ts'

describe('the first month without a benefit', () => {
  test.each<[FactReason, string, string]>([
    ['death', '2025-06-01', '2025-07'],
    ['death', '2025-12-31', '2026-01'],
    ['prison', '2025-03-15', '2025-04'],
    ['missing', '2025-03-31', '2025-03'],
    ['illegalExit', '2025-03-31', '2025-03'],
    ['forgerySuspected', '2025-03-10', '2025-04'],
    ['forgeryProven', '2025-05-02', '2025-05'],
    ['hostileActs', '2025-05-02', '2025-05'],
    ['sentencedForLife', '2025-05-02', '2025-06'],
    ['conditionLost', '2025-05-02', '2025-06'],
    ['movedAway', '2025-07-01', '2025-07'],
    ['samePerson', '2025-07-15', '2025-07'],
  ])('for %s of %s is %s', (reason, date, month) => {
    expect(firstMonthWithout(reason, date)).toBe(month)
  })

  test('at a death follows the month of death, which is paid, and is the first of the survivors', () => {
    expect(lastMonthOfDeceased('2025-06-20')).toBe('2025-06')
    expect(firstMonthOfSurvivors('2025-06-20')).toBe(firstMonthWithout('death', '2025-06-20'))
  })

  test('rests on a basis for each reason, and says where the month is assumed', () => {
    expect(Object.keys(monthRules).sort()).toEqual([...factReasons].sort())
    for (const { basis, since } of Object.values(monthRules)) {
      expect(basis).not.toBe('')
      expect(since).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
    expect(factReasons.filter((reason) => !monthRules[reason].assumed).sort()).toEqual([
      'forgeryProven',
      'hostileActs',
      'illegalExit',
      'missing',
    ])
  })

  test.each(['2025-06', '2025-6-1', '2025-13-01', '', '20.6.2025'])(
    'of "%s", which is no date, is refused',
    (date) => {
      expect(() => firstMonthWithout('death', date)).toThrow(RangeError)
    },
  )
})

describe('the first month again', () => {
  test('is that after the release, that after the request, or that of an unfounded suspicion', () => {
    expect(firstMonthAgain({ after: 'prison', releasedOn: '2025-06-30' })).toBe('2025-07')
    expect(firstMonthAgain({ after: 'missing', requestedOn: '2025-12-01' })).toBe('2026-01')
    expect(firstMonthAgain({ after: 'illegalExit', requestedOn: '2025-02-28' })).toBe('2025-03')
    expect(firstMonthAgain({ after: 'forgerySuspected', suspendedFrom: '2025-04' })).toBe('2025-04')
  })
})
