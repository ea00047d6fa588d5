/** Open work, grouped by what decides whose it is. */
import type { Matter } from '../../domain/territory/matter.ts'
import type { DeskWork } from './desks.ts'

/** Tasks open at desks that differ in nothing that a reorganisation looks at. */
export interface TaskGroup {
  /** A matter for which the same units are responsible, in an area that the same officers have. */
  like: Matter
  field: string
  role: string
  power: string
  /** Null where they are not grouped by it. */
  procedureCode: string | null
  step: string | null
  late: boolean
  tasks: number
  /** Open dossiers that have the first of their open desk tasks here: each dossier is counted once. */
  dossiers: number
}

/** What an officer must be able to do to open them. */
export const workOf = ({ field, power, like: { areaId } }: TaskGroup): DeskWork => ({ field, power, areaId })

/** Tasks that an officer has claimed. */
export interface ClaimGroup extends Matter {
  role: string
  officerId: string
  /** The unit of the mandate under which they were claimed. */
  unitId: string
  mandateId: string
  tasks: number
}

export const waitsFor = ['start', 'applicant', 'engine'] as const
/** For what a dossier without a task at a desk waits. */
export type WaitsFor = (typeof waitsFor)[number]

/** Open dossiers that are at no desk. */
export interface WaitingGroup {
  procedureCode: string
  waitsFor: WaitsFor
  dossiers: number
}
