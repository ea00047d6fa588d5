/** A service that cannot stop, as one whose connection never answers. */
import { runUntilSignal } from '../../bin/process/run.ts'

await runUntilSignal(
  async () => {
    process.stdout.write('runs\n')
    const working = setInterval(() => {}, 1_000)
    return { stop: () => new Promise<void>(() => working.ref()) }
  },
  { stopMs: 200 },
)
