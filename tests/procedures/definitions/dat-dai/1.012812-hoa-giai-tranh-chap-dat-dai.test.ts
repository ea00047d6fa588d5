import { describe, it } from 'vitest'
import hoaGiaiTranhChapDatDai from '../../../../procedures/definitions/dat-dai/1.012812-hoa-giai-tranh-chap-dat-dai.ts'
import { fileDossier } from '../../file-dossier.ts'

describe('the mediation of a land dispute', () => {
  const heard = () => {
    const dossier = fileDossier(hoaGiaiTranhChapDatDai, '2026-09-07 09:00', {})
    dossier.decide('receive', 'accepted')
    dossier.decide('accept', 'approved')
    dossier.decide('verify', 'passed')
    dossier.decide('council', 'signed')
    return dossier
  }

  it('meets again where a party stays away, and its date stays', () => {
    const { decide, at, expectState } = heard()
    expectState({ open: 'hearing', by: 'chair', owed: '2026-10-19 17:00' })
    at('2026-09-15 10:00')
    decide('hearing', 'failed')
    decide('council', 'signed')
    expectState({ open: 'hearing', owed: '2026-10-19 17:00' })
  })

  it('leaves the parties ten days to say otherwise, then ends with the minutes', () => {
    const { decide, at, expectState } = heard()
    decide('hearing', 'passed')
    decide('minutes', 'signed')
    expectState({ open: 'opinions', due: '2026-09-17 17:00' })
    at('2026-09-14 09:00')
    decide('opinions', 'objected')
    decide('hearing', 'passed')
    decide('minutes', 'signed')
    expectState({ open: 'opinions', due: '2026-09-24 17:00' })
    at('2026-09-24 17:00')
    expectState({ ends: 'issued', result: 'Biên bản hòa giải tranh chấp đất đai' })
  })
})
