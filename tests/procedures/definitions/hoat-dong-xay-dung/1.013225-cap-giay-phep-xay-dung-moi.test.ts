import { describe, it } from 'vitest'
import capGiayPhepXayDung from '../../../../procedures/definitions/hoat-dong-xay-dung/1.013225-cap-giay-phep-xay-dung-moi.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('a building permit', () => {
  it('takes a body that stays silent for twelve days to agree', () => {
    const { decide, at, expectState } = fileDossier(capGiayPhepXayDung, '2026-11-23 09:00', {
      mustConsult: true,
    })
    decide('receive', 'accepted')
    decide('inspect', 'passed')
    expectState({ open: 'consult.construction', by: 'specialist', due: '2026-12-07 17:00' })
    at('2026-12-07 17:00')
    expectState({ open: 'sign', by: 'chair', owed: '2026-12-08 17:00' })
  })

  it('asks nobody where the site lies in no protected area, and may ask its owner twice', () => {
    const { decide, at, expectState } = fileDossier(capGiayPhepXayDung, '2026-11-23 09:00', {
      mustConsult: false,
    })
    for (const day of ['2026-11-25', '2026-11-27']) {
      decide('receive', 'accepted')
      decide('inspect', 'failed')
      expectState({ open: 'supplement', clock: 'paused' })
      at(`${day} 09:00`)
      decide('supplement', 'completed')
    }
    decide('receive', 'accepted')
    expectState({ owed: '2026-12-14 17:00' })
    decide('inspect', 'failed')
    expectState({ ends: 'refused' })
  })
})
