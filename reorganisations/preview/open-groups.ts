/** Open work, grouped by what decides whose it is. Pure. */
import type { Matter } from '../../domain/territory/matter.ts'
import type { DeskWork } from './desks.ts'
import type { TaskClass } from './task-classes.ts'

export interface Counted {
  tasks: number
  /** Of them, those whose due time has passed. */
  late: number
  /** Open dossiers that have the first of their open desk tasks here: each dossier is counted once. */
  dossiers: number
}

/** Tasks open at desks of one class (`task-classes.ts`): nothing that a reorganisation looks at tells them apart. */
export interface TaskGroup extends Counted {
  class: TaskClass
  /** A matter that stands for all of them: the same units are responsible, and the same officers of the role do it. */
  like: Matter
  /** Null where they are not grouped by it. */
  procedureCode: string | null
  step: string | null
}

/** What an officer must be able to do to open them. */
export const workOf = ({ like: { field, power, areaId } }: TaskGroup): DeskWork => ({ field, power, areaId })

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
