/** UUID version 7 (RFC 9562, 5.7): ids whose order is that of their making, so that tables can be divided by time later. */

const latestMs = 2 ** 48 - 1

const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * An id from an instant and ten random bytes. The instant is when the row is recorded and never a legal time; nothing is read back
 * from an id, and an id is no secret.
 * @param atMs whole milliseconds since 1970
 * @throws {RangeError} on an instant that 48 bits do not hold, or fewer than ten bytes
 */
export function uuid7(atMs: number, random: Uint8Array): string {
  if (!Number.isInteger(atMs) || atMs < 0 || atMs > latestMs) {
    throw new RangeError(`${atMs} is no instant of an id; give whole milliseconds since 1970`)
  }
  if (random.length < 10) throw new RangeError('an id needs ten random bytes')
  const time = atMs.toString(16).padStart(12, '0')
  const tail = random.slice(0, 10)
  tail[0] = ((tail[0] ?? 0) & 0x0f) | 0x70
  tail[2] = ((tail[2] ?? 0) & 0x3f) | 0x80
  let rest = ''
  for (const byte of tail) rest += hexOf[byte]
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
}
