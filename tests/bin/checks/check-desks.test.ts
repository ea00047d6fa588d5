import { describe, expect, it } from 'vitest'
import { deskCheck } from '../../../bin/checks/check-desks.ts'
import { readReferenceFiles } from '../../../db/load/reference-files.ts'
import type { Procedure } from '../../../procedures/grammar/definition/procedure.ts'
import { loadProcedures } from '../../../procedures/registry/registry.ts'
import { registration } from '../../procedures/invented/registration.ts'

const files = await readReferenceFiles()
const check = deskCheck(files)
const { procedures } = await loadProcedures()
const marriage: Procedure = { ...registration, field: 'Hộ tịch' }

describe('the check of the desks that definitions name', () => {
  it('finds all of them, in both organisations', () => {
    expect(procedures.flatMap((procedure) => check(procedure, procedure.code))).toEqual([])
  })

  it('names a desk where no office does the field', () => {
    expect(check(marriage, 'x.ts')).toEqual([])
    expect(check({ ...marriage, field: 'Thú y' }, 'x.ts')).toEqual([
      expect.objectContaining({ rule: 'desk', file: 'x.ts', step: 'review' }),
    ])
  })

  it('names a desk where the custodian of the field has no counter', () => {
    const custody = files.custody.map((row) => ({ ...row, unitId: 'new:00004' }))
    expect(deskCheck({ ...files, custody })(marriage, 'x.ts')).toEqual([])
    const nobody = files.custody.map((row) => ({ ...row, unitId: 'old:00001' }))
    expect(deskCheck({ ...files, custody: nobody })(marriage, 'x.ts')).toEqual([
      expect.objectContaining({ rule: 'desk', step: 'receive', what: expect.stringContaining('old:00001') }),
    ])
  })

  it('covers custodians: each of their rows names a field or procedure that exists', () => {
    const known = new Set(procedures.flatMap(({ code, field }) => [`procedure ${code}`, `field ${field}`]))
    expect(files.custody.filter(({ scope, subject }) => !known.has(`${scope} ${subject}`))).toEqual([])
  })

  it.each([
    ['today', '2025-07-01', null],
    ['while there were districts', null, '2025-07-01'],
  ])('names a desk where nobody held the power %s', (_, lostFrom, lostUntil) => {
    const competence = files.competence.filter(
      ({ scope, tier, from, until }) =>
        scope !== 'all' || tier !== 'commune' || from !== lostFrom || until !== lostUntil,
    )
    const found = deskCheck({ ...files, competence })(marriage, 'x.ts').map(({ what }) => what)
    expect(found).toContainEqual(expect.stringContaining('which nobody held on'))
  })
})
