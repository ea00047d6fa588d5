/** Rows of the organisation of Hà Nội for tests, from `data/`: as the loader has them, without officers. */
import { organisationBefore, organisationSince } from '../../db/load/organisation/organisation.ts'
import type { ReferenceFiles } from '../../db/load/reference-files.ts'
import type { ReferenceRows } from '../../reorganisations/grammar/reference-rows.ts'

export const loadedRows = (files: ReferenceFiles): ReferenceRows =>
  organisationSince(files, organisationBefore(files)).after

export const FIRST_DAY_MS = Date.parse('2025-07-01T00:00:00+07:00')
