import { enactments } from '../proxies.ts'

/** The engine's step of a reorganisation: what was approved is written. Its answer leads the dossier on. */
export async function enactment({ dossierId }: { dossierId: string }): Promise<string> {
  const { outcome } = await enactments.enactReorganisation({ dossierId })
  return outcome
}
