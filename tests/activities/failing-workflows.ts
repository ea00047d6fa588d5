/** Workflows that fail, for a test of what an operator is told. */
import { condition } from '@temporalio/workflow'

export async function throwsError(): Promise<void> {
  await Promise.resolve()
  throw new TypeError('thrown by a workflow')
}

export async function leavesRejection(): Promise<void> {
  void rejected()
  await condition(() => false)
}

export async function waits(): Promise<void> {
  await condition(() => false)
}

/** Whether the hook of the SDK has seen a promise of this workflow: it writes the run on each. */
export async function isHooked(): Promise<boolean> {
  return 'runId' in Promise.resolve()
}

async function rejected(): Promise<never> {
  await Promise.resolve()
  throw new Error('nobody handles this')
}
