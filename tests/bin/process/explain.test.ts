import { describe, expect, test, vi } from 'vitest'
import { explain, log } from '../../../bin/process/run.ts'
import { DomainError, wrongField } from '../../../domain/errors.ts'

function said(error: unknown): { stderr: string; logged: readonly unknown[] } {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const logged = vi.spyOn(log, 'fatal').mockReturnValue()
  explain(error)
  const [said, entries] = [stderr.mock.calls.join(''), logged.mock.calls.map(([fields]) => fields)]
  vi.restoreAllMocks()
  return { stderr: said, logged: entries }
}

describe('a refusal of a command', () => {
  test('says what happened, why and what to do, without a log entry and a stack', () => {
    const { stderr, logged } = said(
      new DomainError('reorganisationStatus', { hint: 'Its status is declared.' }),
    )
    expect(stderr).toBe(
      '\nThe reorganisation is not where this may be done (reorganisationStatus).\n  Why: Its status is declared.\n' +
        '  What to do: Read GET /reorganisations/:id, or `npm run reorganisation -- show ID`: it says what may be done next.\n',
    )
    expect(logged).toEqual([])
  })

  test('names the field that is wrong', () => {
    expect(said(wrongField('/form/rowsHash', 'is not that of the rows')).stderr).toContain(
      '  Why: /form/rowsHash is not that of the rows.\n',
    )
  })

  test('without more to say, it points to the page of errors', () => {
    expect(said(new DomainError('instantPassed')).stderr).toContain('see instantPassed in docs/errors.md')
  })
})

test('what nobody expected is logged with its class and place, and without what it says', () => {
  const unexpected = said(new TypeError('invalid input: 001099000001'))
  expect(unexpected).toMatchObject({
    stderr: '',
    logged: [
      {
        failure: {
          name: 'TypeError',
          at: expect.arrayContaining([expect.stringMatching(/explain\.test\.ts:\d+/)]),
        },
      },
    ],
  })
  expect(JSON.stringify(unexpected)).not.toContain('001099000001')
  expect(said(new DomainError('internal')).logged).toMatchObject([{ failure: { code: 'internal' } }])
})
