/** Two certificates line by line: what the other has, and has not. Both are in one order, so neither is held in memory. */
import { changePrefix, compareLines, type Line } from './lines.ts'

export interface Difference<L extends Line> {
  was: L | null
  is: L | null
}

export async function* differencesOf<L extends Line>(
  before: AsyncIterable<L>,
  after: AsyncIterable<L>,
): AsyncGenerator<Difference<L>> {
  const one = before[Symbol.asyncIterator]()
  const other = after[Symbol.asyncIterator]()
  let was = await next(one)
  let is = await next(other)
  while (was !== null || is !== null) {
    const order = was === null ? 1 : is === null ? -1 : compareLines(was, is)
    if (order < 0) {
      yield { was, is: null }
      was = await next(one)
    } else if (order > 0) {
      yield { was: null, is }
      is = await next(other)
    } else {
      if (was?.text !== is?.text) yield { was, is }
      was = await next(one)
      is = await next(other)
    }
  }
}

async function next<T>(iterator: AsyncIterator<T>): Promise<T | null> {
  const { done, value } = await iterator.next()
  return done === true ? null : value
}

/** A difference as the lines of a supplement: `was` for what no longer holds, `is` for what holds now. */
export function supplementLines({ was, is }: Difference<Line>): Line[] {
  const changed = (kind: 'was' | 'is', line: Line | null): Line[] =>
    line === null
      ? []
      : [{ section: line.section, id: line.id, part: line.part, text: `${changePrefix(kind)}${line.text}}` }]
  return [...changed('was', was), ...changed('is', is)]
}
