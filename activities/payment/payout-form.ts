import { z } from 'zod'
import type { Querying } from '../../db/database.ts'

const formSchema = z.object({
  body: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.object({ cipher: z.base64(), keyId: z.string() })),
  applicantIds: z.array(z.string()),
})

/** What a payout needs of a dossier: its form as last supplemented, and who applied. */
export type PayoutForm = z.infer<typeof formSchema>

/** @throws Error where the dossier has no form that can be read */
export async function readPayoutForm(sql: Querying, dossierId: string): Promise<PayoutForm> {
  const [row] = await sql`
    select f.body, f.secrets, array(
      select party_id::text from dossier_party where dossier_id = f.dossier_id and role = 'applicant') as "applicantIds"
    from dossier_form f where f.dossier_id = ${dossierId} order by f.version desc limit 1`
  const parsed = formSchema.safeParse(row)
  if (parsed.success) return parsed.data
  // The parser's own message would quote the form.
  throw new Error(
    `The form of dossier ${dossierId} is missing or not as it is filed, so nothing was paid; repair its row`,
  )
}
