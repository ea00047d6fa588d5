/**
 * Loaded into every thread of the measured worker: answers with the heap in use after a collection. The
 * workflows live in a thread of their own, which `process.memoryUsage` does not see.
 */

import { getHeapStatistics } from 'node:v8'
import { BroadcastChannel, isMainThread } from 'node:worker_threads'

if (!isMainThread) {
  const channel = new BroadcastChannel('heap')
  channel.onmessage = (event) => {
    if (typeof event !== 'object' || event === null || !('data' in event) || event.data !== 'ask') return
    globalThis.gc?.()
    globalThis.gc?.()
    channel.postMessage({ heapUsed: getHeapStatistics().used_heap_size })
  }
  channel.unref()
}
