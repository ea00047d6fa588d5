import { describe, it } from 'vitest'
import dangKyNuoiConNuoi from '../../../../procedures/definitions/nuoi-con-nuoi/2.001263-dang-ky-nuoi-con-nuoi-trong-nuoc.ts'
import { fileDossier, type Words } from '../../file-dossier.ts'

describe('adoption within the country', () => {
  const consented = (): Words => {
    const form = { adopterIs: 'stepParent', childAge: 'underNine' }
    const dossier = fileDossier(dangKyNuoiConNuoi, '2026-10-01 09:00', form)
    dossier.decide('receive', 'accepted')
    dossier.decide('review', 'approved')
    dossier.decide('askParents', 'passed')
    return dossier
  }

  it('waits ten days in which consent may be taken back, and goes on by itself when nobody does', () => {
    const { at, expectState } = consented()
    expectState({ open: 'reconsider.consenting', due: '2026-10-12 17:00', owed: '2026-11-02 17:00' })
    at('2026-10-12 17:00')
    expectState({ open: 'sign', by: 'chair', late: '' })
  })

  it('is refused when somebody takes the consent back', () => {
    const { decide, at, expectState } = consented()
    at('2026-10-08 09:00')
    decide('reconsider.consenting', 'disagreed')
    expectState({ ends: 'refused' })
  })
})
