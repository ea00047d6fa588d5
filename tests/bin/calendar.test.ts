import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import data from '../../data/calendar.json' with { type: 'json' }
import { testDatabase } from '../database.ts'
import { temporaryFolder } from '../embedded/temporary-folder.ts'

test('the command previews a calendar, publishes it, and says when nothing is left', async () => {
  const [database, folder] = await Promise.all([testDatabase(), temporaryFolder()])
  const file = join(folder, 'calendar.json')
  const swapped = {
    date: '2026-10-02',
    kind: 'swappedOff',
    reason: 'hoán đổi',
    decision: 'Công văn 1/VPCP-KGVX',
    decidedOn: '2026-09-25',
  }
  await writeFile(file, JSON.stringify({ ...data, version: '2026-09-25', days: [...data.days, swapped] }))
  const run = async (...options: string[]) => {
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      THONG_SUOT_DATA: folder,
    }
    const bin = fileURLToPath(new URL('../../bin/calendar.ts', import.meta.url))
    const args = ['--import', 'tsx', bin, file, ...options]
    return (await promisify(execFile)(process.execPath, args, { env })).stdout
  }
  const says = 'ngày 02/10/2026 nghỉ theo Công văn 1/VPCP-KGVX ngày 25/09/2026'
  expect(await run('--preview')).toContain(says)
  expect(await database.sql`select 1 from calendar_version where version = '2026-09-25'`).toHaveLength(0)
  expect(await run()).toContain(says)
  expect(await run()).toContain('Nothing to move')
}, 300_000)
