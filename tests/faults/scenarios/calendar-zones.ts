import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseCalendar } from '../../../db/load/calendar-file.ts'
import { localDate, startOfLocalDay } from '../../../domain/time/local-day.ts'
import { until } from '../../../harness/until.ts'
import { dueTable } from '../due-table.ts'
import type { Run, Scenario } from '../run.ts'
import { fileOne, opened, walk } from '../walk.ts'

const runFile = promisify(execFile)
/** Far west and far east of Viet Nam, one with daylight saving. */
const zones = ['America/New_York', 'Pacific/Kiritimati'] as const
const day = 86_400_000

export const calendarZones: Scenario = {
  id: 'F17',
  title:
    'processes in other time zones, a holiday announced after dates were promised, and days unlike others',
  async run(run) {
    for (const zone of zones) await table(run, zone)
    const { site } = run
    const dossiers: string[] = []
    for (const zone of zones) {
      await restartIn(run, zone)
      for (let n = 0; n < run.size(2, 20); n += 1) {
        const dossierId = await fileOne(site, 'registration')
        await walk(site, dossierId, 'receive.1:accepted')
        await opened(site, `${dossierId}.review.1`)
        dossiers.push(dossierId)
      }
    }
    await announceHolidays(run, dossiers)
    // Their histories are replayed in the other zone.
    await restartIn(run, zones[0])
    for (const dossierId of dossiers) await walk(site, dossierId, 'review.1:approved sign.1:signed')
    await until('every dossier is closed', async () => {
      const rows = await site.database.sql`
        select 1 from dossier where id = any (${dossiers}::uuid[]) and status = 'closed'`
      return rows.length === dossiers.length
    })
  },
}

/** Each limit of the table, reckoned by a process in the zone. */
async function table(run: Run, zone: string): Promise<void> {
  const args = ['--import', 'tsx', 'tests/faults/entry/due-table.ts']
  const { stdout } = await runFile(process.execPath, args, { env: { ...process.env, TZ: zone } })
  const ends: readonly string[] = JSON.parse(stdout)
  for (const [n, { what, ends: expected }] of dueTable.entries()) {
    const found = ends[n] ?? 'nothing'
    run.check(
      'a limit ends at the same instant in every zone',
      Date.parse(found) === Date.parse(expected),
      `${what} in ${zone}: ${found}`,
    )
  }
}

async function restartIn({ site }: Run, zone: string): Promise<void> {
  for (const process of [site.api, site.worker, site.relay]) {
    await process.kill()
    await process.start({ TZ: zone })
  }
}

/** The next two working days become holidays: what was promised moves. */
async function announceHolidays(run: Run, dossiers: readonly string[]): Promise<void> {
  const { site } = run
  const due = async () =>
    await site.database.sql<{ id: string; due: number }[]>`
      select id, epoch_ms(due_at) as due from task where dossier_id = any (${[...dossiers]}::uuid[]) and closed_at is null order by id`
  const before = await due()
  const published = parseCalendar(await readFile('data/calendar.json', 'utf8'))
  const today = localDate(Date.now())
  const dates = Array.from({ length: 7 }, (_, n) => startOfLocalDay(Date.now()) + (n + 1) * day)
    .filter((at) => ![0, 6].includes(new Date(at + 7 * 3_600_000).getUTCDay()))
    .map(localDate)
    .filter((date) => !published.days.some((known) => known.date === date))
    .slice(0, 2)
  const added = dates.map((date) => ({
    ...{
      date,
      kind: 'holiday',
      decision: 'Thông báo thử nghiệm',
      decidedOn: today,
      reason: 'Ngày nghỉ thử nghiệm',
    },
  }))
  const file = join(site.dir, 'calendar.json')
  await writeFile(file, JSON.stringify({ ...published, version: today, days: [...published.days, ...added] }))
  const env = {
    ...process.env,
    TZ: zones[1],
    DATABASE_URL: site.servers.ownerUrl(site.name),
    TEMPORAL_ADDRESS: site.servers.temporalAddress(),
    THONG_SUOT_DATA: site.dir,
  }
  await runFile(process.execPath, ['--import', 'tsx', 'bin/calendar.ts', file], { env })
  const after = await due()
  for (const [n, { id, due: promised }] of before.entries()) {
    const moved = after[n]?.due ?? 0
    run.check(
      'a holiday announced later moves what was promised',
      moved >= promised + day,
      `${id} by ${moved - promised} ms`,
    )
  }
}
