/** Words for where something is, and how its area was found. */

export const placeKinds = ['residence', 'previousResidence', 'seat', 'object', 'reception'] as const
export type PlaceKind = (typeof placeKinds)[number]

export const evidenceKinds = [
  'declared',
  'wholeWard',
  'residents',
  'coordinates',
  'neighbourhood',
  'undecided',
  'officer',
] as const
export type PlaceEvidence = (typeof evidenceKinds)[number]

export const evidenceNames: Readonly<Record<PlaceEvidence, string>> = {
  declared: 'theo lời khai',
  wholeWard: 'toàn bộ đơn vị cũ nhập vào một đơn vị mới',
  residents: 'toàn bộ dân cư của đơn vị cũ về một đơn vị mới',
  coordinates: 'theo tọa độ trong ranh giới',
  neighbourhood: 'theo tổ dân phố hoặc thôn của đơn vị cũ',
  undecided: 'chưa xác định được',
  officer: 'do cán bộ xác định',
}

/** What is known of where something lies. */
export interface Whereabouts {
  area?: string
  /** Code of a commune as it was until 30 June 2025. */
  oldWard?: string
  /** Code of a commune since 1 July 2025. */
  newWard?: string
  /** Degrees, WGS 84. */
  lat?: number
  lon?: number
  /** Tổ dân phố or thôn, by the numbers the old commune used. */
  neighbourhood?: string
}
