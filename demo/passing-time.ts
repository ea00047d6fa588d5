/** The days that no demo can wait for: what is posted, what an applicant never completes, what a body leaves unanswered. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../db/database.ts'
import { dossierWorkflowId } from '../domain/dossier/workflow-id.ts'
import type { Engine } from '../engine/connection.ts'
import { catchUpSignal } from '../engine/messages.ts'
import type { Intention } from './intentions.ts'

interface Awaited {
  dossierId: string
  /** Key of the task whose time runs out. */
  task: string
  /** Its dossier is late as it is: nobody need move anything. */
  comesByItself: boolean
}

const pollMs = 500

/**
 * Moves the end of a time to now, in the demo's own database, and tells the dossier to look again: from there on all
 * goes its ordinary way. Nothing but the waiting is left out.
 */
export class PassingTime {
  readonly #deps: { database: Database; engine: Engine }
  readonly #passed: (taskId: string) => void
  #awaited: readonly Awaited[] = []
  #at: 'work' | 'rest' | 'home' = 'work'

  /** @param passed is called with each task whose time is over */
  constructor(deps: { database: Database; engine: Engine }, passed: (taskId: string) => void) {
    this.#deps = deps
    this.#passed = passed
  }

  expect(dossierId: string, { items, plan }: Intention): void {
    const due = items.flatMap((item) => (item.kind === 'due' ? [item.task] : []))
    const comesByItself = (task: string) => plan.steps[task.split('.')[0] ?? '']?.onDue === 'late'
    const awaited = due.map((task) => ({ dossierId, task, comesByItself: comesByItself(task) }))
    this.#awaited = [...this.#awaited, ...awaited]
  }

  rest(): void {
    this.#at = 'rest'
  }

  resume(): void {
    this.#at = 'work'
  }

  goHome(): void {
    this.#at = 'home'
  }

  async run(): Promise<void> {
    while (this.#at !== 'home') {
      if (this.#at === 'work') await this.#look()
      await pause(pollMs)
    }
  }

  async #look(): Promise<void> {
    const { sql } = this.#deps.database
    const rows = await sql<{ id: string; passed: boolean }[]>`
      select id, closed_at is not null or late_at is not null as passed from task
      where id = any (${this.#awaited.map(taskIdOf)})`
    const passed = new Map(rows.map((row) => [row.id, row.passed]))
    for (const awaited of this.#awaited) {
      const id = taskIdOf(awaited)
      if (passed.get(id) === true) this.#passed(id)
      // Sent again while the engine is unavailable: a lost signal does no harm.
      if (passed.get(id) === false && !awaited.comesByItself)
        await letPass(this.#deps, awaited).catch(() => {})
    }
    this.#awaited = this.#awaited.filter((awaited) => passed.get(taskIdOf(awaited)) !== true)
  }
}

/** @param awaited a task by its key, such as `publish.1` */
export async function letPass(
  { database, engine }: { database: Database; engine: Engine },
  awaited: { dossierId: string; task: string },
): Promise<void> {
  const at = Date.now() - 1
  await database.sql`
    update task set due_at = instant(${at}) where id = ${taskIdOf(awaited)} and due_at > instant(${at})`
  await engine.client.workflow.getHandle(dossierWorkflowId(awaited.dossierId)).signal(catchUpSignal)
}

const taskIdOf = ({ dossierId, task }: Pick<Awaited, 'dossierId' | 'task'>): string => `${dossierId}.${task}`
