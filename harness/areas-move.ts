/** Changes of a reorganisation that is made up for a test or a bench. */
import { holdsAt } from '../domain/territory/span.ts'
import type { ReferenceRows } from '../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../reorganisations/grammar/reorganisation.ts'

/** All areas that a unit holds at an instant (ms) go to another, in every layer, and stay kept where they are kept. */
export const areasMove = (
  { jurisdiction }: Pick<ReferenceRows, 'jurisdiction'>,
  { from, into, at }: { from: string; into: string; at: number },
): Change[] =>
  jurisdiction
    .filter(({ unitId, valid }) => unitId === from && holdsAt(valid, at))
    .map(({ areaId, tier, custodian }) => ({ kind: 'areaMoves', area: areaId, tier, to: into, custodian }))
