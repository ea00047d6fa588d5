import type { Sql } from '../db/database.ts'

/** Tells when tasks have opened: one look for all that are waited for, as one inbox shows many. */
export interface OpenTasks {
  opened(taskId: string): Promise<void>
  stop(): void
}

const lookEveryMs = 50

export function watchTasks(sql: Sql): OpenTasks {
  const waiting = new Map<string, () => void>()
  const look = async (): Promise<void> => {
    const ids = [...waiting.keys()]
    if (ids.length > 0) {
      const open = await sql<
        { id: string }[]
      >`select id from task where id = any (${ids}) and closed_at is null`
      for (const { id } of open) {
        waiting.get(id)?.()
        waiting.delete(id)
      }
    }
    timer = setTimeout(look, lookEveryMs)
  }
  let timer = setTimeout(look, lookEveryMs)
  return {
    opened: (taskId) =>
      new Promise((resolve) => {
        waiting.set(taskId, resolve)
      }),
    stop: () => clearTimeout(timer),
  }
}
