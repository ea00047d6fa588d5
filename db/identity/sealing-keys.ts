/** Which keys the database's values are sealed with: a process that lacks one must not start. */
import type { KeyKind } from '../../domain/operation.ts'
import type { Database } from '../database.ts'
import { typedRows } from '../statement.ts'
import { type Vault, VaultError, type VaultKeys } from './identity-vault.ts'

const context = 'sealing_key.proof'
const known = 'Thông Suốt'

interface KeyRow {
  kind: KeyKind
  id: string
  /** Null where it was before proofs were kept. */
  proof: Uint8Array | null
}

/**
 * Compares the keys of a process with those that the database knows, and notes the one that it seals with before it seals anything.
 * An id alone proves nothing: each key has to open what it sealed.
 * @throws {VaultError} naming the keys that are missing or are others; nothing is noted then
 */
export async function declareKeys(
  { sql }: Pick<Database, 'sql'>,
  vault: Vault,
  { current, keys }: Pick<VaultKeys, 'current' | 'keys'>,
): Promise<void> {
  const rows = await typedRows(
    sql,
    'identity.declareKeys',
  )`select kind, id, proof from sealing_key order by kind, id`
  const problems = rows.flatMap((row) => problemOf(vault, keys, row))
  if (problems.length > 0) throw new VaultError(problems.join('; '))
  const sealed = vault.seal(known, context)
  await sql`
    insert into sealing_key (kind, id, proof)
    values ('seal', ${current}, ${Buffer.from(sealed.cipher)}), ('lookup', '', ${Buffer.from(vault.lookup(known))})
    on conflict (kind, id) do update set proof = excluded.proof where sealing_key.proof is null`
}

function problemOf(vault: Vault, keys: VaultKeys['keys'], { kind, id, proof }: KeyRow): string[] {
  if (kind === 'lookup') {
    const same = proof === null || Buffer.from(vault.lookup(known)).equals(Buffer.from(proof))
    return same ? [] : ['the look-up key is another one']
  }
  if (keys[id] === undefined) return [`the key "${id}" is missing`]
  try {
    if (proof !== null) vault.open(proof, id, context)
    return []
  } catch {
    return [`the key "${id}" is another one`]
  }
}

/** After everything is sealed with one key, the others are needed by backups alone. */
export async function forgetOtherKeys({ sql }: Pick<Database, 'sql'>, current: string): Promise<void> {
  await sql`delete from sealing_key where kind = 'seal' and id <> ${current}`
}
