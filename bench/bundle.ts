import { bundleWorkflows } from '../activities/start-worker.ts'
import { type Figure, figure } from './figure.ts'

/** Code that each cached workflow's context evaluates; the source map is not evaluated and not counted. */
export async function bundle(): Promise<Figure[]> {
  const { code } = await bundleWorkflows()
  const mapAt = code.lastIndexOf('\n//# sourceMappingURL=')
  return [
    figure(
      'bundle',
      Buffer.byteLength(mapAt < 0 ? code : code.slice(0, mapAt)) / 1_000_000,
      { atMost: 1 },
      'MB of code',
    ),
  ]
}
