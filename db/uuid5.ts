import { createHash } from 'node:crypto'

/**
 * The name-based UUID of version 5 (RFC 9562, section 5.5): the same namespace and name give the same id, always.
 * @param namespace a UUID, with its dashes
 * @throws RangeError where the namespace is no UUID
 */
export function uuid5(namespace: string, name: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(namespace)) {
    throw new RangeError('the namespace of a name-based id is no UUID; give one with its dashes')
  }
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
  // Version in the high half of octet 6, variant in the two high bits of octet 8.
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
