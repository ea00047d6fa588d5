import { describe, it } from 'vitest'
import chamDutHoatDongHoKinhDoanh from '../../../../procedures/definitions/thanh-lap-va-hoat-dong-ho-kinh-doanh/1.001266-cham-dut-hoat-dong-ho-kinh-doanh.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('the end of a household business', () => {
  const asked = () => {
    const dossier = fileDossier(chamDutHoatDongHoKinhDoanh, '2026-09-07 09:00', {})
    dossier.decide('receive', 'accepted')
    dossier.decide('review', 'approved')
    return dossier
  }

  it('takes no silence of the tax office for consent: its two days make it late', () => {
    const { decide, at, expectState } = asked()
    expectState({ open: 'tax.taxOffice', due: '2026-09-09 17:00', owed: '2026-09-14 17:00' })
    at('2026-09-10 08:00')
    expectState({ open: 'tax.taxOffice', late: 'tax.taxOffice' })
    decide('tax.taxOffice', 'agreed')
    expectState({ open: 'sign', by: 'economy' })
  })

  it('ends refused where the tax office says that taxes are owed', () => {
    const { decide, expectState } = asked()
    decide('tax.taxOffice', 'disagreed')
    expectState({ ends: 'refused' })
  })
})
