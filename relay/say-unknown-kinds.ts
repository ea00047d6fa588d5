/** Says once of each kind that this build does not know that it waits for a newer relay. */
import type { Database } from '../db/database.ts'
import { readUnknownKinds } from '../db/engine/unknown-kinds.ts'
import type { RelayLog } from './loop.ts'

export class UnknownKinds {
  readonly #said = new Set<string>()
  constructor(
    private readonly database: Pick<Database, 'sql'>,
    private readonly log: RelayLog,
  ) {}

  async say(): Promise<void> {
    for (const { carried, kind, waiting } of await readUnknownKinds(this.database.sql)) {
      const name = `${carried}/${kind}`
      if (this.#said.has(name)) continue
      this.#said.add(name)
      this.log.warn(
        { carried, kind, waiting },
        'left for a relay of a newer build: this one does not know the kind',
      )
    }
  }
}
