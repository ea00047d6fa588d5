import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4096)
let used = pool.length

/**
 * Random bytes for ids and nonces, each drawn once. They are fetched for hundreds of draws together: a call for ten bytes costs more than
 * the bytes. Not for keys, which must not lie in memory longer than they are needed.
 * @throws {RangeError} on more than the pool holds
 */
export function drawRandom(count: number): Buffer {
  if (count > pool.length) throw new RangeError(`At most ${pool.length} random bytes are drawn at once`)
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += count
  return Buffer.from(pool.subarray(used - count, used))
}
