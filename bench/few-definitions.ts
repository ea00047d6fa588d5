import { loadDefinitionFiles } from '../procedures/index.ts'

/**
 * Paths from the root of all definitions, and of the twelve that stand for few: those with steps of their own, which
 * demo, bench and tests name and which no route makes small.
 */
export async function fewAndAll(): Promise<{ few: readonly string[]; all: readonly string[] }> {
  const files = await loadDefinitionFiles()
  const own = files.filter(({ loaded }) => 'procedure' in loaded && loaded.procedure.route === undefined)
  const paths = (of: typeof files) => of.map(({ file }) => `procedures/${file}`)
  return { few: paths(own.slice(0, 12)), all: paths(files) }
}
