/** Rows of the organisation of Hà Nội for tests, from `data/`: as the loader has them, without officers. */
import { organisationBefore, organisationSince } from '../../db/load/organisation.ts'
import { type ReferenceFiles, readReferenceFiles } from '../../db/load/reference-files.ts'
import type { ReferenceRows } from '../../reorganisations/grammar/reference-rows.ts'

export const loadedRows = (files: ReferenceFiles): ReferenceRows =>
  organisationSince(files, organisationBefore(files)).after

export const referenceFiles = readReferenceFiles
