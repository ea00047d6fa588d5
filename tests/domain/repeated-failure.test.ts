import { expect, test } from 'vitest'
import { RepeatedFailure } from '../../domain/repeated-failure.ts'

test('of something that is tried again and again the log hears once that it fails, and once that it works again', () => {
  const said: { fields: object; message: string }[] = []
  const failure = new RepeatedFailure(
    { warn: (fields, message) => void said.push({ fields, message }) },
    'listening to PostgreSQL',
  )
  failure.succeeded()
  for (let n = 0; n < 3; n += 1)
    failure.failed(Object.assign(new RangeError('Nguyễn Thị Hồng Thắm'), { code: '57P01' }))
  failure.succeeded()
  failure.succeeded()
  failure.failed(new TypeError('x'))
  expect(said.map(({ message }) => message)).toEqual([
    'listening to PostgreSQL fails, and is tried again',
    'listening to PostgreSQL works again',
    'listening to PostgreSQL fails, and is tried again',
  ])
  expect(said[0]?.fields).toMatchObject({ failure: { name: 'RangeError', code: '57P01' } })
  expect(JSON.stringify(said)).not.toContain('Nguyễn')
})
