import type { Database } from '../../db/database.ts'
import type { Vault } from '../../db/identity/identity-vault.ts'
import { secretContext } from '../../db/identity/sealing-context.ts'
import { newId } from '../../db/new-id.ts'

/** A portal that every event is sent to. */
export async function subscribePortal(
  { sql }: Pick<Database, 'sql'>,
  { vault, url }: { vault: Pick<Vault, 'seal'>; url: string },
): Promise<void> {
  const id = newId()
  const secret = vault.seal('whsec_AAAA', secretContext(id))
  await sql`
    insert into subscription (id, caller, key, url, secret_cipher, secret_key_id, kinds, created_at)
    values (${id}, 'portal', 'portal', ${url}, ${Buffer.from(secret.cipher)}, ${secret.keyId},
      '{dossier.changed,dossier.closed,unit.changed}', instant(0))`
}
