/** Ids of units and areas. A unit id carries its epoch: all 126 codes of the communes of today were codes of others before. */

export const CITY_ID = 'hanoi:01'
/** The whole city: the area of the government's own dossiers, and of no place that somebody names. */
export const CITY_AREA_ID = 'city:01'

/** A district or commune as it was until 30 June 2025. */
export const oldUnitId = (code: string): string => `old:${code}`
/** A commune since 1 July 2025. */
export const newCommuneId = (code: string): string => `new:${code}`

export const cellId = (oldCode: string, newCode: string): string => `cell:${oldCode}:${newCode}`
/** What the ids of all cells of an old commune begin with. */
export const cellsOfOldId = (oldCode: string): string => cellId(oldCode, '')
/** Of a place only the commune before 1 July 2025 is known, and that commune was split. */
export const unplacedInOldId = (oldCode: string): string => `unplaced:old:${oldCode}`
/** Of a place only the commune since 1 July 2025 is known. */
export const unplacedInNewId = (newCode: string): string => `unplaced:new:${newCode}`
/** The code in the id of an unplaced area of an old commune; null of any other area. */
export const oldCodeOfUnplaced = (areaId: string): string | null =>
  /^unplaced:old:(\d{5})$/.exec(areaId)?.[1] ?? null
