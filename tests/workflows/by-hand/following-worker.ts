/** A worker of the steps that follow an armed reorganisation, over rows that a test sets. */
import { randomUUID } from 'node:crypto'
import type { WorkflowHandle } from '@temporalio/client'
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker'
import type { ArmedStatus } from '../../../domain/territory/reorganisation/reorganisation-step.ts'
import type { Engine } from '../../../engine/connection.ts'
import { until } from '../../../harness/until.ts'
import type { Enactments } from '../../../procedures/grammar/run/enactment.ts'

const taskQueue = 'by-hand'

export interface Waiting {
  handle: WorkflowHandle
  /** Sets what the rows say, and no more. */
  becomes(status: ArmedStatus, inMs?: number): void
  /** Waits until it has asked so many times, and sleeps again. */
  hasAsked(times: number): Promise<void>
}

export interface FollowingWorker {
  /** Starts a workflow, of which the rows say this first. */
  begins(workflow: string, status: ArmedStatus, inMs?: number): Promise<Waiting>
  stop(): Promise<void>
}

export async function followingWorker(
  { client }: Pick<Engine, 'client'>,
  options: { address: string } & Pick<WorkerOptions, 'namespace' | 'workflowBundle'>,
): Promise<FollowingWorker> {
  const rows = new Map<string, Awaited<ReturnType<Enactments['followReorganisation']>>>()
  const asked = new Map<string, number>()
  const timesAsked = (dossierId: string): number => asked.get(dossierId) ?? 0
  const { address, ...workerOptions } = options
  const connection = await NativeConnection.connect({ address })
  const worker = await Worker.create({
    ...{ ...workerOptions, connection, taskQueue },
    activities: {
      followReorganisation: async ({ dossierId }: { dossierId: string }) => {
        asked.set(dossierId, timesAsked(dossierId) + 1)
        return rows.get(dossierId)
      },
    },
  })
  const running = worker.run()
  return {
    async begins(workflow, status, inMs = 0) {
      const dossierId = randomUUID()
      const becomes: Waiting['becomes'] = (is, ms = 0) => void rows.set(dossierId, { status: is, inMs: ms })
      becomes(status, inMs)
      const handle = await client.workflow.start(workflow, {
        ...{ workflowId: `${dossierId}/step.1`, taskQueue, args: [{ dossierId }] },
      })
      const hasAsked = async (times: number) => {
        await until(`it has asked ${times} times and sleeps`, async () => {
          const timers = (await timersOf(handle)).length
          return timesAsked(dossierId) === times && timers === times
        })
      }
      return { handle, becomes, hasAsked }
    },
    async stop() {
      worker.shutdown()
      await running
      await connection.close()
    },
  }
}

/** How long it sleeps, each time, ms; parts of a second left out. */
export async function timersOf(handle: WorkflowHandle): Promise<readonly number[]> {
  const { events } = await handle.fetchHistory()
  return (events ?? []).flatMap(({ timerStartedEventAttributes: of }) =>
    of == null ? [] : [Number(of.startToFireTimeout?.seconds ?? 0) * 1_000],
  )
}
