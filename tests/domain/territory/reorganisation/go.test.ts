import { describe, expect, test } from 'vitest'
import {
  type GoCheckId,
  type GoFacts,
  goCheckIds,
  judgeGo,
} from '../../../../domain/territory/reorganisation/go.ts'
import { aMonday } from '../../../clock.ts'

const hour = 3_600_000
const T = aMonday + hour
const good: GoFacts = {
  ...{ now: aMonday, databaseNow: aMonday, effectiveAt: T, armed: true, otherArmed: null },
  ...{
    sameDefinition: true,
    rehearsals: [{ madeAt: aMonday - 24 * hour, sameRows: true, failures: 0 }],
    units: [{ id: 'new:00004', colour: 'green' }],
  },
  ...{ rows: [], withoutOfficer: [], unplacedTasks: 0, alerts: [], roundAgeSeconds: 30, outboxLagSeconds: 0 },
  ...{
    stoppedSubscriptions: 0,
    failingDeliveries: 0,
    schemaIsCurrent: true,
    frozenAt: null,
    engineAsked: false,
  },
}
const coloured = (changes: Partial<GoFacts>) => {
  const { verdict, red, checks } = judgeGo({ ...good, ...changes })
  return { verdict, red, not: checks.filter(({ colour }) => colour !== 'green') }
}

test('the go of a reorganisation is a go where nothing is red, and each check says what it looked at', () => {
  expect(judgeGo(good)).toMatchObject({ verdict: 'go', red: 0 })
  expect(judgeGo(good).checks.map(({ id }) => id)).toEqual([...goCheckIds])
})

const reds: readonly (readonly [GoCheckId, Partial<GoFacts>])[] = [
  ['armed', { armed: false }],
  ['otherArmed', { otherArmed: 'phuong-khac' }],
  ['definition', { sameDefinition: false }],
  ['units', { units: [{ id: 'new:00004', colour: 'red' }] }],
  ['rows', { rows: [{ kind: 'roleNobodyHolds', of: 'Phường Ba Đình (new:00004)' }] }],
  ['desks', { withoutOfficer: [{ desk: 'new:00004 oneStop', tasks: 3 }] }],
  ['runs', { alerts: [{ kind: 'workflowMissing', count: 2 }] }],
  ['runs', { roundAgeSeconds: null }],
  ['runs', { roundAgeSeconds: 301 }],
  ['deliveries', { outboxLagSeconds: 61 }],
  ['deliveries', { stoppedSubscriptions: 1 }],
  ['clock', { databaseNow: aMonday + 1_001 }],
  ['clock', { databaseNow: aMonday - 1_001 }],
  ['schema', { schemaIsCurrent: false }],
  ['list', { now: T - 600_000, databaseNow: T - 600_000 }],
]
test.each(reds)('one red check is a no-go that says why: %s %j', (id, changes) => {
  expect(coloured(changes)).toMatchObject({
    ...{ verdict: 'noGo', red: 1 },
    not: [{ id, colour: 'red', why: expect.any(String) }],
  })
})

describe('an amber check of the go does not stop it', () => {
  const ambers: readonly (readonly [GoCheckId, Partial<GoFacts>])[] = [
    ['rehearsal', { rehearsals: [] }],
    ['units', { units: [{ id: 'new:00004', colour: 'amber' }] }],
    ['unplaced', { unplacedTasks: 4 }],
    ['deliveries', { failingDeliveries: 1 }],
    ['list', { now: T - 1, databaseNow: T - 1, frozenAt: T - 60_000 }],
  ]
  test.each(ambers)('%s', (id, changes) => {
    expect(coloured(changes)).toMatchObject({ verdict: 'go', red: 0, not: [{ id, colour: 'amber' }] })
  })
})

test('the go is green for a clock off by less than a second, a frozen list before it is due, and one that is frozen', () => {
  expect(coloured({ databaseNow: aMonday + 1_000 }).not).toEqual([])
  expect(coloured({ now: T - 600_001, databaseNow: T - 600_001 }).not).toEqual([])
  expect(coloured({ now: T - 1, databaseNow: T - 1, frozenAt: T - 60_000, engineAsked: true }).not).toEqual(
    [],
  )
})

test('the go does not take a list frozen by hand long before for the one that is due', () => {
  const listed = (frozenAt: number, now: number) => coloured({ now, databaseNow: now, frozenAt }).red
  expect(listed(T - 86_400_000, T - 1)).toBe(1)
  // The round that freezes it has two minutes to come.
  expect(listed(T - 86_400_000, T - 600_000 + 119_999)).toBe(0)
  expect(listed(T - 600_000, T - 1)).toBe(0)
})

test('the go counts what is red and amber, and names the first of each', () => {
  const { not } = coloured({
    withoutOfficer: [
      { desk: 'new:00004 oneStop', tasks: 3 },
      { desk: 'x', tasks: 2 },
    ],
  })
  expect(not).toMatchObject([{ count: 5, named: ['new:00004 oneStop: 3', 'x: 2'] }])
})

test('the go counts a rehearsal of the rows of today, within 14 days, without failures', () => {
  const day = 24 * hour
  const clean = { madeAt: aMonday - 14 * day, sameRows: true, failures: 0 }
  const lacks = (...rehearsals: GoFacts['rehearsals']) =>
    coloured({ rehearsals }).not.flatMap(({ named }) => named)
  expect(lacks(clean)).toEqual([])
  expect(lacks({ ...clean, madeAt: aMonday - 14 * day - 1 })).toEqual(['older than 14 days'])
  expect(lacks({ ...clean, sameRows: false })).toEqual(['of other rows than those approved'])
  expect(lacks({ ...clean, failures: null })).toEqual(['no report was made after its instant'])
  expect(lacks({ ...clean, failures: 2 })).toEqual(['failures: 2'])
  // One that failed since takes nothing from one that counts.
  expect(lacks(clean, { ...clean, madeAt: aMonday, failures: 2 })).toEqual([])
})
