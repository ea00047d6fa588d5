/** A reorganisation of a test: a ward ends, a new one takes it over, and one of its cells is split between it and a neighbour. */
import { type Enactable, enactable } from '../../../reorganisations/enactable.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import { type Change, reorganisation } from '../../../reorganisations/grammar/reorganisation.ts'

export const ENDS = 'new:00004'
export const BEGINS = 'new:99001'
export const NEIGHBOUR = 'new:00008'
export const CLERK = `can-bo:${ENDS}:oneStop:1`
export const CLERKS_MANDATE = `uy-quyen:${ENDS}:oneStop:1`

/** @param rows as they stand: all that the ward holds goes to the new one, and its officers too */
export function wardEnds(rows: ReferenceRows, effectiveAt: number, id = 'phuong-thu-2026'): Enactable {
  const inForce = ({ valid }: { valid: readonly { until: number }[] }) =>
    valid.some(({ until }) => until > effectiveAt)
  const held = rows.jurisdiction.filter((row) => row.unitId === ENDS && inForce(row))
  const split = splitCell(rows)
  return enactable(
    reorganisation<null>({
      ...{ id, name: 'Phường thử', basis: 'Nghị quyết thử 1/2026' },
      effectiveAt: new Date(effectiveAt).toISOString(),
      openQuestions: [],
      changes: (_, base, at) => [
        {
          kind: 'unitBegins',
          unit: {
            ...{ id: BEGINS, name: 'Phường Thử Mới', type: 'phường', tier: 'commune' },
            ...{ parentId: 'hanoi:01', identifier: 'H26.991' },
          },
        },
        ...officersOf(base, at).map(
          (row): Change => ({ kind: 'mandateMoves', mandate: row.id, unit: BEGINS, office: null }),
        ),
        ...held
          .filter(({ areaId }) => areaId !== split)
          .map(
            ({ areaId, tier, custodian }): Change => ({
              kind: 'areaMoves',
              area: areaId,
              tier,
              to: BEGINS,
              custodian,
            }),
          ),
        {
          ...{ kind: 'areaSplits', area: split, tier: 'commune', custodian: BEGINS },
          into: [
            { id: `${split}:1`, to: BEGINS },
            { id: `${split}:2`, to: NEIGHBOUR },
          ],
        },
        { kind: 'unitSucceeds', unit: ENDS, successor: BEGINS, relation: 'whole' },
        { kind: 'unitEnds', unit: ENDS },
      ],
    }),
    null,
  )
}

const officersOf = (rows: ReferenceRows, at: number) =>
  rows.mandate.filter(({ unitId, valid }) => unitId === ENDS && valid.some(({ until }) => until > at))

/** The cell that is split: the last of the ward. */
export function splitCell(rows: ReferenceRows): string {
  const last = rows.jurisdiction
    .filter(({ unitId, areaId }) => unitId === ENDS && /^cell:\d+:\d+$/.test(areaId))
    .map(({ areaId }) => areaId)
    .sort()
    .at(-1)
  if (last === undefined) throw new Error(`${ENDS} holds no cell`)
  return last
}
