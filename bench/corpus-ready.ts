import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fewAndAll } from './few-definitions.ts'
import { alternate, type Figure, figure, median } from './figure.ts'
import type { BenchServers } from './servers.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const notRun = new Set(['node_modules', '.git', '.data', 'tests', 'bench', 'docs', 'client'])

/** From the start of worker and API until both say that they run, with all definitions over twelve of them. */
export async function corpusReady(servers: BenchServers): Promise<Figure[]> {
  const { few, all } = await fewAndAll()
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-ready-'))
  try {
    const withAll = await copyOf(join(folder, 'all'), [])
    const withFew = await copyOf(
      join(folder, 'few'),
      all.filter((file) => !few.includes(file)),
    )
    const ready = (copy: string) => () => readyIn(servers, copy)
    // What the compiler keeps of each copy is warm on both sides.
    await ready(withAll)()
    await ready(withFew)()
    const { system, bare, ratios } = await alternate(5, ready(withAll), ready(withFew))
    return [
      figure('corpus-ready', median(ratios), { atMost: 1.5 }, 'all definitions/twelve, time until ready', {
        ...{ definitions: all.length, system, bare, ratios },
      }),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** What runs, without some definitions: the entry points scan the folder that they lie in. */
async function copyOf(folder: string, without: readonly string[]): Promise<string> {
  const left = new Set([...notRun, ...without])
  await cp(root, folder, { recursive: true, filter: (source) => !left.has(relative(root, source)) })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

async function readyIn(servers: BenchServers, copy: string): Promise<number> {
  const began = performance.now()
  const running = await Promise.all([
    servers.run(join(copy, 'bin/worker.ts'), /worker runs/),
    servers.run(join(copy, 'bin/api.ts'), /API listens/),
  ])
  const ms = performance.now() - began
  await Promise.all(running.map(({ stop }) => stop()))
  return ms
}
