/** The signals that `byHand` workflows wait for, sent by the demo and by `procedure:try`. */
import { dossierWorkflowId } from '../domain/dossier/workflow-id.ts'
import type { Engine } from '../engine/connection.ts'
import type { PlanStep } from '../procedures/grammar/plan/plan.ts'
import { type MeetingResult, meetingHeldSignal, meetingResults } from '../workflows/by-hand/site-clearance.ts'

const meetings: Readonly<Record<MeetingResult, string>> = {
  agreed: 'Họp dân: các hộ đồng ý',
  notAgreed: 'Họp dân: chưa đồng ý',
  projectAbandoned: 'Dự án dừng',
}

/** The words that the workflow of a step accepts, and what each means; null if the step has no workflow of its own. */
export function wordsOfStep(step: PlanStep | undefined): ReadonlyMap<string, string> | null {
  if (step?.does?.work !== 'byHand') return null
  return new Map(step.does.workflow === 'siteClearance' ? Object.entries(meetings) : [])
}

/** Tells the workflow of a task one of its words. */
export async function tell({ client }: Engine, dossierId: string, task: string, word: string): Promise<void> {
  const result = meetingResults.find((known) => known === word)
  if (result === undefined) throw new RangeError(`no workflow waits for ${word}`)
  const id = `${dossierWorkflowId(dossierId)}/${task}`
  await client.workflow.getHandle(id).signal(meetingHeldSignal, result)
}
