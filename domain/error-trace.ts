/** What may be said of an error anywhere: what it is and where it was thrown, never what it says. */
export interface ErrorTrace {
  /** Class of the error, or the type of a thrown value that is none. */
  name: string
  /** SQLSTATE, gRPC code, code of the closed set, or of Node. */
  code?: string | number
  /** Frames of the stack, the innermost first. */
  at: readonly string[]
  cause?: ErrorTrace
}

const mostFrames = 8
const mostCauses = 3

/**
 * The class, code and frames of an error and of what caused it. A message is left out: a driver's or a parser's may quote
 * what was sent.
 */
export function errorTrace(error: unknown, depth = 0): ErrorTrace {
  if (!(error instanceof Error)) return { name: error === null ? 'null' : typeof error, at: [] }
  const code = codeOf(error)
  return {
    name: named(error.name) ? error.name : 'Error',
    ...(code === null ? {} : { code }),
    at: framesOf(error),
    ...(error.cause === undefined || depth === mostCauses
      ? {}
      : { cause: errorTrace(error.cause, depth + 1) }),
  }
}

/** In one line, for a column or a field: `TypeError at relay/start-dossiers.ts:41`, of the innermost frame that is the project's own. */
export function errorPlace(error: unknown): string {
  const { name, code, at } = errorTrace(error)
  const own = at.map((frame) => ownLine.exec(frame)?.[1]).find((line) => line !== undefined)
  return [
    name,
    ...(code === undefined ? [] : [`(${code})`]),
    ...(own === undefined ? [] : [`at ${own}`]),
  ].join(' ')
}

const ownLine = /(?<!node_modules.*)\/((?:[\w.-]+\/)?[\w.-]+\.ts:\d+):\d+\)?$/

function codeOf(error: Error): string | number | null {
  const code: unknown = 'code' in error ? error.code : null
  return typeof code === 'number' || (typeof code === 'string' && named(code)) ? code : null
}

const named = (text: string): boolean => /^[A-Za-z0-9_.]{1,60}$/.test(text)

/** A line of the message may look like a frame, so the message goes first; what is left must still name a line of a file. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = message === '' ? -1 : stack.indexOf(message)
  const frames = start === -1 ? stack : stack.slice(start + message.length)
  return frames
    .split('\n')
    .filter((line) => /^\s+at .*[./\w<>]:\d+:\d+\)?$/.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim().replace(/^at /, ''))
}
