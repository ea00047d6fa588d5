/** What must be true of the imported backlog when the day is over. */
import { describe, expect, it } from 'vitest'
import { backlogCounted, backlogSize } from '../../demo/backlog.ts'
import { importedCertified } from '../../demo/certify.ts'

const counts = { rowsIn: 10, created: 7, alreadyThere: 1, updated: 1, quarantined: 1 }
const kept = { dossiers: 7, started: 2, ended: 1, quarantined: 1 }
const violations = (batch = counts, now = kept, rows = 10) => backlogCounted({ batch, rows }, now).violations

describe('the backlog of the old districts', () => {
  it('has 5,000 rows at the default size, and few on a short day', () => {
    expect([16, 119, 120, 600].map(backlogSize)).toEqual([128, 952, 5_000, 5_000])
  })

  it('is counted: each row is created, already there, updated or quarantined', () => {
    expect(violations()).toEqual([])
  })

  it('a row that was not read, and one that was read and not counted', () => {
    expect(violations(counts, kept, 11)).toEqual(['the file has 11 rows, 10 were read'])
    expect(violations({ ...counts, updated: 0 })).toEqual(['10 rows were read and 9 are counted'])
  })

  it('a dossier that is gone, and a quarantined row without a reason', () => {
    expect(violations(counts, { ...kept, dossiers: 6 })).toEqual(['7 dossiers were created and 6 are there'])
    expect(violations(counts, { ...kept, quarantined: 0 })).toEqual(['1 rows were quarantined and 0 say why'])
  })
})

describe('the certificate of the backlog', () => {
  const at = 1_000
  const judged = (imported: readonly { id: string; endedAt: number | null }[], listed: readonly string[]) =>
    importedCertified(imported, new Set(listed), at).violations

  it('has each dossier that was open, and none need be there that had ended before', () => {
    expect(judged([{ id: 'a', endedAt: null }], ['a'])).toEqual([])
    expect(judged([{ id: 'a', endedAt: at }], ['a'])).toEqual([])
    expect(judged([{ id: 'a', endedAt: at - 1 }], [])).toEqual([])
  })

  it('one that was open and is not there, ended later or not', () => {
    expect(judged([{ id: 'a', endedAt: null }], [])).toEqual(['a was open and is not certified'])
    expect(judged([{ id: 'a', endedAt: at }], ['b'])).toEqual(['a was open and is not certified'])
  })
})
