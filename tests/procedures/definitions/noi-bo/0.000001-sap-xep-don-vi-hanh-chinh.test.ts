import { describe, it } from 'vitest'
import sapXep from '../../../../procedures/definitions/noi-bo/0.000001-sap-xep-don-vi-hanh-chinh.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('a reorganisation', () => {
  // The day after is Ngày Văn hóa Việt Nam, a holiday.
  it('is proposed, checked and approved, armed by the engine, and its notice issued', () => {
    const { decide, expectState } = fileDossier(sapXep, '2026-11-23 09:00')
    expectState({ open: 'propose', by: 'specialist', due: '2026-11-25 17:00' })
    decide('propose', 'accepted')
    expectState({ open: 'check', by: 'specialist' })
    decide('check', 'approved')
    expectState({ open: 'approve', by: 'chair' })
    decide('approve', 'signed')
    expectState({ open: 'enact' })
    decide('enact', 'armed')
    expectState({ ends: 'issued', result: 'Thông báo thi hành phương án sắp xếp' })
  })

  it('ends where its rows are not those that were signed', () => {
    const { decide, expectState } = fileDossier(sapXep, '2026-11-23 09:00')
    decide('propose', 'accepted')
    decide('check', 'approved')
    decide('approve', 'signed')
    decide('enact', 'changed')
    expectState({ ends: 'refused' })
  })

  it('goes back to who checks it where the signer returns it', () => {
    const { decide, expectState } = fileDossier(sapXep, '2026-11-23 09:00')
    decide('propose', 'accepted')
    decide('check', 'approved')
    decide('approve', 'returned')
    expectState({ open: 'check', by: 'specialist' })
  })
})
