/** Workflows that fail, for a test of what an operator reads. */
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

async function rejected(): Promise<never> {
  await Promise.resolve()
  throw new Error('nobody handles this')
}
