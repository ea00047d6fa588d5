import type { Database } from '../db/database.ts'
import { until } from '../harness/until.ts'

const withinMs = 300_000

/** Waits until the relay has started the workflow of each dossier: what comes next is measured without them. */
export async function untilAllStarted({ sql }: Pick<Database, 'sql'>): Promise<void> {
  await until(
    'each dossier is started',
    async () => {
      const [row] = await sql<{ waiting: boolean }[]>`
        select exists (select from dossier where started_at is null) as waiting`
      return row?.waiting === false
    },
    withinMs,
  )
}
