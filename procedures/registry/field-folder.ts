import { slugOf } from '../../domain/vietnamese.ts'

/** Fields whose name is too long for a folder, by a whole phrase of it. */
const shortNames: Readonly<Record<string, string>> = {}

/** The folder below `procedures/definitions/` that holds the definitions of a field. */
export const fieldFolder = (field: string): string => shortNames[field] ?? slugOf(field)
