import { expect, test } from 'vitest'
import { all, any, fieldsOf, not } from '../../../../procedures/grammar/definition/condition.ts'
import { choice, count, yesNo } from '../../../../procedures/grammar/definition/field.ts'
import { conditionInWords } from '../../../../procedures/grammar/plan/condition-words.ts'

const form = {
  home: choice('Chỗ ở', { own: 'Của mình', rented: 'Thuê', shelter: 'Cơ sở trợ giúp' }),
  abroad: yesNo('Có yếu tố nước ngoài'),
  children: count('Số con'),
}
const { home, abroad, children } = fieldsOf(form)

test.each([
  [home.is('rented'), 'Chỗ ở: Thuê'],
  [any(home.is('rented'), home.is('shelter')), 'Chỗ ở: Thuê hoặc Cơ sở trợ giúp'],
  [not(home.is('own')), 'Chỗ ở: Thuê hoặc Cơ sở trợ giúp'],
  [not(abroad.is(true)), 'Có yếu tố nước ngoài: không'],
  [all(abroad.is(true), children.atLeast(2)), 'Có yếu tố nước ngoài: có và Số con: từ 2 trở lên'],
  [any(abroad.is(true), home.is('own')), 'Có yếu tố nước ngoài: có hoặc Chỗ ở: Của mình'],
  [not(children.atLeast(2)), 'không phải (Số con: từ 2 trở lên)'],
])('a condition is worded by what has to be answered', (condition, words) => {
  expect(conditionInWords(condition, form)).toBe(words)
})
