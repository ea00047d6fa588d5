import { loadDefinitionFiles } from '../procedures/registry/registry.ts'

/**
 * Paths from the root of all definitions, and of twelve that stand for few: of those with steps of their own, which are the
 * longest, so that what is left out weighs no less.
 */
export async function fewAndAll(): Promise<{ few: readonly string[]; all: readonly string[] }> {
  const files = await loadDefinitionFiles()
  const own = files.filter(({ loaded }) => 'procedure' in loaded && loaded.procedure.route === undefined)
  const paths = (of: typeof files) => of.map(({ file }) => `procedures/definitions/${file}`)
  return { few: paths(own.slice(0, 12)), all: paths(files) }
}
