/** Which notices people get, and how often. */
import { keysOf } from '../keys-of.ts'

/** No notice, one digest a working day, or one notice for each event at once. */
export const noticePolicies = ['none', 'digest', 'individual'] as const
export type NoticePolicy = (typeof noticePolicies)[number]

/** Each kind of notice, and to whom it goes. */
export const noticeEvents = {
  filed: 'applicant',
  supplementAsked: 'applicant',
  refused: 'applicant',
  lapsed: 'applicant',
  apology: 'applicant',
  resultReady: 'applicant',
  resultCorrected: 'applicant',
  correctionRefused: 'applicant',
  deskMoves: 'applicant',
  taskLate: 'officer',
  taskAssigned: 'officer',
  tasksReassigned: 'officer',
} as const satisfies Record<string, 'applicant' | 'officer'>
export type NoticeEvent = keyof typeof noticeEvents
export const noticeEventNames = keysOf(noticeEvents)

/** Who gets it: a party of the dossier, or an officer. */
export const recipientKinds = ['party', 'officer'] as const
export type RecipientKind = (typeof recipientKinds)[number]

/** `none`: the policy was to notify nobody. */
export const noticeStatuses = ['waiting', 'sent', 'none'] as const
export type NoticeStatus = (typeof noticeStatuses)[number]

/** What is done with the notices of a reorganisation: `retried` has those that failed sent again at once. */
export const waveSteps = ['started', 'paused', 'resumed', 'retried'] as const
export type WaveStep = (typeof waveSteps)[number]
