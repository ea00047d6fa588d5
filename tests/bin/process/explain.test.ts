import { readFile } from 'node:fs/promises'
import { describe, expect, test, vi } from 'vitest'
import { SigningKeyError } from '../../../api/server/signing-key.ts'
import { explain, log } from '../../../bin/process/run.ts'
import { VaultError } from '../../../db/identity/identity-vault.ts'
import { DomainError, wrongField } from '../../../domain/errors.ts'
import { OperatorError } from '../../../domain/operator-error.ts'
import { StartUpError } from '../../../domain/start-up-error.ts'
import { DefinitionError } from '../../../procedures/grammar/definition/procedure.ts'
import { RegistryError } from '../../../procedures/registry/registry.ts'

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

  test('points to the page of errors where it has no words of its own', () => {
    expect(said(new DomainError('instantPassed')).stderr).toContain('see instantPassed in docs/errors.md')
  })
})

describe('words written for the person at the terminal are printed', () => {
  test.each([
    new StartUpError({ what: 'It is so.', why: 'It is.', remedy: 'Do it.' }),
    new OperatorError('The role "app" is not in this cluster; create it'),
    new RegistryError('ho-tich/1.000894.ts does not load; mend it or remove it'),
    new DefinitionError('P01', '1.000894', 'no step has a desk', 'Give it one'),
    new SigningKeyError('api.jwk may be read by others; chmod 600 it'),
    new VaultError('IDENTITY_KEYS holds no key'),
  ])('%s', (error) => {
    expect(said(error)).toEqual({ stderr: `\n${error.message}\n`, logged: [] })
  })

  test('with the path of a file that does not exist', async () => {
    const missing = await readFile('/no/such/file.csv').catch((error: unknown) => error)
    expect(said(missing).stderr).toContain('/no/such/file.csv')
  })
})

test('an unexpected error of a command is logged with its class and place, and without its words', () => {
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
