/** Officers whom delegations name: one mandate in a role for all that hold until the same instant. */
import { beforeAll, describe, expect, test } from 'vitest'
import { readReferenceFiles } from '../../../db/load/reference-files.ts'
import { holdsAt } from '../../../domain/territory/span.ts'
import { type Produced, produce } from '../../../reorganisations/grammar/produce.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Change, Delegation } from '../../../reorganisations/grammar/reorganisation.ts'
import { undo } from '../../../reorganisations/grammar/undo.ts'
import { loadedRows } from '../rows.ts'
import { declared } from './declared.ts'
import { delegates as delegatesTo, FIELD, SECOND } from './delegates.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const day = 86_400_000
const officers = [{ officerId: 'chair', role: 'director' as const }]
/** To a ward where an officer signs. */
const delegates = (over: Parameters<typeof delegatesTo>[0] = {}) => delegatesTo({ officers, ...over })

let base: ReferenceRows
beforeAll(async () => {
  base = loadedRows(await readReferenceFiles())
})

const done = (changes: readonly Change[], rows: ReferenceRows = base, at: number = T): Produced =>
  produce(declared(changes, at), rows, null)

describe('an officer who is named twice in a role', () => {
  const [other, U, until] = ['Nhà ở và công sở', T + day, T + 9 * day]
  const second = (over: Partial<Delegation> = {}) =>
    delegates({ procedures: [{ code: SECOND, field: other }], basis: 'Quyết định 2', ...over })
  const [first, both] = ['Quyết định 1/QĐ-SXD', 'Quyết định 1/QĐ-SXD; Quyết định 2']
  const mandates = ({ after, problems }: Produced) => {
    expect(problems).toEqual([])
    return after.mandate.map(({ fields, basis, valid }) => ({ fields, basis, valid }))
  }
  const forGood = (from: number) => [{ from, until: Infinity }]

  test('has one mandate for the fields of both', () => {
    const made = done([delegates(), second()])
    expect(mandates(made)).toEqual([{ fields: [FIELD, other], basis: both, valid: forGood(T) }])
  })

  test('for the same field has the mandate that was given', () => {
    const made = done([delegates(), second({ procedures: [{ code: SECOND, field: FIELD }] })])
    expect(mandates(made)).toEqual([{ fields: [FIELD], basis: first, valid: forGood(T) }])
  })

  test('later, has the fields of both from then on and not before', () => {
    const made = done([second()], done([delegates()]).after, U)
    expect(mandates(made)).toEqual([
      { fields: [FIELD], basis: first, valid: [{ from: T, until: U }] },
      { fields: [FIELD, other], basis: both, valid: forGood(U) },
    ])
    const back = undo(made, made.after, { at: U + day, basis: 'QĐ 3' }).after.mandate
    const inForce = (at: number) => back.filter(({ valid }) => holdsAt(valid, at)).map(({ fields }) => fields)
    expect([T, U, U + day].map(inForce)).toEqual([[[FIELD]], [[FIELD, other]], [[FIELD]]])
  })

  test('later, keeps the sum that a staff list set meanwhile', () => {
    const { after } = done([delegates()])
    const listed = after.mandate.map((row) => ({ ...row, upToDong: 50_000_000 }))
    const made = done([second()], { ...after, mandate: listed }, U)
    expect(made.after.mandate.map(({ upToDong }) => upToDong)).toEqual([50_000_000, 50_000_000])
  })

  test('until another instant, is a problem: nobody holds one role in a unit twice at once', () => {
    const changes = [delegates(), second({ until: new Date(until).toISOString() })]
    expect(done(changes).problems).toEqual([
      expect.stringMatching(/would give the role director in new:00004 beside/),
    ])
  })
})
