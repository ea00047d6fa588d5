import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fewAndAll } from './few-definitions.ts'
import { alternate, type Figure, figure, median } from './figure.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

/** Checking the types of everything here with all definitions, over the same with twelve of them. */
export async function corpusTypes(): Promise<Figure[]> {
  const { few, all } = await fewAndAll()
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-types-'))
  try {
    const withAll = await projectOf(folder, 'all', [])
    const withFew = await projectOf(
      folder,
      'few',
      all.filter((file) => !few.includes(file)),
    )
    const { system, bare, ratios } = await alternate(
      5,
      () => checking(withAll),
      () => checking(withFew),
    )
    return [
      figure('corpus-types', median(ratios), { atMost: 2.5 }, 'all definitions/twelve, time of tsc', {
        ...{ definitions: all.length, system, bare, ratios },
      }),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A definition that some other file names is checked too. */
async function projectOf(folder: string, name: string, without: readonly string[]): Promise<string> {
  const project = join(folder, `${name}.json`)
  const inRoot = (path: string) => join(root, path)
  await writeFile(
    project,
    JSON.stringify({
      extends: inRoot('tsconfig.json'),
      compilerOptions: { typeRoots: [inRoot('node_modules/@types')] },
      include: [inRoot('**/*.ts')],
      exclude: ['node_modules', '.data', ...without].map(inRoot),
    }),
  )
  return project
}

async function checking(project: string): Promise<number> {
  const began = performance.now()
  await promisify(execFile)(process.execPath, [tsc, '--noEmit', '--project', project])
  return performance.now() - began
}
