import { DomainError } from '../../domain/errors.ts'
import { explain } from './run.ts'

interface Closing {
  close(): Promise<void>
}

/** What is still open this long after a command has ended is left open. */
const closingMs = 10_000

/**
 * Runs a command to its end: what it opened is closed however it ends, so that the process ends too.
 * @param failed exit code where `work` rejects, the reason is explained; 1 where what was wanted is refused by the closed set of errors
 * @param work answers the exit code; gives `open` everything that is to be closed
 */
export async function runCommand(
  failed: number,
  work: (open: <T extends Closing>(thing: T) => T) => Promise<number>,
): Promise<void> {
  const opened: Closing[] = []
  process.exitCode = failed
  try {
    process.exitCode = await work((thing) => {
      opened.push(thing)
      return thing
    })
  } catch (error) {
    explain(error)
    if (error instanceof DomainError && error.code !== 'internal') process.exitCode = 1
  }
  // Does not keep the process, but ends one that something else keeps.
  setTimeout(() => process.exit(), closingMs).unref()
  for (const thing of opened.reverse()) {
    await thing.close().catch((error: unknown) => explain(error))
  }
}
