import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { type OriginalPlace, placesOfOriginals } from './original-place.ts'
import { filesOfDossier, type PaperFileRow } from './paper-file.ts'

/** What a dossier has of papers: as noted by hand, as files, and where originals are. */
export interface PapersHeld {
  papers: readonly { kind: string; originals: number; copies: number; note: string | null }[]
  /** Every version, the newest of a file first; names sealed. */
  files: readonly PaperFileRow[]
  originals: readonly OriginalPlace[]
}

export async function readPapers(sql: Querying, dossierId: string): Promise<PapersHeld> {
  const [papers, files, originals] = await Promise.all([
    typedRows(sql, 'papers.readPapers')`
      select kind, originals, copies, note from paper where dossier_id = ${dossierId} order by recorded_at, kind`,
    filesOfDossier(sql, dossierId),
    placesOfOriginals(sql, dossierId),
  ])
  return { papers, files, originals }
}
