import type { engineAddress } from '../engine/address.ts'

/** Where rehearsals are kept. */
export interface RehearsalPlace {
  /** A database of the server that gets the copies, as a role that makes databases and roles. */
  serverUrl: string
  engine: ReturnType<typeof engineAddress>
  /** Where the folders of rehearsals are. */
  rehearsals: string
  now: () => number
}
