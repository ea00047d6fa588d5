import { afterAll, expect, test } from 'vitest'
import { ownLoop, withStall } from './stall.ts'

const loop = ownLoop()
afterAll(() => loop.stop())
const heldMs = 200

test('what computes without an end in sight stalls the loop', async () => {
  const computing = async () => {
    const { user } = process.cpuUsage()
    while (process.cpuUsage().user - user < heldMs * 1e3) 'x'.repeat(10_000).split('')
  }
  const { stallMs } = await withStall(loop, computing, Number.POSITIVE_INFINITY)
  expect(stallMs).toBeGreaterThan(heldMs / 2)
})

test('a process that gets no processor for a while is not stalled by what it does', async () => {
  const waiting = async () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, heldMs)
  const { stallMs } = await withStall(loop, waiting, heldMs / 2)
  expect(stallMs).toBeLessThan(heldMs / 2)
})
