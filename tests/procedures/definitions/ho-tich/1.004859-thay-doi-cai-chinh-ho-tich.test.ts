import { describe, it } from 'vitest'
import thayDoiHoTich from '../../../../procedures/definitions/ho-tich/1.004859-thay-doi-cai-chinh-ho-tich.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('a change of what the register says', () => {
  // 24 November 2026 is a holiday.
  it('is owed after one working day where something missing is filled in', () => {
    const { decide, expectState } = fileDossier(thayDoiHoTich, '2026-11-16 09:00', {
      kind: 'supplement',
      mustVerify: false,
    })
    decide('receive', 'accepted')
    expectState({ open: 'review', owed: '2026-11-17 17:00' })
  })

  it('is owed after three working days where its grounds have to be weighed', () => {
    const { decide, expectState } = fileDossier(thayDoiHoTich, '2026-11-16 09:00', {
      kind: 'name',
      mustVerify: false,
    })
    decide('receive', 'accepted')
    expectState({ open: 'assess', due: '2026-11-18 17:00', owed: '2026-11-19 17:00' })
  })

  it('is owed three days later still where the former register has to be consulted, and the slip says so from the start', () => {
    const form = { kind: 'correction', mustVerify: true }
    const { decide, at, expectState } = fileDossier(thayDoiHoTich, '2026-11-16 09:00', form)
    decide('receive', 'accepted')
    expectState({ owed: '2026-11-25 17:00' })
    at('2026-11-17 10:00')
    decide('assess', 'passed')
    expectState({ open: 'verify', due: '2026-11-20 17:00' })
    decide('verify', 'passed')
    decide('review', 'approved')
    decide('sign', 'signed')
    expectState({ ends: 'issued', clock: 'stopped' })
  })
})
