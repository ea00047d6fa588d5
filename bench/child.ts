import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'

/** How `npm run certificate` and `npm run reorganisation:preview` are started, so that their memory does not grow with the rows. */
export const smallHeap = ['--heap-growing-percent=70', '--max-semi-space-size=24'] as const

/** Runs an entry point of the bench in a process of its own until it ends; answers the lines of JSON that it wrote. */
export async function measuredBy<T extends z.ZodType>(
  line: T,
  entry: string,
  options: {
    args?: readonly string[]
    node?: readonly string[]
    env?: Readonly<Record<string, string>>
  } = {},
): Promise<z.infer<T>[]> {
  const { args = [], node = [], env = {} } = options
  const child = spawn(process.execPath, [...node, '--import', 'tsx', entryPath(entry), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const found: z.infer<T>[] = []
  for await (const text of createInterface({ input: child.stdout })) {
    if (text.startsWith('{')) found.push(line.parse(JSON.parse(text)))
  }
  if (child.exitCode === null) await once(child, 'exit')
  if (child.exitCode !== 0) throw new Error(`${entry} ended with ${child.exitCode}: nothing was measured`)
  return found
}

export const entryPath = (name: string): string => fileURLToPath(new URL(`./entry/${name}`, import.meta.url))
