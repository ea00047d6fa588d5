/** Cuts off slow senders, so that none of them holds a connection. */
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * A `file` may take `fileMs`. A `list` is read by who writes its rows, who sets the pace: it may take as long as something of it was read
     * within `fileMs`, up to `importArrivalMs`. @defaultValue what has to arrive within `anyMs`
     */
    arrives?: 'file' | 'list'
  }
}

export const arrivalMs = 30_000
/** The largest file over a line of a village: 0.7 Mbit/s. */
export const uploadArrivalMs = 5 * 60_000
/** A million rows at the pace at which they are written. */
export const importArrivalMs = 2 * 60 * 60_000

/**
 * Ends connections whose request has not arrived completely in time. Node itself waits as long as the slowest route.
 * @param limits.anyMs for what is neither a file nor a list
 */
export function cutOffSlowSenders(
  app: FastifyInstance,
  { anyMs, fileMs }: { anyMs: number; fileMs: number },
): void {
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    const { arrives } = routeOptions.config
    let read = raw.socket.bytesRead
    const judge = (): void => {
      if (raw.complete) return
      const { bytesRead } = raw.socket
      if (arrives !== 'list' || bytesRead === read) {
        raw.destroy()
        return
      }
      read = bytesRead
      timer.refresh()
    }
    const timer = setTimeout(judge, arrives === undefined ? anyMs : fileMs)
    timer.unref()
    raw.once('close', () => clearTimeout(timer))
  })
}
