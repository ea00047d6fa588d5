import { describe, it } from 'vitest'
import dangKyKetHon from '../../../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('marriage registration', () => {
  // The day after is Ngày Văn hóa Việt Nam, a holiday.
  it('is owed at the end of the next working day', () => {
    const { decide, at, expectState } = fileDossier(dangKyKetHon, '2026-11-23 09:00')
    expectState({ open: 'receive', by: 'oneStop', due: '2026-11-23 10:00', owed: null })
    decide('receive', 'accepted')
    expectState({ open: 'review', by: 'civilStatus', owed: '2026-11-25 17:00' })
    at('2026-11-23 11:00')
    decide('review', 'approved')
    decide('sign', 'signed')
    expectState({ ends: 'issued', result: 'Giấy chứng nhận kết hôn', clock: 'stopped' })
  })

  it('lies with the reviewer from the next morning where it is accepted after 15:00', () => {
    const { decide, at, expectState } = fileDossier(dangKyKetHon, '2026-11-20 15:30')
    decide('receive', 'accepted')
    expectState({ due: '2026-11-23 12:00', owed: '2026-11-23 17:00' })
    at('2026-11-23 12:00')
    expectState({ late: 'review' })
    decide('review', 'approved')
    expectState({ open: 'sign', due: '2026-11-23 16:00', late: '' })
  })

  it('gives the couple fifteen days to complete it, once', () => {
    const { decide, at, expectState } = fileDossier(dangKyKetHon, '2026-11-23 09:00')
    decide('receive', 'accepted')
    decide('review', 'incomplete')
    expectState({ open: 'supplement', due: '2026-12-08 23:59', clock: 'paused' })
    at('2026-12-09 00:00')
    expectState({ ends: 'lapsed' })
  })
})
