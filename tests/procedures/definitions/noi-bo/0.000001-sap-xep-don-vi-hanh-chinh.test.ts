import { describe, it } from 'vitest'
import sapXep from '../../../../procedures/definitions/noi-bo/0.000001-sap-xep-don-vi-hanh-chinh.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('a reorganisation', () => {
  // The day after is Ngày Văn hóa Việt Nam, a holiday.
  it('is proposed, checked and approved, armed by the engine, certified after its instant, and its result issued', () => {
    const { decide, at, expectState } = fileDossier(sapXep, '2026-11-23 09:00')
    expectState({ open: 'propose', by: 'specialist', due: '2026-11-25 17:00' })
    decide('propose', 'accepted')
    expectState({ open: 'check', by: 'specialist' })
    decide('check', 'approved')
    expectState({ open: 'approve', by: 'chair' })
    decide('approve', 'signed')
    expectState({ open: 'enact' })
    decide('enact', 'armed')
    expectState({ open: 'takeEffect', due: '', clock: 'paused' })
    at('2027-01-01 00:00')
    expectState({ open: 'takeEffect', late: '', clock: 'paused' })
    decide('takeEffect', 'effective')
    expectState({ open: 'certify', due: '2027-01-06 17:00', clock: 'running' })
    decide('certify', 'certified')
    expectState({
      ends: 'issued',
      result: 'Thông báo kết quả thi hành phương án sắp xếp, kèm giấy xác nhận',
    })
  })

  const armed = () => {
    const words = fileDossier(sapXep, '2026-11-23 09:00')
    words.decide('propose', 'accepted')
    words.decide('check', 'approved')
    words.decide('approve', 'signed')
    words.decide('enact', 'armed')
    return words
  }

  it('is late where no certificate has closed it three working days after its instant', () => {
    const { decide, at, expectState } = armed()
    at('2026-12-14 00:00')
    decide('takeEffect', 'effective')
    at('2026-12-18 08:00')
    expectState({ open: 'certify', late: 'certify' })
    decide('certify', 'certified')
    expectState({ ends: 'issued' })
  })

  it('ends refused where it is called off before its instant, or undone before its certificate', () => {
    const calledOff = armed()
    calledOff.decide('takeEffect', 'calledOff')
    calledOff.expectState({ ends: 'refused' })
    const undone = armed()
    undone.decide('takeEffect', 'effective')
    undone.decide('certify', 'undone')
    undone.expectState({ ends: 'refused' })
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
