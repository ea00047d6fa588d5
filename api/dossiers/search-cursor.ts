import { z } from 'zod'
import type { Vault } from '../../db/identity/identity-vault.ts'
import type { SearchCursor } from '../../db/search/dossier-search.ts'
import { wrongField } from '../../domain/errors.ts'
import type { Cursors } from '../server/cursor.ts'

const schema = z.object({ text: z.string().max(400), filedAt: z.number(), dossierId: z.uuid() })
const context = 'search.cursor'

/** Of pages of dossiers. Sealed: the last entry of a page is the name of a person. */
export function searchCursors(vault: Vault): Cursors<SearchCursor> {
  return {
    write(next) {
      const { cipher, keyId } = vault.seal(JSON.stringify(next), context)
      return `${Buffer.from(cipher).toString('base64url')}.${Buffer.from(keyId).toString('base64url')}`
    },
    read(after) {
      const [cipher = '', keyId = ''] = after.split('.')
      try {
        const plain = vault.open(
          Buffer.from(cipher, 'base64url'),
          Buffer.from(keyId, 'base64url').toString(),
          context,
        )
        return schema.parse(JSON.parse(plain))
      } catch {
        throw wrongField('/after', 'is no `next` of a page')
      }
    },
  }
}
