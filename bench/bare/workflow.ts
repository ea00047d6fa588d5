/**
 * What anybody would write first on Temporal: two updates, and the writes as local activities. The product does
 * as many transactions with as many rows; this is what it is compared with.
 */
import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow'
import type { BareWrites } from './writes.ts'

const { write } = proxyLocalActivities<BareWrites>({ startToCloseTimeout: '2s' })

export const bareDecide = defineUpdate<number, [string]>('bareDecide')

export async function bare(id: string): Promise<number> {
  let decisions = 0
  setHandler(bareDecide, async () => {
    await write(id, 'decision')
    decisions += 1
    return decisions
  })
  await write(id, 'filing')
  await condition(() => decisions === 2)
  await write(id, 'issue')
  await condition(allHandlersFinished)
  return decisions
}

/** Waits at once for its first decision; it writes nothing. */
export async function bareWaiting(): Promise<void> {
  let decided = false
  setHandler(bareDecide, () => {
    decided = true
    return 1
  })
  await condition(() => decided)
}
