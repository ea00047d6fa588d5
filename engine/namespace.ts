/** A namespace of its own: nothing that runs in it meets what runs in another. */
import { setTimeout as pause } from 'node:timers/promises'
import { msToTs } from '@temporalio/common/lib/time'
import type { Engine } from './connection.ts'

const knownWithinMs = 60_000
const pollMs = 200
/** gRPC's NOT_FOUND, and the INVALID_ARGUMENT that this one call answers with in its place. */
const unknownCodes: readonly unknown[] = [3, 5]

/**
 * Registers the namespace of this connection, and waits until every part of the server knows it.
 * @param retentionMs how long histories of ended workflows are kept
 */
export async function registerNamespace(
  engine: Engine,
  namespace: string,
  retentionMs: number,
): Promise<void> {
  await engine.connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs(retentionMs),
  })
  const until = Date.now() + knownWithinMs
  for (;;) {
    try {
      await engine.client.workflow.count()
      return
    } catch (error) {
      if (Date.now() > until) throw error
      await pause(pollMs)
    }
  }
}

/** Ends what runs in it and removes its histories. Safe to repeat. */
export async function deleteNamespace({ connection }: Engine, namespace: string): Promise<void> {
  try {
    await connection.operatorService.deleteNamespace({ namespace })
  } catch (error) {
    const unknown = error instanceof Error && 'code' in error && unknownCodes.includes(error.code)
    if (!unknown || !/not found/.test(error.message)) throw error
  }
}
