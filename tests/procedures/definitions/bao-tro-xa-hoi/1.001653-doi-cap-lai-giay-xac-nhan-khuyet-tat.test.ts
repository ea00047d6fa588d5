import { describe, it } from 'vitest'
import doiCapLaiGiayXacNhanKhuyetTat from '../../../../procedures/definitions/bao-tro-xa-hoi/1.001653-doi-cap-lai-giay-xac-nhan-khuyet-tat.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('a disability certificate issued again', () => {
  it('is owed in five working days where it was lost', () => {
    const { decide, expectState } = fileDossier(doiCapLaiGiayXacNhanKhuyetTat, '2026-09-07 09:00', {
      reason: 'lost',
    })
    decide('receive', 'accepted')
    expectState({ owed: '2026-09-14 17:00' })
    decide('review', 'approved')
    expectState({ open: 'sign', by: 'chair' })
  })

  it('is owed twenty days later where the council has to meet, whose silence decides nothing', () => {
    const { decide, at, expectState } = fileDossier(doiCapLaiGiayXacNhanKhuyetTat, '2026-09-07 09:00', {
      reason: 'changed',
    })
    decide('receive', 'accepted')
    expectState({ owed: '2026-10-12 17:00' })
    decide('review', 'approved')
    expectState({ open: 'council.council', by: 'chair', due: '2026-10-05 17:00' })
    at('2026-10-06 09:00')
    expectState({ open: 'council.council', late: 'council.council' })
    decide('council.council', 'agreed')
    expectState({ open: 'publish' })
    at('2026-10-08 17:00')
    expectState({ open: 'sign', by: 'chair' })
  })
})
