/**
 * Mandates that persons ended after a reorganisation wrote them. A loan is ended and a staff list is read at any time, so that is no
 * later reorganisation: what is left of the mandate is taken back, and what a person ended does not begin again. Pure.
 */
import { isDeepStrictEqual } from 'node:util'
import { endedAt, without } from '../../domain/territory/span.ts'
import type { Changed } from './draft.ts'
import type { MandateRow } from './reference-rows.ts'

/** By the id of a mandate that was changed: the first instant at which it holds no more by what a person said, ms. */
export type EndedByPersons = ReadonlyMap<string, number>

/**
 * @param now the mandates that stand
 * @param changed the mandates that the reorganisation wrote
 * @param writtenLater ids of those that a later reorganisation wrote; what that one shortened is built on this one
 */
export function endedByPersons(
  now: Pick<ReadonlyMap<string, MandateRow>, 'get'>,
  changed: readonly Changed<MandateRow>[],
  writtenLater: ReadonlySet<string>,
): EndedByPersons {
  const ended = new Map<string, number>()
  for (const { row } of changed) {
    const at = writtenLater.has(row.id) ? null : shortenedAt(row, now.get(row.id))
    if (at !== null) ended.set(row.id, at)
  }
  const begun = changed.filter(({ was, row }) => without(row.valid, was?.valid ?? []).length > 0)
  const left = new Map(ended)
  for (const { was, row } of changed) {
    if (was === null || ended.has(row.id) || without(was.valid, row.valid).length === 0) continue
    const went = continuationsOf(row, begun)
    if (!went.some(({ id }) => ended.has(id))) continue
    left.set(row.id, Math.max(...went.map(({ id }) => ended.get(id) ?? Infinity)))
  }
  return left
}

/** Null where nothing is cut off at its end, or something else was changed too. */
function shortenedAt(row: MandateRow, now: MandateRow | undefined): number | null {
  if (now === undefined || isDeepStrictEqual(now.valid, row.valid)) return null
  const at = now.valid.at(-1)?.until ?? row.valid[0]?.from
  if (at === undefined) return null
  return isDeepStrictEqual(now, { ...row, valid: endedAt(row.valid, at) }) ? at : null
}

/** The mandates in which one goes on: those that were moved from it by name, else those of the same officer in the same role. */
function continuationsOf(row: MandateRow, begun: readonly Changed<MandateRow>[]): readonly MandateRow[] {
  const same = begun
    .map((change) => change.row)
    .filter((other) => other.id !== row.id && isSamePost(row, other))
  const moved = same.filter(({ id }) => id.startsWith(`${row.id}>`))
  return moved.length > 0 ? moved : same.filter(({ id }) => !id.includes('>'))
}

const isSamePost = (a: MandateRow, b: MandateRow): boolean =>
  a.officerId === b.officerId && a.role === b.role && a.kind === b.kind && a.actingForId === b.actingForId
