import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import type { Procedure } from '../../../procedures/grammar/definition/procedure.ts'
import { byDecree, lawOfFiling } from '../../../procedures/grammar/definition/transition-policy.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import { withoutTransitionPolicy } from '../../../procedures/registry/check-transition-policies.ts'
import { planHash } from '../../../procedures/registry/plan-hash.ts'
import {
  loadDefinitionFiles,
  loadProcedures,
  misplaced,
  overlapping,
  RegistryError,
  registryOf,
} from '../../../procedures/registry/registry.ts'
import { payout } from '../invented/payout.ts'
import { registration } from '../invented/registration.ts'

describe('the procedures of this repository', () => {
  it('load, and a newcomer needs to edit no list', async () => {
    const { procedures } = await loadProcedures()
    expect(procedures.map(({ code }) => code)).toEqual(expect.arrayContaining(['1.000894', '1.010824']))
  })
})

describe('a registry', () => {
  const older = { ...registration, edition: '2024-01-01', until: '2025-06-30' }
  const next = { ...registration, edition: '2027-03-01' }
  const registry = registryOf([next, registration, payout, older])

  it.each([
    ['2023-12-31', undefined],
    ['2024-01-01', older],
    ['2025-06-30', older],
    ['2025-07-01', registration],
    ['2027-02-28', registration],
    ['2027-03-01', next],
  ])('has the edition in force on %s', (date, expected) => {
    expect(registry.inForce(registration.code, date)).toBe(expected)
  })

  it('has none in force where an edition has ended and no other begun', () => {
    expect(registryOf([older]).inForce(older.code, '2025-07-01')).toBeUndefined()
  })

  it('lists the government’s own procedures only for who requests them by name', () => {
    const own = { ...registration, code: '0.000009', field: 'Nội bộ', internal: true } as const
    const both = registryOf([registration, own])
    expect(both.procedures).toEqual([registration])
    expect(both.internal).toEqual([own])
    expect(both.byCode(own.code)).toEqual([])
    expect(both.inForce(own.code, '2026-01-01')).toBeUndefined()
    expect(both.internalInForce(own.code, '2026-01-01')).toBe(own)
    expect(both.internalInForce(registration.code, '2026-01-01')).toBeUndefined()
    expect(both.asReceived(own.code)).toBeUndefined()
    // What a dossier runs is found whatever it is.
    expect(both.edition(own.code, own.edition)).toBe(own)
    expect(both.compiled(own).plan.procedure).toBe(own.code)
  })

  it('keeps all editions of a code, oldest first', () => {
    expect(registry.byCode(registration.code)).toEqual([older, registration, next])
    expect(registry.byCode('0.000000')).toEqual([])
  })

  it('compiles each once', () => {
    const compiled = registry.compiled(payout)
    expect(compiled).toEqual({ plan: planOf(payout), planHash: planHash(planOf(payout)) })
    expect(registry.compiled(payout)).toBe(compiled)
    expect(() => registry.compiled({ ...payout })).toThrow('not of this registry')
  })

  it('refuses one edition twice', () => {
    expect(() => registryOf([payout, { ...payout }])).toThrow('9.000005 2025-07-01 is defined twice')
  })
})

describe('a folder of definitions', () => {
  let dir = ''
  const here = dirname(new URL(import.meta.url).pathname)

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'procedures-'))
  })

  afterEach(() => rm(dir, { recursive: true }))

  async function put(file: string, source: string): Promise<void> {
    await mkdir(dirname(join(dir, file)), { recursive: true })
    await writeFile(join(dir, file), source)
  }

  const copyOf = (name: string, definition: string) =>
    `export { ${name} as default } from '${join(here, '../invented', definition)}'`

  it('is scanned', async () => {
    await put('thu-nghiem/9.000001-dang-ky.ts', copyOf('registration', 'registration.ts'))
    await put('thu-nghiem/9.000005-chi-tra.ts', copyOf('payout', 'payout.ts'))
    const { procedures } = await loadProcedures(dir)
    expect(procedures.map(({ code }) => code)).toEqual(['9.000001', '9.000005'])
  })

  it.each([
    [
      'a definition twice',
      'thu-nghiem/9.000001-dang-ky-lai.ts',
      'defines 9.000001 2025-07-01, which thu-nghiem/9.000001-dang-ky-lai.ts has already',
    ],
    ['a name without its code', 'thu-nghiem/dang-ky-lai.ts', 'Call it 9.000001-<slug>.ts'],
    ['a path that is too long', `thu-nghiem/9.000001-${'dang-ky-'.repeat(12)}lai.ts`, 'Shorten its slug'],
    ['a definition in the folder of another field', 'khac/9.000001-khac.ts', 'Move it to thu-nghiem/'],
  ])('is refused for %s', async (_, file, message) => {
    await put('thu-nghiem/9.000001-dang-ky.ts', copyOf('registration', 'registration.ts'))
    await put(file, copyOf('registration', 'registration.ts'))
    const findings = misplaced(await loadDefinitionFiles(dir)).map(({ what, remedy }) => `${what}. ${remedy}`)
    expect(findings.join('\n')).toContain(message)
    await expect(loadProcedures(dir)).rejects.toThrow(RegistryError)
  })

  it.each([
    ['no definition', 'export const x = 1'],
    ['one not made by procedure()', 'export default { steps: {} }'],
    ['a slip', 'throw new Error("slip")'],
  ])('is refused for a file with %s, which does not hide the others', async (_, source) => {
    await put('thu-nghiem/9.000009-hong.ts', source)
    await put('thu-nghiem/9.000001-dang-ky.ts', copyOf('registration', 'registration.ts'))
    await expect(loadProcedures(dir)).rejects.toThrow('thu-nghiem/9.000009-hong.ts does not load')
    const files = await loadDefinitionFiles(dir)
    expect(files.map(({ loaded }) => 'procedure' in loaded)).toEqual([true, false])
  })
})

describe('editions of one code', () => {
  const file = (name: string, procedure: Procedure) => ({ file: name, loaded: { procedure } })
  const next = { ...registration, edition: '2027-03-01' }

  it('follow each other', () => {
    const ended = { ...registration, until: '2027-02-28' }
    expect(overlapping([file('b.ts', next), file('a.ts', ended), file('c.ts', payout)])).toEqual([])
  })

  it.each([undefined, '2027-03-01'])('do not hold on the same days, as with the end %s', (until) => {
    const held = until === undefined ? registration : { ...registration, until }
    expect(overlapping([file('b.ts', next), file('a.ts', held)])).toEqual([
      expect.objectContaining({ file: 'a.ts', what: 'still holds on 2027-03-01, when b.ts begins' }),
    ])
  })

  const basis = article('118/2025/NĐ-CP', 41)
  const pinned = { ...next, transitionPolicy: byDecree(basis, { moves: { review: 'sign' } }) }

  it('say what becomes of the dossiers of those before', () => {
    expect(
      withoutTransitionPolicy([file('b.ts', pinned), file('a.ts', registration), file('c.ts', payout)]),
    ).toEqual([])
  })

  it.each([
    ['that says nothing', next, 'follows a.ts and does not say what becomes of its dossiers'],
    [
      'that moves whom no edition has',
      { ...next, transitionPolicy: byDecree(basis, { moves: { assess: 'sign' } }) },
      'moves dossiers from assess, a step that no edition before it has',
    ],
  ])('are reported where one follows %s', (_, follower, what) => {
    expect(withoutTransitionPolicy([file('b.ts', follower), file('a.ts', registration)])).toEqual([
      expect.objectContaining({ file: 'b.ts', what }),
    ])
  })

  it('are reported where one says that and follows none', () => {
    const alone = { ...next, transitionPolicy: lawOfFiling(basis) }
    expect(withoutTransitionPolicy([file('b.ts', alone)])).toEqual([
      expect.objectContaining({ what: 'says what becomes of older dossiers, and follows no edition' }),
    ])
  })
})
