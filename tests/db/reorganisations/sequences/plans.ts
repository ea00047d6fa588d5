/** Small reorganisations, and the product's words for each. */

import type { Power } from '../../../../domain/dossier/dossier.ts'
import { holdsAt } from '../../../../domain/territory/span.ts'
import { areasMove } from '../../../../harness/areas-move.ts'
import { type Enactable, enactable } from '../../../../reorganisations/enactable.ts'
import type { ReferenceRows } from '../../../../reorganisations/grammar/reference-rows.ts'
import { type Change, reorganisation } from '../../../../reorganisations/grammar/reorganisation.ts'
import { identifierOf } from './city.ts'

export type Plan =
  | { kind: 'move'; area: string; to: string }
  | { kind: 'split'; area: string; into: readonly string[]; keeper: string }
  | { kind: 'end'; unit: string; into: string; begins: boolean }
  | { kind: 'power'; field: string; power: Power; to: string }

/** The same plan is the same reorganisation: done again after it was undone. */
export function nameOf(plan: Plan): string {
  switch (plan.kind) {
    case 'move':
      return `${plan.area} to ${plan.to}`
    case 'split':
      return `${plan.area} split into ${plan.into.join(' and ')} kept by ${plan.keeper}`
    case 'end':
      return `${plan.unit} ends into ${plan.into}`
    case 'power':
      return `${plan.power} of ${plan.field} to ${plan.to}`
  }
}

export const partsOf = (area: string, n: number): string => `${area}:${n + 1}`

export const enactableOf = (plan: Plan, at: number): Enactable =>
  enactable(
    reorganisation<null>({
      ...{ id: nameOf(plan), name: nameOf(plan), basis: `Nghị quyết thử ${nameOf(plan)}`, openQuestions: [] },
      effectiveAt: new Date(at).toISOString(),
      changes: (_, base, instant) => changesOf(plan, base, instant),
    }),
    null,
  )

function changesOf(plan: Plan, base: ReferenceRows, at: number): readonly Change[] {
  switch (plan.kind) {
    case 'move':
      return [{ kind: 'areaMoves', area: plan.area, tier: 'commune', to: plan.to }]
    case 'split':
      return [
        {
          ...{ kind: 'areaSplits', area: plan.area, tier: 'commune', custodian: plan.keeper },
          into: plan.into.map((to, n) => ({ id: partsOf(plan.area, n), to })),
        },
      ]
    case 'end':
      return unitEnds(plan, base, at)
    case 'power': {
      const { field, power, to } = plan
      const row = { scope: 'field', subject: field, power, tier: 'commune', heldBy: 'commune' } as const
      return [{ kind: 'powerMoves', power: { id: `${field} ${power}`, ...row, unitId: to } }]
    }
  }
}

/** All that the unit holds then goes to another: areas as they are held, officers with their roles. */
function unitEnds(
  { unit, into, begins }: Extract<Plan, { kind: 'end' }>,
  base: ReferenceRows,
  at: number,
): readonly Change[] {
  const begun = {
    id: into,
    name: into,
    type: 'xã',
    tier: 'commune',
    parentId: null,
    identifier: identifierOf(into),
  } as const
  const seated = base.mandate.filter(({ valid }) => holdsAt(valid, at))
  const moved = seated.filter(
    (row) =>
      row.unitId === unit &&
      !seated.some(
        (other) => other.unitId === into && other.officerId === row.officerId && other.role === row.role,
      ),
  )
  return [
    ...(begins ? [{ kind: 'unitBegins', unit: begun } as const] : []),
    ...moved.map(({ id }): Change => ({ kind: 'mandateMoves', mandate: id, unit: into, office: null })),
    ...areasMove(base, { from: unit, into, at }),
    { kind: 'unitSucceeds', unit, successor: into, relation: 'whole' },
    { kind: 'unitEnds', unit },
  ]
}
