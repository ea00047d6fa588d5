import { describe, it } from 'vitest'
import chungThucChuKy from '../../../../procedures/definitions/chung-thuc/2.000884-chung-thuc-chu-ky-trong-giay-to.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('certification of a signature', () => {
  const atTheCounter = { outside: false, manner: 'signs' }

  it('is owed on its day until 15:00, on the next working day after that', () => {
    const early = fileDossier(chungThucChuKy, '2026-11-16 14:30', atTheCounter)
    early.decide('receive', 'accepted')
    early.expectState({ open: 'review', owed: '2026-11-16 17:00' })
    const late = fileDossier(chungThucChuKy, '2026-11-16 15:10', atTheCounter)
    late.decide('receive', 'accepted')
    late.expectState({ owed: '2026-11-17 17:00' })
  })

  it('goes to a person who cannot come, and to one who cannot sign, before it is witnessed', () => {
    const { decide, expectState } = fileDossier(chungThucChuKy, '2026-11-16 08:30', {
      outside: true,
      manner: 'neither',
    })
    decide('receive', 'accepted')
    expectState({ open: 'visit', by: 'civilStatus' })
    decide('visit', 'passed')
    expectState({ open: 'mark' })
    decide('mark', 'passed')
    decide('review', 'approved')
    decide('sign', 'signed')
    expectState({ ends: 'issued' })
  })
})
