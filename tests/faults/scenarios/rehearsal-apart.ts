import { randomBytes } from 'node:crypto'
import { openDatabase } from '../../../db/database.ts'
import { copyLive } from '../../../db/rehearsal/copy-live.ts'
import { file } from '../../certificate/cutover-story.ts'
import { aMonday } from '../../clock.ts'
import type { TestDatabase } from '../../database.ts'
import { inOwnDatabase } from '../own-database.ts'
import type { Run, Scenario } from '../run.ts'

/** What would leave a copy: to portals, to people, to the live engine; and keys. Written out: the list of the build is what is judged. */
const leaves = ['subscription', 'event', 'delivery', 'notice_outbox', 'outbox', 'sealing_key'] as const

export const rehearsalApart: Scenario = {
  id: 'rehearsal-apart',
  title: 'a live database with portals, notices and messages on their way is copied for a rehearsal',
  async run(run) {
    await inOwnDatabase(run, 'live', (live) => inOwnDatabase(run, 'copy', (copy) => copied(run, live, copy)))
  },
}

async function copied(run: Run, live: TestDatabase, copy: TestDatabase): Promise<void> {
  await live.sql`
    insert into subscription (id, caller, key, url, secret_cipher, secret_key_id, kinds, created_at)
    values (gen_random_uuid(), 'portal', 'portal', 'http://127.0.0.1:1/', '\\x00', 'live', '{dossier.changed,dossier.closed}', instant(0))`
  const many = run.size(3, 100)
  for (let n = 0; n < many; n += 1) await file(live, { at: aMonday })
  const [from, to] = [live, copy].map(({ ownerUrl }) => openDatabase(ownerUrl, { name: 'rehearsal-apart' }))
  if (from === undefined || to === undefined) return
  try {
    await copyLive({ from, to, salt: randomBytes(32), now: Date.now })
    const [kept] = await to.sql<{ dossiers: number }[]>`select count(*)::int as dossiers from dossier`
    run.check('a copy has the dossiers', kept?.dossiers === many, `${kept?.dossiers} of ${many}`)
    for (const table of leaves) {
      const [row] = await to.sql<{ rows: number }[]>`select count(*)::int as rows from ${to.sql(table)}`
      run.check('nothing in a copy leaves it', row?.rows === 0, `${row?.rows} rows of ${table}`)
    }
  } finally {
    await Promise.all([from.close(), to.close()])
  }
}
