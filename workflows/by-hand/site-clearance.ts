import { condition, defineSignal, setHandler } from '@temporalio/workflow'

/** The result of a meeting with the households; who said what is in the dossier's papers, not here. */
export const meetingResults = ['agreed', 'notAgreed', 'projectAbandoned'] as const
export type MeetingResult = (typeof meetingResults)[number]

export const meetingHeldSignal = defineSignal<[MeetingResult]>('meetingHeld')

/** After so many meetings without agreement the plan itself goes back to review. */
const meetingsAtMost = 3

/**
 * Clearing a site: meetings are held until everybody agrees, nobody moves any more, or the project is given up.
 * How many there are, and when, follows no fixed order, which is why steps cannot say it. Its time limit is the
 * step's: the dossier is marked late by its own timer.
 */
export async function siteClearance(_input: { dossierId: string }): Promise<string> {
  const results: MeetingResult[] = []
  const decisive = (): MeetingResult | undefined => results.find((result) => result !== 'notAgreed')
  setHandler(meetingHeldSignal, (result) => void results.push(result))
  await condition(() => decisive() !== undefined || results.length >= meetingsAtMost)
  const result = decisive()
  if (result === undefined) return 'contested'
  return result === 'agreed' ? 'agreed' : 'abandoned'
}
