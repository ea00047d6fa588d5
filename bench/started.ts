import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../db/database.ts'

/** Waits until the relay has started the workflow of each dossier: what comes next is measured without them. */
export async function untilAllStarted({ sql }: Pick<Database, 'sql'>): Promise<void> {
  for (;;) {
    const [row] = await sql<{ waiting: boolean }[]>`
      select exists (select from dossier where started_at is null) as waiting`
    if (row?.waiting === false) return
    await pause(100)
  }
}
