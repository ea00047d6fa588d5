/** Single dossiers, brought to where a scenario wants them. */
import { until } from '../../harness/until.ts'
import { type Caller, untilKnown } from './counter.ts'
import { filingOf, type Site } from './site.ts'

/** Patient beyond a worker's sticky queue and the relay's longest back-off. */
export const patienceMs = 60_000

export async function fileOne(site: Site, procedure: Parameters<typeof filingOf>[1]): Promise<string> {
  const number = site.nextNumber()
  const body = filingOf(site, procedure, number)
  const answer = await untilKnown(() => site.counter.file(`file-${number}`, body))
  return String(answer.body.dossierId)
}

/** Waits until tasks are open, as an inbox would show them. */
export async function opened(site: Site, ...tasks: string[]): Promise<void> {
  await until(
    `${tasks.join(', ')} open`,
    async () => {
      const rows = await site.database.sql`select 1 from task where id = any (${tasks}) and closed_at is null`
      return rows.length === tasks.length
    },
    patienceMs,
  )
}

/** Decides task after task: `receive.1:accepted review.1:approved`. */
export async function walk(site: Site, dossierId: string, path: string): Promise<void> {
  for (const part of path.split(' ')) {
    const [key = '', outcome = ''] = part.split(':')
    const task = `${dossierId}.${key}`
    await opened(site, task)
    const officer = await site.officerFor(task)
    const { status } = await untilKnown(() => site.counter.decide(officer, { task, outcome }))
    if (status !== 200) throw new Error(`${part} of ${dossierId} was answered ${status}`)
  }
}

/** Files so many registrations and brings each to its review. */
export async function atReview(site: Site, count: number): Promise<readonly Reviewed[]> {
  return await Promise.all(
    Array.from({ length: count }, async () => {
      const dossierId = await fileOne(site, 'registration')
      await walk(site, dossierId, 'receive.1:accepted')
      const task = `${dossierId}.review.1`
      await opened(site, task)
      return { dossierId, task, officer: await site.officerFor(task) }
    }),
  )
}

export interface Reviewed {
  dossierId: string
  task: string
  officer: Caller
}

/** Events in the history of a dossier's present run. */
export async function eventsOf(site: Site, dossierId: string): Promise<number> {
  const { events } = await site.engine.client.workflow.getHandle(dossierId).fetchHistory()
  return events?.length ?? 0
}

/** Moves a task's due time as a change of the calendar would, and lets its workflow hear of it. */
export async function moveDue(site: Site, taskId: string, at: number): Promise<void> {
  const [dossierId] = taskId.split('.')
  const { sql } = site.database
  await sql.begin(async (tx) => {
    await tx`update task set due_at = instant(${at}) where id = ${taskId}`
    await tx`
      insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
      values ('dueMoved', ${`${taskId} ${at}`}, ${dossierId ?? ''}, '{}', instant(${Date.now()}))`
  })
}
