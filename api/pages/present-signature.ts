import { z } from 'zod'
import type { Signature } from '../../db/dossier/signature.ts'
import { capacity } from '../../domain/territory/explain-authority.ts'
import { mandateKinds } from '../../domain/territory/mandate.ts'

const named = z.object({ id: z.string(), name: z.string() })

/** For whom and on what basis a decision is signed. */
export const signatureAnswer = z
  .object({
    officer: named,
    unit: named,
    role: z.string(),
    kind: z.enum(mandateKinds),
    actingFor: named.nullable().describe('For whom the officer signs; null where in the own name'),
    basis: z.string(),
    inWords: z.string().describe('Vietnamese'),
  })
  .meta({ id: 'Signature' })

export function presentSignature(signed: Signature | null): z.infer<typeof signatureAnswer> | null {
  if (signed === null) return null
  const { role, kind, actingFor, basis } = signed
  const inWords = capacity({ role, mandate: { kind, actingForName: actingFor?.name ?? null, basis } })
  return { ...signed, inWords }
}
