import { describe, it } from 'vitest'
import chungThucChuKy from '../../../../procedures/definitions/chung-thuc/2.000884-chung-thuc-chu-ky-trong-giay-to.ts'
import { file } from '../../file.ts'

describe('certification of a signature', () => {
  const atTheCounter = { outside: false, manner: 'signs' }

  it('is owed on its day until 15:00, on the next working day after that', () => {
    const early = file(chungThucChuKy, '2026-11-16 14:30', atTheCounter)
    early.decide('receive', 'accepted')
    early.expect({ open: 'review', owed: '2026-11-16 17:00' })
    const late = file(chungThucChuKy, '2026-11-16 15:10', atTheCounter)
    late.decide('receive', 'accepted')
    late.expect({ owed: '2026-11-17 17:00' })
  })

  it('goes to a person who cannot come, and to one who cannot sign, before it is witnessed', () => {
    const { decide, expect } = file(chungThucChuKy, '2026-11-16 08:30', { outside: true, manner: 'neither' })
    decide('receive', 'accepted')
    expect({ open: 'visit', by: 'civilStatus' })
    decide('visit', 'passed')
    expect({ open: 'mark' })
    decide('mark', 'passed')
    decide('review', 'approved')
    decide('sign', 'signed')
    expect({ ends: 'issued' })
  })
})
