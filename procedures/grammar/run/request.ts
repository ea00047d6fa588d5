/** What may be requested of an open dossier; the names are in Temporal's histories. */
import type { DossierEvent } from './event.ts'

export const requestKinds = [
  'decide',
  'supplement',
  'withdraw',
  'reassign',
  'extend',
  'adoptEdition',
] as const
export type RequestKind = (typeof requestKinds)[number]

export type RequestedEvent = Extract<DossierEvent, { kind: RequestKind }>
