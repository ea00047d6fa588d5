import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import proto, { type temporal } from '@temporalio/proto'

const { History } = proto.temporal.api.history.v1
const folder = fileURLToPath(new URL('./histories/', import.meta.url))

export interface Recorded {
  workflowId: string
  history: temporal.api.history.v1.IHistory
}

/** Keeps a history as JSON, enums and payloads as text; returns its size in bytes. */
export async function writeHistory(name: string, history: temporal.api.history.v1.IHistory): Promise<number> {
  const plain = History.toObject(History.fromObject(history), { longs: String, enums: String, bytes: String })
  // Names of machine and process say nothing to a replay.
  const text = JSON.stringify(plain, (key, value) => (key === 'identity' ? 'recorded' : value))
  await writeFile(join(folder, `${name}.json`), `${text}\n`)
  return text.length
}

/** Every recorded history, under its file's name. */
export async function readHistories(): Promise<readonly Recorded[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => ({
      workflowId: name.replace('.json', ''),
      history: History.fromObject(JSON.parse(await readFile(join(folder, name), 'utf8'))),
    })),
  )
}
