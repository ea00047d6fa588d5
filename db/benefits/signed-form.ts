/** What the signed form of a dossier says of persons, days and choices: benefits are granted by it, whatever the form says later. */
import { z } from 'zod'
import type { PersonFields } from '../../procedures/grammar/definition/grant-rule.ts'
import type { Vault } from '../identity/identity-vault.ts'
import { formContext } from '../identity/sealing-context.ts'
import { readPayoutForm } from '../money/payout-form.ts'
import type { Transaction } from '../statement.ts'
import type { PersonNamed } from './person.ts'

export interface SignedForm {
  areaId: string
  /** @throws Error where the field is empty */
  text(field: string): string
  /** Null where the field is empty. */
  textOrNull(field: string): string | null
  /** Null where the field is empty. */
  secret(field: string): string | null
  /** Null where one of its fields is empty. */
  person(fields: PersonFields): PersonNamed | null
}

/** @throws Error where nobody has signed a form of the dossier; no message says what a form says */
export async function readSignedForm(tx: Transaction, vault: Vault, dossierId: string): Promise<SignedForm> {
  const { signed, areaId } = await readPayoutForm(tx, dossierId)
  if (signed === null)
    throw new Error(`Nobody has signed a form of dossier ${dossierId}, so its result grants nothing`)
  const textIn = (field: string) => z.string().trim().min(1).safeParse(signed.body[field]).data ?? null
  const secret = (field: string) => {
    const sealed = signed.secrets[field]
    if (sealed === undefined) return null
    return vault.open(Buffer.from(sealed.cipher, 'base64'), sealed.keyId, formContext(dossierId, field))
  }
  return {
    areaId,
    secret,
    textOrNull: textIn,
    text(field) {
      const text = textIn(field)
      if (text !== null) return text
      throw new Error(
        `The signed form of dossier ${dossierId} has nothing in ${field}, so its result grants nothing`,
      )
    },
    person({ name, number }) {
      const [said, identityNumber] = [textIn(name), secret(number)]
      return said === null || identityNumber === null ? null : { name: said, identityNumber }
    },
  }
}
