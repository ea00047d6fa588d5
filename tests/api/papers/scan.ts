/** A scan that is sent as a paper, and what is seen of it afterwards. */
import { readdir } from 'node:fs/promises'
import { z } from 'zod'
import { type ApiWorld, secretOf } from '../app.ts'
import type { Client } from '../client.ts'

export const pdf = (words: string) => `%PDF-1.7\n${words}\n%%EOF\n`
export const scanName = `Giấy khai sinh của ${secretOf.name}.pdf`
export const scan = { name: scanName, content: pdf('bản chụp') }
export const version = z.object({ id: z.uuid(), version: z.int() })

/** The papers of a dossier, as the caller sees them. */
export const checklist = async (client: Client, dossierId: string) =>
  z
    .object({
      papers: z.array(
        z.looseObject({ paper: z.string(), status: z.string(), files: z.array(z.looseObject({})) }),
      ),
    })
    .parse((await client.get(`/dossiers/${dossierId}/papers`)).body).papers
/** Keys of the store. */
export const stored = async ({ papers }: ApiWorld) => {
  const keys: string[] = []
  for (const day of await papers.store.days()) {
    for await (const key of papers.store.keysOf(day)) keys.push(key)
  }
  return keys
}
/** What is being received. */
export const received = ({ papers }: ApiWorld) => readdir(papers.incoming).catch(() => [])
