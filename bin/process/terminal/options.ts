import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Reads a command's options; a word it does not know ends it with the words it does. */
export function readOptions<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    const known = Object.keys(config.options ?? {}).map((name) => `--${name}`)
    const what = error instanceof Error ? error.message.split('. ')[0] : String(error)
    process.stderr.write(`${what}. The options are: ${known.join(', ')}.\n`)
    process.exit(2)
  }
}
