/** The organisation of Hà Nội from `data/`: as it stood before 1 July 2025, and what the reorganisation of that day made of it. */
import { enactable } from '../../../reorganisations/enactable.ts'
import type { Produced } from '../../../reorganisations/grammar/produce.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import hanoi from '../../../reorganisations/hanoi-2025-07-01.ts'
import type { ReferenceFiles } from '../reference-files.ts'
import { areasOf, jurisdictionOf } from './areas.ts'
import { competenceOf } from './competence.ts'
import { connectingRulesOf } from './connecting.ts'
import { custodyOf } from './custody.ts'
import { officesOf } from './offices.ts'
import { sealsOf } from './seals.ts'
import { parentsOf, unitsOf } from './units.ts'

/** Without officers. What ended on 1 July 2025 goes on here, and what began then is not there. */
export function organisationBefore(files: ReferenceFiles): ReferenceRows {
  const unit = unitsOf(files)
  return {
    unit,
    unitParent: parentsOf(unit),
    unitSuccessor: [],
    area: areasOf(files),
    jurisdiction: jurisdictionOf(files),
    competence: competenceOf(files),
    custody: custodyOf(files),
    connectingRule: connectingRulesOf(files),
    site: [],
    seal: sealsOf(unit),
    office: officesOf(unit),
    mandate: [],
  }
}

/** @param before the rows that it finds */
export const organisationSince = (files: ReferenceFiles, before: ReferenceRows): Produced =>
  enactable(hanoi, files).produce(before)
