/** Cuts off slow senders, so that none of them holds a connection. */
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long a request to the route may take to arrive. @defaultValue `arrivalMs` */
    arrivesWithinMs?: number
  }
}

export const arrivalMs = 30_000
/** The largest file over a line of a village: 0.7 Mbit/s. */
export const uploadArrivalMs = 5 * 60_000

/** Ends connections whose request has not arrived completely in time. Node itself waits as long as the slowest route. */
export function cutOffSlowSenders(app: FastifyInstance, withinMs: number): void {
  app.addHook('onRequest', async (request) => {
    const { raw, routeOptions } = request
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy()
    }, routeOptions.config.arrivesWithinMs ?? withinMs)
    timer.unref()
    raw.once('close', () => clearTimeout(timer))
  })
}
