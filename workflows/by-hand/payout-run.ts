/** The engine's steps of a payout run: a child for each unit, which pays its pages one after the other. */
import { executeChild, ParentClosePolicy, sleep, TemporalFailure } from '@temporalio/workflow'
import { childWorkflowId } from '../../domain/dossier/workflow-id.ts'
import { taskQueues } from '../../temporal.config.ts'
import { payoutRuns } from '../proxies.ts'

/** A unit more would only wait for the bank. */
const unitsAtOnce = 8

/** The child of the run that this one took the place of ends a moment after it. */
const childEndsMs = 1_000

export async function payoutPreparation({ dossierId }: { dossierId: string }): Promise<string> {
  const { outcome } = await payoutRuns.preparePayoutRun({ dossierId })
  return outcome
}

export async function payoutRun({ dossierId }: { dossierId: string }): Promise<string> {
  const { units } = await payoutRuns.unitsToPay({ dossierId })
  const left = [...units]
  const payNext = async (): Promise<void> => {
    for (let unit = left.shift(); unit !== undefined; unit = left.shift()) await payInChild(dossierId, unit)
  }
  await Promise.all(Array.from({ length: unitsAtOnce }, payNext))
  return 'paid'
}

export interface UnitToPay {
  runId: string
  unitId: string
  pages: number
}

export async function payoutUnit({ runId, unitId, pages }: UnitToPay): Promise<void> {
  for (let page = 0; page < pages; page += 1) await payoutRuns.payPage({ runId, unitId, page })
}

async function payInChild(
  runId: string,
  { unitId, pages }: { unitId: string; pages: number },
): Promise<void> {
  for (;;) {
    try {
      await executeChild<(unit: UnitToPay) => Promise<void>>('payoutUnit', {
        workflowId: childWorkflowId(runId, `pay-${unitId}`),
        taskQueue: taskQueues.payoutRuns,
        args: [{ runId, unitId, pages }],
        parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
      })
      return
    } catch (error) {
      if (!isAlreadyStarted(error)) throw error
      await sleep(childEndsMs)
    }
  }
}

/** By its name: the SDK for workflows exports no class of it. */
const isAlreadyStarted = (error: unknown): boolean =>
  error instanceof TemporalFailure && error.name === 'WorkflowExecutionAlreadyStartedError'
