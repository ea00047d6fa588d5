/** Where rehearsals of the live system go, and as whom it is read. */
import { StartUpError } from '../../../domain/start-up-error.ts'
import { rehearsalsIn } from '../../../rehearsal/rehearsal-folder.ts'
import type { RehearsalPlace } from '../../../rehearsal/rehearsal-place.ts'
import type { Settings } from '../settings.ts'

export function rehearsalPlaceOf(settings: Settings): {
  place: RehearsalPlace
  /** Where a rehearsal listens: never the port of the live API, which a balancer would find there. */
  port: number
  /** @throws {StartUpError} where there is none: the role that runs the product is never used for it */
  readerUrl: () => string
} {
  const { databaseOwnerUrl, databaseReaderUrl, engine, dataDir } = settings
  const server = new URL(process.env.REHEARSAL_SERVER_URL || databaseOwnerUrl)
  if (!process.env.REHEARSAL_SERVER_URL) server.pathname = '/postgres'
  const rehearsals = rehearsalsIn(dataDir)
  return {
    place: { serverUrl: server.href, engine, rehearsals, now: Date.now },
    port: Number(process.env.REHEARSAL_PORT || 8081),
    readerUrl: () => {
      if (databaseReaderUrl !== null) return databaseReaderUrl
      throw new StartUpError({
        what: 'DATABASE_READER_URL is not set.',
        why: 'The live database is copied by a role that can only read it.',
        remedy:
          'Create one and set it; docs/operations.md, “Rehearsal of a reorganisation”, says how. `npm start` has one.',
      })
    },
  }
}
