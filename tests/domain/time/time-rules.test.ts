import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '../../../domain/time/calendar.ts'
import { ruleInForce, timeRules, timeRulesOf } from '../../../domain/time/time-rules.ts'
import { officialCalendar } from '../official-calendar.ts'

const anything = { procedure: '1.004746', field: 'Hộ tịch' }
const permit = { procedure: '1.013225', field: 'Hoạt động xây dựng' }
const chained = { procedure: '1.000000', field: 'Văn hóa', group: 'interlinked297' as const }

describe('the rules of time', () => {
  it('cite what they rest on, or say what is assumed', () => {
    for (const { basis, assumed } of timeRules) {
      expect(basis).not.toBe('')
      expect(assumed).not.toBe('')
    }
  })

  it('are whole on every day: nobody is left without one', () => {
    for (const day of ['1990-01-01', '2025-06-30', '2025-07-01', '2026-08-04', '2026-08-05', '2030-01-01']) {
      expect(timeRulesOf(anything, day)).toMatchObject({ supplementTimes: 1, supplementWithin: { days: 15 } })
    }
    expect(isWorkingDay(officialCalendar, '2026-08-05')).toBe(true)
  })

  it('ask once, for a building permit twice', () => {
    expect(timeRulesOf(permit, '2026-11-23')).toMatchObject({
      supplementTimes: 2,
      askWithin: [null, { workingDays: 5 }],
    })
    expect(timeRulesOf({ ...permit, procedure: '1.013227' }, '2026-11-23').supplementTimes).toBe(1)
  })

  it('set a new date once, for a denunciation twice', () => {
    expect(timeRulesOf(anything, '2026-11-23').extensions).toBe(1)
    const denunciation = { procedure: '2.002396', field: 'Giải quyết tố cáo' }
    expect(timeRulesOf(denunciation, '2026-11-23').extensions).toBe(2)
    expect(ruleInForce('extensions', denunciation, '2026-11-23').basis).toContain('25/2018/QH14, Điều 30')
  })

  it('start an out-of-area dossier at its reception, since 5 August 2026 at the competent unit', () => {
    expect(timeRulesOf(anything, '2026-08-04').outOfAreaStart).toBe('reception')
    expect(timeRulesOf(anything, '2026-08-05').outOfAreaStart).toBe('competent')
    expect(ruleInForce('outOfAreaStart', anything, '2026-08-05').basis).toContain('309/2026/NĐ-CP')
  })

  it('give the interlinked group its own, from its decree on, and leave the rest general', () => {
    expect(timeRulesOf(chained, '2025-11-16').supplementWithin).toEqual({ days: 15 })
    expect(timeRulesOf(chained, '2025-11-17')).toMatchObject({
      supplementTimes: 1,
      supplementWithin: { workingDays: 15 },
      receptionCutOff: { at: '17:00' },
      transferCutOff: { hoursBeforeClosing: 1 },
      outOfAreaStart: 'reception',
    })
  })

  it('say so where a table lacks one', () => {
    expect(() => ruleInForce('extensions', anything, '2026-01-01', [])).toThrow('No rule says extensions')
  })
})
