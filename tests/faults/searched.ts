/** Where text of the engine stands, made readable for a search for what must not be there. */
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Site } from './site.ts'

/** Every history, as the engine gives it, and what its visibility says of each workflow. */
export async function inEngine({ engine }: Site): Promise<Readonly<Record<string, string>>> {
  const readable = (_key: string, value: unknown): unknown =>
    value instanceof Uint8Array || Buffer.isBuffer(value) ? Buffer.from(value).toString('utf8') : value
  const [histories, visible]: string[][] = [[], []]
  for await (const { workflowId, runId, raw } of engine.client.workflow.list()) {
    visible?.push(JSON.stringify(raw, readable))
    const { events } = await engine.client.workflow.getHandle(workflowId, runId).fetchHistory()
    for (const event of events ?? []) histories?.push(JSON.stringify(event, bytesFirst(readable)))
  }
  return { 'histories of workflows': (histories ?? []).join('\n'), visibility: (visible ?? []).join('\n') }
}

// Buffers turn themselves into lists of numbers before a replacer sees them.
const bytesFirst = (readable: (key: string, value: unknown) => unknown) =>
  function (this: unknown, key: string, value: unknown): unknown {
    const held = typeof this === 'object' && this !== null ? Reflect.get(this, key) : undefined
    return held instanceof Uint8Array ? readable(key, held) : readable(key, value)
  }

/** Files below a folder that hold one of the values. */
export async function inFiles(folder: string, values: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    let tail = ''
    for await (const chunk of createReadStream(path, { encoding: 'latin1' })) {
      const text = `${tail}${chunk}`
      if (values.some((value) => text.includes(Buffer.from(value).toString('latin1')))) found.push(entry.name)
      tail = text.slice(-100)
    }
  }
  return [...new Set(found)]
}
