import { describe, expect, test } from 'vitest'
import type { ReorganisationStep } from '../../domain/territory/reorganisation/reorganisation-step.ts'
import { armedStatusOf, type Step, stepsOfDossier } from '../../reorganisations/enactment.ts'

const T = 1_000

const step = (kind: ReorganisationStep, given: Partial<Step> = {}): Step => ({
  ...{
    id: 1,
    run: 1,
    kind,
    actorId: 'an',
    basis: null,
    validAt: 0,
    base: null,
    rowsHash: null,
    change: null,
  },
  ...{ effectiveAt: T, ...given },
})
const armed = [step('proposed'), step('approved'), step('armed')]

describe('an armed reorganisation', () => {
  test('is to come until its instant, and effective from then on', () => {
    expect(armedStatusOf(armed, T - 1)).toEqual({ status: 'toCome', effectiveAt: T })
    expect(armedStatusOf(armed, T)).toEqual({ status: 'effective', effectiveAt: T })
  })

  test('has the instant that it was postponed to, once the second person has confirmed it', () => {
    const asked = [...armed, step('postponementAsked', { effectiveAt: 2 * T })]
    expect(armedStatusOf(asked, T)).toEqual({ status: 'effective', effectiveAt: T })
    const postponed = [...asked, step('postponed', { effectiveAt: 2 * T })]
    expect(armedStatusOf(postponed, T)).toEqual({ status: 'toCome', effectiveAt: 2 * T })
  })

  test('is called off, undone or certified from that step on', () => {
    expect(armedStatusOf([...armed, step('calledOff')], 0).status).toBe('calledOff')
    expect(armedStatusOf([...armed, step('certified')], T).status).toBe('certified')
    expect(armedStatusOf([...armed, step('undone', { effectiveAt: 3 * T })], 2 * T).status).toBe('undone')
  })

  test('stays certified where it is undone later', () => {
    const undone = [...armed, step('certified'), step('undone', { effectiveAt: 3 * T })]
    expect(armedStatusOf(undone, 4 * T).status).toBe('certified')
  })

  test('is one that was armed: of a proposal nothing can be said', () => {
    expect(() => armedStatusOf([step('proposed')], T)).toThrow('never armed')
  })
})

describe('the steps behind a dossier', () => {
  const of = (dossierId: string | null, run: number) => ({ ...step('armed', { run }), dossierId })

  test('are those of the run that names it, also when it was armed again by another dossier', () => {
    const steps = [of('a', 1), of(null, 1), of('b', 2)]
    expect(stepsOfDossier(steps, 'a')).toEqual(steps.slice(0, 2))
    expect(stepsOfDossier(steps, 'b')).toEqual(steps.slice(2))
  })

  test('are those of the last run where none names it: the same two armed it by command', () => {
    const steps = [of('a', 1), of(null, 2)]
    expect(stepsOfDossier(steps, 'c')).toEqual(steps.slice(1))
  })
})
