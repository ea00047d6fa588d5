import { describe, expect, test } from 'vitest'
import { errorPlace, errorTrace } from '../../domain/error-trace.ts'
import { DomainError } from '../../domain/errors.ts'

const secret = 'Nguyễn Văn An 001099000001'

describe('the trace of an error', () => {
  test('names its class, its code and the line that threw it', () => {
    const trace = errorTrace(Object.assign(new TypeError('no'), { code: '42P01' }))
    expect(trace).toMatchObject({ name: 'TypeError', code: '42P01' })
    expect(trace.at[0]).toMatch(/error-trace\.test\.ts:\d+:\d+/)
  })

  test('takes the code of the closed set and of gRPC, and follows the causes', () => {
    const cause = Object.assign(new Error('14 UNAVAILABLE'), { code: 14 })
    expect(errorTrace(new DomainError('engineUnavailable', {}, { cause }))).toMatchObject({
      name: 'DomainError',
      code: 'engineUnavailable',
      cause: { name: 'Error', code: 14 },
    })
  })

  test.each([
    ['a message', new Error(secret)],
    [
      'a message of several lines that look like frames',
      new Error(`no\n    at ${secret} (x.ts:1:1)\n    at ${secret}:1:1`),
    ],
    ['the message of a cause', new Error('no', { cause: new Error(secret) })],
    ['a code', Object.assign(new Error('no'), { code: secret })],
    ['a name', Object.assign(new Error('no'), { name: secret })],
    [
      'fields of the driver',
      Object.assign(new Error('no'), { detail: secret, parameters: [secret], query: secret }),
    ],
    ['a thrown text', secret],
    ['a thrown object', { message: secret }],
  ])('never says what stood in %s', (_, thrown) => {
    expect(JSON.stringify(errorTrace(thrown))).not.toContain('001099000001')
  })

  test('ends where the causes form a circle', () => {
    const error = new Error('no')
    error.cause = error
    expect(errorTrace(error)).toMatchObject({ cause: { cause: { cause: { name: 'Error' } } } })
  })
})

describe('the place of an error, in one line', () => {
  const thrown = (stack: string) => Object.assign(new TypeError('no'), { code: '42P01', stack })

  test('is the innermost frame of the project, after class and code', () => {
    const stack = [
      'TypeError: no',
      '    at handle (file:///srv/thong-suot/node_modules/postgres/src/connection.ts:489:6)',
      '    at async start (file:///srv/thong-suot/relay/start-dossiers.ts:41:22)',
      '    at async relay (file:///srv/thong-suot/relay/relay.ts:7:1)',
    ].join('\n')
    expect(errorPlace(thrown(stack))).toBe('TypeError (42P01) at relay/start-dossiers.ts:41')
  })

  test('says no more than the class where no frame is the project’s', () => {
    expect(errorPlace(thrown('TypeError: no\n    at node:internal/timers:543:17'))).toBe('TypeError (42P01)')
    expect(errorPlace(secret)).toBe('string')
  })
})
