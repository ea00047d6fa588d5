/** Codes for dossiers whose code in the other system has no lawful form, or is another dossier's here. */
import { codePrefix, shortestNumber } from '../../domain/dossier/dossier-code.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

export interface CodeWanted {
  /** The unit that received it, and the local date of that. */
  unitId: string
  receivedOn: string
}

/**
 * One code for each, in order. Old systems gave numbers of the same unit and day: those that a dossier here has, or that the batch
 * brings along, are passed over.
 * @param brought codes that rows of the same batch keep
 */
export async function giveCodes(
  sql: Querying,
  wanted: readonly CodeWanted[],
  brought: ReadonlySet<string>,
): Promise<readonly string[]> {
  const groups = new Map<string, CodeWanted & { at: number[] }>()
  for (const [at, { unitId, receivedOn }] of wanted.entries()) {
    const key = `${unitId} ${receivedOn}`
    const group = groups.get(key) ?? { unitId, receivedOn, at: [] }
    group.at.push(at)
    groups.set(key, group)
  }
  const identifiers = await identifiersOf(sql, [...new Set(wanted.map(({ unitId }) => unitId))])
  const codes: string[] = []
  for (const { unitId, receivedOn, at } of groups.values()) {
    const prefix = codePrefix({ identifier: identifiers.get(unitId) ?? '', receivedOn, central: null })
    const given = await numbersFor(sql, { unitId, receivedOn, prefix, count: at.length, brought })
    for (const [i, index] of at.entries()) codes[index] = given[i] ?? ''
  }
  return codes
}

async function numbersFor(
  sql: Querying,
  of: CodeWanted & { prefix: string; count: number; brought: ReadonlySet<string> },
): Promise<readonly string[]> {
  const { unitId, receivedOn, prefix, count, brought } = of
  const given: string[] = []
  while (given.length < count) {
    const missing = count - given.length
    const [counted] = await typedRows(sql, 'imports.countCodes')`
      insert into dossier_code_counter as counter (unit_id, day, last) values (${unitId}, ${receivedOn}::date, ${missing}::int)
      on conflict (unit_id, day) do update set last = counter.last + ${missing}::int returning last`
    const last = counted?.last ?? 0
    const candidates = Array.from(
      { length: missing },
      (_, i) => `${prefix}${String(last - missing + 1 + i).padStart(shortestNumber, '0')}`,
    )
    const used = await typedRows(sql, 'imports.codesUsed')`
      select code from dossier where code = any (${candidates}::text[])`
    const taken = new Set(used.map(({ code }) => code))
    given.push(...candidates.filter((code) => !taken.has(code) && !brought.has(code)))
  }
  return given
}

async function identifiersOf(
  sql: Querying,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await typedRows(sql, 'imports.identifiers')`
    select id, identifier from unit where id = any (${[...unitIds]}::text[])`
  return new Map(rows.map(({ id, identifier }) => [id, identifier]))
}
