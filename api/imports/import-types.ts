/** How each format is named by who sends it. */
export const importTypes = {
  'application/x-ndjson': 'jsonl',
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
} as const
