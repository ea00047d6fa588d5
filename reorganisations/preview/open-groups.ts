/** Open work, grouped by what decides whose it is: as read in one statement each, and never task by task. */
import type { Matter, Responsible } from './responsibility-map.ts'

/** Tasks open at desks that differ in nothing that a reorganisation looks at. */
export interface TaskGroup extends Matter {
  role: string
  step: string
  late: boolean
  tasks: number
  /** Open dossiers that have the first of their open desk tasks here: each dossier is counted once. */
  dossiers: number
}

/** Tasks that an officer has claimed, as long as the claim holds. */
export interface ClaimGroup extends Matter {
  role: string
  officerId: string
  /** The unit of the mandate under which they were claimed. */
  unitId: string
  mandateId: string
  tasks: number
}

export const waitsFor = ['start', 'applicant', 'engine'] as const
/** For whom a dossier without a task at a desk waits. */
export type WaitsFor = (typeof waitsFor)[number]

/** Open dossiers that are at no desk. */
export interface WaitingGroup {
  areaId: string
  procedureCode: string
  waitsFor: WaitsFor
  dossiers: number
}

export interface OpenWork {
  tasks: readonly TaskGroup[]
  claims: readonly ClaimGroup[]
  waiting: readonly WaitingGroup[]
}

/** Tasks with who is responsible for them the moment before a reorganisation, and after it. */
export interface MovingGroup {
  group: TaskGroup
  from: Responsible | null
  to: Responsible | null
}
