/** The keyed hash of a file that is read once, as a stream. */
import { createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Vault } from '../db/identity/identity-vault.ts'

export interface HashedFile {
  bytes: Readable
  /** Reads what nobody has read yet. */
  hash: () => Promise<Buffer>
}

/** @param as how its bytes are read, such as format and encoding: read in another way they are other rows */
export function hashedFile(
  given: AsyncIterable<Uint8Array>,
  vault: Pick<Vault, 'lookup'>,
  as: string,
): HashedFile {
  const hash = createHmac('sha256', vault.lookup('file of an import')).update(`${as}\n`)
  let ended = false
  async function* passed() {
    for await (const chunk of given) {
      hash.update(chunk)
      yield chunk
    }
    ended = true
  }
  const bytes = Readable.from(passed(), { objectMode: false })
  return {
    bytes,
    async hash() {
      if (!ended) for await (const _ of bytes);
      return hash.digest()
    },
  }
}
