/** What a filing writes to. */
export const filingTables = [
  'dossier',
  'party',
  'dossier_party',
  'place',
  'paper',
  'dossier_form',
  'filing_key',
  'outbox',
  'journal',
] as const
