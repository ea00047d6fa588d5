/** `npm run import -- entitlements`: killed at any moment it goes on, and every row is counted once. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { until } from '../../harness/until.ts'
import { testDatabase } from '../database.ts'
import { temporaryFolder } from '../embedded/temporary-folder.ts'
import { fileOf, runCommandLine } from './run-command.ts'

const rows = 400
const key = Buffer.alloc(32, 7).toString('base64')

async function listOf(folder: string): Promise<string> {
  const file = join(folder, 'ba-dinh.csv')
  const lines = Array.from({ length: rows }, (_, i) =>
    [
      `NCC-${i}`,
      'Nguyễn Thị Lan',
      `0011350${String(i).padStart(5, '0')}`,
      'tu-day',
      `QĐ ${i}`,
      '06/2025',
      '00004',
    ].join(';'),
  )
  const header = 'Mã đối tượng;Họ và tên;Số CCCD;Mã chế độ;Số quyết định;Hưởng từ tháng;Mã phường xã'
  await writeFile(file, `${[header, ...lines].join('\r\n')}\r\n`)
  return file
}

describe('the command that imports entitlements', () => {
  test('killed in the middle of a list goes on where it stood', async () => {
    const [database, folder] = [await testDatabase(), temporaryFolder()]
    const file = await listOf(folder)
    const env = {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      IDENTITY_KEYS: JSON.stringify({ current: 'k', keys: { k: key }, lookup: key }),
      THONG_SUOT_DATA: folder,
    }
    const command = `bin/import.ts entitlements ${file} --source ba-dinh --rows-at-once 10`
    const [script = '', ...args] = command.split(' ')
    const first = spawn(process.execPath, ['--import', 'tsx', fileOf(script), ...args], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    })
    await until('some rows are counted', async () => {
      const [batch] = await database.sql`select rows_in from import_batch`
      return Number(batch?.rows_in ?? 0) > 0
    })
    first.kill('SIGKILL')
    await once(first, 'exit')
    const [broken] = await database.sql`select rows_in as "rowsIn", status from import_batch`
    expect(broken).toMatchObject({ status: 'running' })
    expect(Number(broken?.rowsIn)).toBeLessThan(rows)

    const again = await runCommandLine(command, env)
    expect(again).toMatchObject({ code: 0 })
    expect(again.stdout).toContain(
      `${rows} rows = ${rows} created + 0 already there + 0 updated + 0 quarantined`,
    )
    expect(await database.sql`select id from import_batch`).toHaveLength(1)
    expect(await database.sql`select id from entitlement`).toHaveLength(rows)
    expect((await runCommandLine(command, env)).stdout).toContain(`0 created + ${rows} already there`)
  }, 120_000)
})
