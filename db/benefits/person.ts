/** A person who gets money, as a party: one that a dossier names already, or one of its own (decision 61). */
import type { Vault } from '../identity/identity-vault.ts'
import { identityContext } from '../identity/sealing-context.ts'
import { newId } from '../new-id.ts'
import { type Transaction, typedRows } from '../statement.ts'

export interface PersonNamed {
  name: string
  identityNumber: string
}

/**
 * The party of a dossier that has the number, else a new one that no dossier names. Whose money it is follows from the number alone.
 * @param dossierId null: of a list, so a new party
 * @returns its id
 */
export async function partyOf(
  tx: Transaction,
  vault: Vault,
  dossierId: string | null,
  { name, identityNumber }: PersonNamed,
): Promise<string> {
  const lookup = Buffer.from(vault.lookup(identityNumber))
  const [known] =
    dossierId === null
      ? []
      : await typedRows(tx, 'benefits.partyOfDossier')`
          select party.id from dossier_party named join party on party.id = named.party_id
          where named.dossier_id = ${dossierId} and party.identity_hmac = ${lookup} order by party.recorded_at, party.id limit 1`
  if (known !== undefined) return known.id
  const id = newId()
  const { cipher, keyId } = vault.seal(identityNumber, identityContext(id))
  await tx`
    insert into party (id, kind, name, identity_cipher, identity_key_id, identity_hmac)
    values (${id}, 'person', ${name}, ${Buffer.from(cipher)}, ${keyId}, ${lookup})`
  return id
}
