/**
 * The processes of a site, each in one file with what it loads of the system: a start loads four hundred modules less, and takes a third of
 * the CPU. They are killed and started again and again.
 */
import { mkdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

const entries = {
  worker: 'tests/faults/entry/worker.ts',
  relay: 'tests/faults/entry/relay.ts',
  api: 'tests/faults/entry/api.ts',
  bank: 'bin/gateway-simulator.ts',
} as const

/** Path of one of them in the folder that `bundlePrograms` wrote. */
export const programIn = (folder: string, name: keyof typeof entries): string => join(folder, `${name}.mjs`)

/** Bundles the system of this tree as it is now; packages are loaded as ever. @param folder made here */
export async function bundlePrograms(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await build({
    entryPoints: entries,
    absWorkingDir: root,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    ...{ bundle: true, splitting: true, packages: 'external', platform: 'node', format: 'esm' },
    ...{ target: 'node20', sourcemap: true, logLevel: 'error' },
    plugins: [placeOfSource],
  })
}

/** A module finds its files beside its source, and not beside the bundle. */
const placeOfSource: Plugin = {
  name: 'place of source',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return {
        loader: 'ts',
        contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      }
    })
  },
}
