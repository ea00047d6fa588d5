import { isDeepStrictEqual } from 'node:util'
import type { Vault } from '../../db/identity/identity-vault.ts'
import { formContext } from '../../db/identity/sealing-context.ts'
import { DomainError } from '../../domain/errors.ts'
import { jsonPointer } from '../server/field-problems.ts'

/** A form as it is kept: values of secret fields sealed. */
interface KeptForm {
  body: Readonly<Record<string, unknown>>
  secrets: Readonly<Record<string, { cipher: string; keyId: string }>>
}

/**
 * Refuses a supplement after the signature that changes more than the account to pay to: what was signed stays as it was.
 * @param account the field that may change; a second person confirms it before anything is paid to it
 * @throws {DomainError} `invalidInput` with every other field that differs
 */
export function requireSigned(
  vault: Vault,
  { dossierId, kept, sent }: { dossierId: string; kept: KeptForm; sent: KeptForm },
  account: string,
): void {
  const before = opened(vault, dossierId, kept)
  const after = opened(vault, dossierId, sent)
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => name !== account && !isDeepStrictEqual(before[name], after[name]),
  )
  if (changed.length === 0) return
  const fields = changed.map((name) => ({
    path: jsonPointer(['form', name]),
    problem: `was signed and stays as it is; only ${account} may change now`,
  }))
  throw new DomainError('invalidInput', {
    fields,
    hint: 'Send the form as it was signed, with the new account alone; a wrong decision is corrected by a new dossier.',
  })
}

function opened(
  vault: Vault,
  dossierId: string,
  { body, secrets }: KeptForm,
): Readonly<Record<string, unknown>> {
  const values = Object.entries(secrets).map(([name, { cipher, keyId }]) => [
    name,
    vault.open(Buffer.from(cipher, 'base64'), keyId, formContext(dossierId, name)),
  ])
  return { ...body, ...Object.fromEntries(values) }
}
