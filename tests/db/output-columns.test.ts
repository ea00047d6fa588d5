import { describe, expect, test } from 'vitest'
import {
  isBehindOuterJoin,
  isLiteralNull,
  isNeverNull,
  outputColumns,
  partIn,
  strictOn,
} from './statements/output-columns.ts'

const expressions = (text: string) => outputColumns(text).map(({ expression }) => expression)

describe('the columns that a statement gives', () => {
  test('are those of its outermost select', () => {
    expect(
      expressions(
        `with a as (select 1 as x, 2 from b) select a.x, lower(a.y, ',') as "from", (select 1 from c) as z from a`,
      ),
    ).toEqual(['a.x', "lower(a.y, ',')", '(select 1 from c)'])
  })

  test('are those it returns where it writes', () => {
    expect(expressions('update t set a = 1, b = 2 where c returning t.id, d as e')).toEqual(['t.id', 'd'])
  })

  test('are not read from a union', () => {
    expect(expressions('select a from b union select c from d')).toEqual([])
  })
})

test('an expression that gives a value whatever its operands are is never null', () => {
  const never = [
    'count(*)::int',
    'exists (select 1)',
    `coalesce(a.b, 0)`,
    'a.b is not null',
    `'x'::text`,
    'array(select a)',
  ]
  expect(never.filter((expression) => !isNeverNull(expression))).toEqual([])
  const perhaps = ['sum(a)', 'coalesce(a, b)', 'a.b', 'max(a) is null or b', 'case when a then 1 end', '$1']
  expect(perhaps.filter(isNeverNull)).toEqual([])
})

test('an instant, a cast and a comparison with a literal are null only as their column is', () => {
  expect(['epoch_ms(t.due_at)', 'amount::text', `d.status = 'closed'`].map(strictOn)).toEqual([
    't.due_at',
    'amount',
    'd.status',
  ])
  expect(['epoch_ms(coalesce(a, b))', 'a + b', `a = 'x' or b`].map(strictOn)).toEqual([null, null, null])
})

test('a part of a statement is the row of another as jsonb', () => {
  const inner = 'select t.id from task t where (t.x = $1)'
  expect(partIn(`(select to_jsonb(r) from (${inner}) r)`)).toBe(inner)
  const others = [
    inner,
    '(select to_jsonb(r) from task r)',
    '(select to_jsonb(r.x) from (select 1 as x) r)',
    'null::jsonb',
  ]
  expect(others.map(partIn)).toEqual(others.map(() => null))
  expect(['null', 'null::jsonb', 'null::text[]', 'nullif(a, b)'].map(isLiteralNull)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

describe('a column may be null because an outer join found no row', () => {
  const behind = (text: string, reference: string | null, table: string) =>
    isBehindOuterJoin(text, reference, table)

  test('where its table is joined so, or all that follows', () => {
    expect(behind('select u.id from task t left join unit u on u.id = t.x', 'u.id', 'unit')).toBe(true)
    expect(behind('select t.id from task t left join unit u on u.id = t.x', 't.id', 'task')).toBe(false)
    expect(behind('select t.id from task t right join unit u on u.id = t.x', 't.id', 'task')).toBe(true)
  })

  test('where it comes through a query behind such a join', () => {
    const text = 'select r.id from task t left join lateral (select id from unit) r on true'
    expect(behind(text, 'r.id', 'unit')).toBe(true)
  })

  test('where it comes through a query that has such a join', () => {
    const text = 'select a.id from (select u.id from task t left join unit u on true) a'
    expect(behind(text, 'a.id', 'unit')).toBe(true)
    expect(
      behind('with k as (select id from unit) select k.id from t left join k on true', 'k.id', 'unit'),
    ).toBe(true)
  })
})
