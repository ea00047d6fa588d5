import type { NewAlert } from '../db/engine/reconcile-rows.ts'

export type PaperAlert = 'paperFileLost' | 'paperFileChanged'

/** An alert about the files of one dossier: ids, no names. */
export function paperAlert(kind: PaperAlert, dossierId: string, files: readonly string[]): NewAlert {
  const which = files.join(', ')
  return kind === 'paperFileLost'
    ? {
        ...{ kind, dossierId, message: `Files of dossier ${dossierId} are not in the store: ${which}.` },
        remedy:
          'Restore them from the backup of the store under their store_key in paper_file; else have the paper sent again as a new version.',
      }
    : {
        ...{ kind, dossierId, message: `Files of dossier ${dossierId} are not as they were kept: ${which}.` },
        remedy:
          'Nobody is given them. Find who writes to the store, restore them from its backup, and compare with sha256 in paper_file.',
      }
}
