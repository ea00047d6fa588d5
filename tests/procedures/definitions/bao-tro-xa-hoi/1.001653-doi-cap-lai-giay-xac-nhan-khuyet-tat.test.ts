import { describe, it } from 'vitest'
import doiCapLaiGiayXacNhanKhuyetTat from '../../../../procedures/definitions/bao-tro-xa-hoi/1.001653-doi-cap-lai-giay-xac-nhan-khuyet-tat.ts'
import { file } from '../../file.ts'

describe('a disability certificate issued again', () => {
  it('is owed in five working days where it was lost', () => {
    const { decide, expect } = file(doiCapLaiGiayXacNhanKhuyetTat, '2026-09-07 09:00', { reason: 'lost' })
    decide('receive', 'accepted')
    expect({ owed: '2026-09-14 17:00' })
    decide('review', 'approved')
    expect({ open: 'sign', by: 'chair' })
  })

  it('is owed twenty later where the council has to meet, whose silence decides nothing', () => {
    const { decide, at, expect } = file(doiCapLaiGiayXacNhanKhuyetTat, '2026-09-07 09:00', {
      reason: 'changed',
    })
    decide('receive', 'accepted')
    expect({ owed: '2026-10-12 17:00' })
    decide('review', 'approved')
    expect({ open: 'council.council', by: 'chair', due: '2026-10-05 17:00' })
    at('2026-10-06 09:00')
    expect({ open: 'council.council', late: 'council.council' })
    decide('council.council', 'agreed')
    expect({ open: 'publish' })
    at('2026-10-08 17:00')
    expect({ open: 'sign', by: 'chair' })
  })
})
