/** Words for what is done with a reorganisation, from its proposal to its end. */

/** What has a second person behind it; each confirms a step of somebody else. */
export const confirmingSteps = ['approved', 'postponed', 'calledOff', 'undone'] as const

/** What can be done with an armed one, until it is closed. */
export const stepsAfterArming = [
  'postponementAsked',
  'postponed',
  'callOffAsked',
  'calledOff',
  'undoAsked',
  'undone',
  'certified',
] as const

/**
 * `proposed`: its rows are counted and hashed; `approved`: by a second person; `takenBack`: the approval, since rows were changed
 * meanwhile; `armed`: its rows are written; `…Asked`: by one of the two, and done when the other confirms it; `certified`: it is closed.
 * `loaded`: it had taken effect before there was a system to propose it in, and its rows came with the data.
 */
export const reorganisationSteps = [
  'proposed',
  'approved',
  'takenBack',
  'armed',
  ...stepsAfterArming,
  'loaded',
] as const
export type ReorganisationStep = (typeof reorganisationSteps)[number]

/** Where a reorganisation is. That an armed one has taken effect is said by its instant alone. */
export const reorganisationStatuses = [
  'declared',
  'proposed',
  'approved',
  'armed',
  'calledOff',
  'undone',
  'certified',
  'loaded',
] as const
export type ReorganisationStatus = (typeof reorganisationStatuses)[number]

/**
 * Where an armed reorganisation is. `toCome`: its instant has not passed; `effective`: it has, and no certificate has closed it yet;
 * `certified` stays so, also where it is undone later.
 */
export type ArmedStatus = 'toCome' | 'effective' | 'certified' | 'calledOff' | 'undone'

/** When other systems hear of a step that writes rows: as it is decided, and as its instant comes. */
export const reorganisationMoments = ['decided', 'effective'] as const
export type ReorganisationMoment = (typeof reorganisationMoments)[number]
