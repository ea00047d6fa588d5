/** Files of papers: what may be sent, and how much of it. */
import { keysOf } from '../keys-of.ts'

/**
 * Types by what is in the file, never by its name: what scanners and telephones make, and the two of Office that hold
 * no macros. What is not here opens as something else than it looks: web pages, archives, programs, old Office files.
 */
export const paperFileTypes = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/tiff': ['tif', 'tiff'],
  'image/heic': ['heic'],
  'image/heif': ['heif', 'heic'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
} as const satisfies Record<string, readonly [string, ...string[]]>
export type PaperFileType = keyof typeof paperFileTypes
export const paperFileTypeNames = keysOf(paperFileTypes)

export const isPaperFileType = (type: string): type is PaperFileType => Object.hasOwn(paperFileTypes, type)

const MIB = 1024 * 1024

/** A deed of forty pages scanned in colour stays below; no text sets a limit. */
export const mostFileBytes = 25 * MIB
/** Of one dossier, versions that were replaced among them. */
export const mostFilesOfDossier = 200
export const mostBytesOfDossier = 500 * MIB
/** Files of one paper: the pages of a deed photographed one by one. */
export const mostParts = 50

const mostNameLength = 150

/**
 * A name to save the file under: of what the sender gave the last part of a path, in NFC, without what would steer a
 * terminal or a file system; and always with an ending of its type, so that nothing opens as what it is not.
 */
export function paperFileName(given: string | undefined, kind: string, type: PaperFileType): string {
  const endings: readonly string[] = paperFileTypes[type]
  const last = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/\p{C}/gu, '')
    .replace(/["<>:|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/gu, '')
  const ending = /\.([a-z0-9]{1,5})$/i.exec(plain)?.[1] ?? ''
  const fits = endings.includes(ending.toLowerCase())
  const stem = [...(fits ? plain.slice(0, -ending.length - 1) : plain)].slice(0, mostNameLength).join('')
  return `${stem.trim() || kind}.${fits ? ending : endings[0]}`
}

/**
 * On what data substitutes for a paper, by local day, the special rule first. The resolution reaches only what its annex names,
 * for as long as it is in force; the decree reaches all that the state has digitised.
 */
const replacementRules = [
  { from: '2026-01-01', until: '2027-03-01', annexed: true, basis: 'Phụ lục I, 66.7/2025/NQ-CP' },
  { from: '2025-07-01', until: null, annexed: false, basis: 'Điều 5, 118/2025/NĐ-CP' },
] as const

/**
 * The legal basis on which a paper is not required whose data a database holds, by the day of filing.
 * @param annexed the annex of 66.7/2025/NQ-CP names the paper
 * @returns null on a day before any such rule
 */
export function replacementBasis(localDate: string, annexed: boolean): string | null {
  const rule = replacementRules.find(
    (of) => of.from <= localDate && (of.until === null || localDate < of.until) && (annexed || !of.annexed),
  )
  return rule?.basis ?? null
}
