import { describe, it } from 'vitest'
import giaoDatChuyenMucDich from '../../../../procedures/definitions/dat-dai/1.013949-giao-dat-cho-thue-dat-khong-dau-gia.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('a change of the purpose of land', () => {
  it('has its clock paused while the money is owed, and goes on with the days that were left', () => {
    const { decide, at, expectState } = fileDossier(giaoDatChuyenMucDich, '2026-09-07 09:00', {
      asks: 'change',
      pays: 'byTable',
    })
    decide('receive', 'accepted')
    expectState({ open: 'extract.registry', by: 'specialist', owed: '2026-09-22 17:00' })
    decide('extract.registry', 'agreed')
    decide('inspect', 'passed')
    decide('sign', 'signed')
    decide('inform', 'approved')
    expectState({ open: 'collectFee', by: 'oneStop', clock: 'paused' })
    at('2026-10-07 09:00')
    decide('collectFee', 'paid')
    expectState({ open: 'draft', clock: 'running', owed: '2026-10-21 17:00' })
  })

  it('asks for no money and makes out no certificate where the term is extended without any', () => {
    const { decide, expectState } = fileDossier(giaoDatChuyenMucDich, '2026-09-07 09:00', {
      asks: 'extend',
      pays: 'nothing',
    })
    decide('receive', 'accepted')
    decide('extract.registry', 'agreed')
    decide('inspect', 'passed')
    decide('sign', 'signed')
    expectState({ ends: 'issued', result: 'Quyết định gia hạn sử dụng đất khi hết thời hạn sử dụng đất' })
  })
})
