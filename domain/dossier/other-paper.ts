/** Papers that another system held of a dossier and that its procedure does not require: each has a key of its own, and its name is the note of it. */

const prefix = 'other'
const pattern = /^other[0-9a-f]{12}$/

/** @param nameHash keyed hash of the folded name: a key stands in journals and certificates, where a name of a paper may name a person */
export const otherPaperKind = (nameHash: Uint8Array): string =>
  `${prefix}${Buffer.from(nameHash).toString('hex').slice(0, 12)}`

export const isOtherPaper = (kind: string): boolean => pattern.test(kind)
