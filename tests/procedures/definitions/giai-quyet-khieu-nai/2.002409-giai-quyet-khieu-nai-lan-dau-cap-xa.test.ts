import { describe, it } from 'vitest'
import giaiQuyetKhieuNai from '../../../../procedures/definitions/giai-quyet-khieu-nai/2.002409-giai-quyet-khieu-nai-lan-dau-cap-xa.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('a first complaint', () => {
  it('has ten days to be taken up and thirty to be decided, and gains from being taken up early', () => {
    const { decide, at, expectState } = fileDossier(giaiQuyetKhieuNai, '2026-10-01 09:00', {
      needsExpert: false,
    })
    decide('receive', 'accepted')
    expectState({ open: 'screen', by: 'councilOffice', owed: '2026-11-10 17:00' })
    at('2026-10-02 09:00')
    decide('screen', 'approved')
    decide('accept', 'signed')
    expectState({ open: 'verify', due: '2026-10-16 17:00', owed: '2026-11-10 17:00' })
  })

  it('is heard by the chair, with more than the five days in which the parties must be informed, and decided either way', () => {
    const { decide, expectState } = fileDossier(giaiQuyetKhieuNai, '2026-10-01 09:00', { needsExpert: false })
    decide('receive', 'accepted')
    decide('screen', 'approved')
    decide('accept', 'signed')
    decide('verify', 'passed')
    expectState({ open: 'hear.parties', by: 'chair', due: '2026-10-08 17:00' })
    decide('hear.parties', 'disagreed')
    expectState({ open: 'decide', by: 'chair' })
    decide('decide', 'signed')
    expectState({ ends: 'issued', result: 'Quyết định giải quyết khiếu nại lần đầu' })
  })

  it('does not take a silent hearing for consent: it is late', () => {
    const { decide, at, expectState } = fileDossier(giaiQuyetKhieuNai, '2026-10-01 09:00', {
      needsExpert: false,
    })
    for (const [step, outcome] of [
      ['receive', 'accepted'],
      ['screen', 'approved'],
      ['accept', 'signed'],
      ['verify', 'passed'],
    ] as const)
      decide(step, outcome)
    at('2026-10-09 09:00')
    expectState({ open: 'hear.parties', late: 'hear.parties', ends: null })
  })
})
