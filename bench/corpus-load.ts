import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { loadDefinitionFiles } from '../procedures/registry/registry.ts'
import { measuredBy } from './child.ts'
import { alternate, type Figure, figure, median } from './figure.ts'

const measured = z.object({ ms: z.number() })

/** Loading all definitions and checking them, over importing as many empty modules; each in a process of its own. */
export async function corpusLoad(): Promise<Figure[]> {
  const definitions = (await loadDefinitionFiles()).length
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-empty-'))
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    await mkdir(join(folder, 'modules'))
    for (let i = 0; i < definitions; i += 1)
      await writeFile(join(folder, 'modules', `m${i}.ts`), 'export {}\n')
    const load = () => msOf('load-corpus.ts')
    const empty = () => msOf('load-modules.ts', join(folder, 'modules'))
    // The compiler's cache is warm on both sides, as it is at the second start.
    await load()
    await empty()
    const { system, bare, ratios } = await alternate(5, load, empty)
    return [
      figure('corpus-load', median(ratios), { atMost: 3 }, 'load and check/empty modules, time', {
        ...{ definitions, system, bare, ratios },
      }),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function msOf(entry: string, ...args: string[]): Promise<number> {
  const [found] = await measuredBy(measured, entry, { args })
  if (found === undefined) throw new Error(`${entry} printed no time`)
  return found.ms
}
