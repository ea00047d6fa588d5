import type { Change } from './reorganisation.ts'

/** On what a row rests that begins. */
export interface Foundation {
  basis: string
  assumed: boolean
}

/** Its own basis, or the resolution. */
export const founded = (
  { basis, assumed }: { basis?: string; assumed?: boolean },
  resolution: string,
): Foundation => ({
  basis: basis ?? resolution,
  assumed: assumed ?? false,
})

/** The changes of a kind. */
export type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>
