/** Loads and checks all definitions and tells how long it took. */
import { check } from '../../procedures/grammar/checks/check.ts'
import { loadDefinitionFiles } from '../../procedures/registry/registry.ts'

const began = performance.now()
for (const { file, loaded } of await loadDefinitionFiles()) {
  if ('error' in loaded || check(loaded.procedure, file).length > 0) {
    throw new Error(`${file} has findings: npm run check`)
  }
}
process.stdout.write(`${JSON.stringify({ ms: performance.now() - began })}\n`)
