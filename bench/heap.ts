import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Figure, figure, round } from './figure.ts'
import type { BenchServers } from './servers.ts'

const measured = z.object({ cached: z.number(), workflowThread: z.number(), mainThread: z.number() })

/**
 * Heap of one cached dossier workflow in the thread where workflows run: a worker that keeps 200, then 1,200 of
 * them, after a collection each time. What the main thread keeps for each is told beside it.
 */
export async function heap(servers: BenchServers): Promise<Figure[]> {
  const path = (name: string) => fileURLToPath(new URL(`./entry/${name}`, import.meta.url))
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', '--import', path('heap-probe.mjs'), path('heap.ts')],
    {
      env: { ...process.env, ...servers.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const found: z.infer<typeof measured>[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{"cached"')) found.push(measured.parse(JSON.parse(line)))
  }
  if (child.exitCode === null) await once(child, 'exit')
  const [few, many] = found
  if (few === undefined || many === undefined)
    throw new Error('the worker ended before it had measured twice')
  const perWorkflow = (key: 'workflowThread' | 'mainThread') =>
    (many[key] - few[key]) / (many.cached - few.cached) / 1024
  return [
    figure('heap', perWorkflow('workflowThread'), { atMost: 60 }, 'KB a cached dossier', {
      mainThread: round(perWorkflow('mainThread')),
      few: few.cached,
      many: many.cached,
    }),
  ]
}
