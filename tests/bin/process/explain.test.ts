import { describe, expect, test, vi } from 'vitest'
import { explain, log } from '../../../bin/process/run.ts'
import { DomainError, wrongField } from '../../../domain/errors.ts'

function said(error: unknown): { stderr: string; logged: number } {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const logged = vi.spyOn(log, 'fatal').mockReturnValue()
  explain(error)
  const [said, entries] = [stderr.mock.calls.join(''), logged.mock.calls.length]
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
    expect(logged).toBe(0)
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

test('what nobody expected keeps its log entry', () => {
  expect(said(new TypeError('unexpected'))).toEqual({ stderr: '', logged: 1 })
  expect(said(new DomainError('internal')).logged).toBe(1)
})
