/** What the declared reorganisations to come do with officers who stand in, share a desk, or come later. */
import { beforeAll, describe, expect, test } from 'vitest'
import { readReferenceFiles } from '../../db/load/reference-files.ts'
import { knownReorganisations, reorganisationOf } from '../../db/reorganisations/known-reorganisations.ts'
import type { Span } from '../../domain/territory/span.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import {
  type MandateRow,
  type ReferenceRows,
  unlimited,
} from '../../reorganisations/grammar/reference-rows.ts'
import { loadedRows } from './rows.ts'

const T = Date.parse('2027-01-01T00:00:00+07:00')
const day = 86_400_000
let base: ReferenceRows
let known: readonly Enactable[]
beforeAll(async () => {
  base = loadedRows(await readReferenceFiles())
  known = await knownReorganisations()
})
const mandate = (
  officerId: string,
  place: Pick<MandateRow, 'unitId' | 'role'> & { office: string },
  rest: Partial<MandateRow> & { during?: Partial<Span> } = {},
): MandateRow => {
  const { during, ...more } = rest
  return {
    ...{ id: `${officerId} at ${place.office}`, officerId, unitId: place.unitId, role: place.role },
    ...{ officeId: `${place.unitId}/${place.office}`, kind: 'own', actingForId: null, ...unlimited },
    ...{ basis: 'QĐ', valid: [{ from: 0, until: Infinity, ...during }], ...more },
  }
}
/** The mandates of an officer from the instant on: where, as what, for whom, from when until when. */
const mandatesOf = (id: string, officer: string, ...mandates: readonly MandateRow[]) => {
  const { problems, after } = reorganisationOf(known, id).produce({ ...base, mandate: mandates })
  expect(problems).toEqual([])
  return after.mandate
    .filter(({ officerId, valid }) => officerId === officer && valid.some(({ until }) => until > T))
    .map(({ unitId, role, kind, actingForId, valid }) => [unitId, role, kind, actingForId, valid[0]?.until])
    .sort()
}

describe('the split of the offices of two wards', () => {
  const economy = { unitId: 'new:00070', office: 'phong-kinh-te' }
  const shared = { unitId: 'new:00004', office: 'phong-kinh-te', role: 'economy' } as const
  const week = { until: T + 7 * day }
  const id = 'offices-2027-01-01'

  test('moves who stands in for the head until then, and makes nobody an officer for good', () => {
    const head = mandate('h', { ...economy, role: 'officeHead' })
    const standIn = { kind: 'substitution', actingForId: 'h', during: week } as const
    const lent = mandate('s', { ...economy, role: 'officeHead' }, standIn)
    expect(mandatesOf(id, 's', head, lent)).toEqual([
      ['new:00070', 'officeHead', 'substitution', 'h', T + 7 * day],
    ])
    expect(mandatesOf(id, 'h', head, lent).map(([, role]) => role)).toEqual(['economy', 'officeHead'])
  })

  test('shares the specialist of the ward, for as long, and not who stands in', () => {
    const lent = mandate('s', shared, { kind: 'substitution', actingForId: 'e', during: week })
    const own = mandate('e', shared, { during: { until: T + 30 * day } })
    expect(mandatesOf(id, 's', own, lent).map(([unit]) => unit)).toEqual(['new:00004'])
    expect(mandatesOf(id, 'e', own, lent).map(([unit, , , , until]) => [unit, until])).toEqual([
      ['new:00004', T + 30 * day],
      ['new:00082', T + 30 * day],
    ])
  })

  test('moves who joins the office later, on that day', () => {
    const later = mandate('f', { ...economy, role: 'economy' }, { during: { from: T + 5 * day } })
    const { after, problems } = reorganisationOf(known, id).produce({ ...base, mandate: [later] })
    expect(problems).toEqual([])
    expect(after.mandate.filter(({ valid }) => valid.length > 0)).toMatchObject([
      { officeId: 'new:00070/phong-ha-tang-do-thi', valid: [{ from: T + 5 * day, until: Infinity }] },
    ])
  })
})

describe('the hand-over of reception', () => {
  const counter = (unitId: string) => ({ unitId, office: 'mot-cua', role: 'oneStop' }) as const
  const id = 'reception-2027-01-01'
  const produced = (...mandates: readonly MandateRow[]) =>
    reorganisationOf(known, id).produce({ ...base, mandate: mandates })
  const lastingOf = (...mandates: readonly MandateRow[]) => {
    const { problems, after } = produced(...mandates)
    expect(problems).toEqual([])
    return after.mandate.filter(({ valid }) => valid.some(({ until }) => until > T))
  }

  test('gives an officer of two counters of one branch one mandate, for the areas of both points', () => {
    const [ofOne] = lastingOf(mandate('q', counter('new:00004')))
    const both = lastingOf(mandate('q', counter('new:00004')), {
      ...mandate('q', counter('new:00008')),
      id: 'second',
    })
    expect(both).toHaveLength(1)
    expect(both[0]?.areas).toEqual(expect.arrayContaining([...(ofOne?.areas ?? [])]))
  })

  test('takes the officer of a counter along who comes later', () => {
    const later = mandate('f', counter('new:00004'), { during: { from: T + day } })
    expect(lastingOf(later)).toMatchObject([
      { unitId: expect.stringMatching(/^hanoi:ttpvhcc-/), valid: [{ from: T + day, until: Infinity }] },
    ])
  })

  test('goes on where somebody stands in at a second counter of the same point', () => {
    const loan = mandate('q', counter('new:00008'), {
      ...{ kind: 'substitution', actingForId: 'p', during: { until: T + day } },
    })
    expect(
      lastingOf(
        { ...loan, id: 'loan' },
        mandate('q', counter('new:00004')),
        mandate('p', counter('new:00008')),
      )
        .map(({ officerId, kind }) => `${officerId} ${kind}`)
        .sort(),
    ).toEqual(['p own', 'q own'])
  })
})
