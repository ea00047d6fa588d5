/** The engine's steps of a payout run: a child for each unit, which pays its pages one after the other. */
import { childWorkflowId } from '../../domain/dossier/workflow-id.ts'
import { taskQueues } from '../../temporal.config.ts'
import { executeChildInPlace } from '../execute-child.ts'
import { payoutRuns } from '../proxies.ts'

/** A unit more would only wait for the bank. */
const unitsAtOnce = 8

export async function payoutPreparation({ dossierId }: { dossierId: string }): Promise<string> {
  const { outcome } = await payoutRuns.preparePayoutRun({ dossierId })
  return outcome
}

/**
 * Ends only once no order is left that could still be paid: a database that was set back while it ran has orders again that pages, which have
 * ended, had settled. The bank is asked about these first.
 */
export async function payoutRun({ dossierId }: { dossierId: string }): Promise<string> {
  for (;;) {
    const { units, beyondCeiling } = await payoutRuns.unitsToPay({ dossierId })
    if (beyondCeiling === true) return 'beyondCeiling'
    if (units.length === 0) return 'paid'
    await payUnits(dossierId, units)
  }
}

async function payUnits(runId: string, units: readonly Omit<UnitToPay, 'runId'>[]): Promise<void> {
  const left = [...units]
  const payNext = async (): Promise<void> => {
    for (let unit = left.shift(); unit !== undefined; unit = left.shift()) await payInChild(runId, unit)
  }
  await Promise.all(Array.from({ length: unitsAtOnce }, payNext))
}

export interface UnitToPay {
  runId: string
  unitId: string
  pages: number
}

export async function payoutUnit({ runId, unitId, pages }: UnitToPay): Promise<void> {
  for (let page = 0; page < pages; page += 1) await payoutRuns.payPage({ runId, unitId, page })
}

const payInChild = (runId: string, { unitId, pages }: { unitId: string; pages: number }): Promise<void> =>
  executeChildInPlace<UnitToPay, void>('payoutUnit', {
    workflowId: childWorkflowId(runId, `pay-${unitId}`),
    taskQueue: taskQueues.payoutRuns,
    input: { runId, unitId, pages },
  })
