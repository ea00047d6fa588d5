/** Words for changes of reference data. */

/** What a change of reference data is: `load` of files, a reorganisation or its undo, staff, a mandate lent, a calendar, a mistake mended. */
export const changeKinds = [
  'load',
  'reorganisation',
  'undo',
  'staff',
  'mandate',
  'calendar',
  'correction',
] as const
export type ChangeKind = (typeof changeKinds)[number]
