import { describe, it } from 'vitest'
import giaiQuyetToCao from '../../../../procedures/definitions/giai-quyet-to-cao/2.002396-giai-quyet-to-cao-cap-xa.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('a denunciation', () => {
  it('is verified again where the accused explains it otherwise, and concluded before it is made public', () => {
    const { decide, expectState } = fileDossier(giaiQuyetToCao, '2026-10-01 09:00', {
      wantsProtection: false,
    })
    decide('receive', 'accepted')
    expectState({ owed: '2026-11-09 17:00' })
    decide('screen', 'approved')
    decide('accept', 'signed')
    decide('verify', 'passed')
    decide('hear.accused', 'disagreed')
    expectState({ open: 'verify', by: 'councilOffice' })
    decide('verify', 'passed')
    decide('hear.accused', 'agreed')
    decide('conclude', 'signed')
    expectState({ open: 'publicise', by: 'councilOffice', ends: null })
    decide('publicise', 'passed')
    expectState({ ends: 'issued', result: 'Kết luận nội dung tố cáo' })
  })
})
