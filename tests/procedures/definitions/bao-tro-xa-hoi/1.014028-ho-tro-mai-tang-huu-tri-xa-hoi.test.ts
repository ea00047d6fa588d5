import { describe, it } from 'vitest'
import hoTroChiPhiMaiTang from '../../../../procedures/definitions/bao-tro-xa-hoi/1.014028-ho-tro-mai-tang-huu-tri-xa-hoi.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('funeral support after a social pension', () => {
  it('looks at the entitlement first where death came before the decision', () => {
    const { decide, expectState } = fileDossier(hoTroChiPhiMaiTang, '2026-09-07 09:00', {
      hasDecision: false,
    })
    decide('receive', 'accepted')
    expectState({ open: 'entitle', by: 'socialAffairs', owed: '2026-09-10 17:00' })
    decide('entitle', 'refused')
    expectState({ ends: 'refused' })
  })

  it('is decided before it is paid, and waits without end for another account', () => {
    const { decide, at, expectState } = fileDossier(hoTroChiPhiMaiTang, '2026-09-07 09:00', {
      hasDecision: true,
    })
    decide('receive', 'accepted')
    decide('review', 'approved')
    decide('sign', 'signed')
    expectState({ open: 'pay', by: '', result: 'Quyết định hỗ trợ chi phí mai táng' })
    decide('pay', 'rejected')
    expectState({ open: 'pay', by: 'accountant' })
    decide('pay', 'incomplete')
    at('2026-12-31 09:00')
    expectState({ open: 'supplement', clock: 'paused' })
    decide('supplement', 'completed')
    decide('pay', 'paid')
    expectState({ ends: 'issued' })
  })
})
