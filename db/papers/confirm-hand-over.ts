/** What the receiving unit says of a hand-over: came, or missing. */
import { wrongField } from '../../domain/errors.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { lockDossier } from '../dossier/lock-dossier.ts'
import { confirmed, type HandOverItem, handOverList } from './hand-over-list.ts'
import { moveOriginals, type Recorder } from './original-place.ts'

/** Of an item of the list. */
export interface Word {
  dossierId: string
  kind: HandOverItem['kind']
  what: string
  /** Why it is missing; null: it came. */
  reason: string | null
}

const same = (a: Pick<Word, 'dossierId' | 'kind' | 'what'>, b: typeof a): boolean =>
  a.dossierId === b.dossierId && a.kind === b.kind && a.what === b.what

/**
 * Records each word once, and notes originals that came as held by the unit that received them. What is missing may still come.
 * @param asked.unitId the unit that closed; `at` in ms
 * @param authorise who records what goes to that unit (null: nobody receives it), or throws
 * @returns the items named, as they are then
 * @throws {DomainError} `invalidInput` of an item that is not in the list, is named twice, or is missing after it was received
 */
export async function recordConfirmations(
  { sql }: Pick<Database, 'sql'>,
  { unitId, words, at }: { unitId: string; words: readonly Word[]; at: number },
  authorise: (tx: Querying, to: string | null) => Promise<Recorder>,
): Promise<readonly HandOverItem[]> {
  const dossierIds = [...new Set(words.map(({ dossierId }) => dossierId))].sort()
  const list = { unitId, asOfMs: at, after: null, limit: 10_000, dossierIds }
  return await transaction(sql, async (tx) => {
    for (const id of dossierIds) await lockDossier(tx, id, { references: 'pass' })
    const items = await handOverList(tx, list)
    const recorders = new Map<string | null, Recorder>()
    for (const word of words) {
      if (words.filter((other) => same(word, other)).length > 1)
        throw wrongField('/received', 'names an item twice')
      const item = items.find((one) => same(word, one))
      if (item === undefined) throw wrongField('/received', 'names what is not in the list of this unit')
      const by = recorders.get(item.unitId) ?? (await authorise(tx, item.unitId))
      recorders.set(item.unitId, by)
      await recordWord(tx, { word, item, from: unitId }, by)
    }
    const named = await handOverList(tx, list)
    return named.filter((item) => words.some((word) => same(word, item)))
  })
}

async function recordWord(
  tx: Querying,
  { word, item, from }: { word: Word; item: HandOverItem; from: string },
  by: Recorder,
): Promise<void> {
  const { dossierId, kind, what, reason } = word
  const says = reason === null ? confirmed.received : confirmed.missing
  if (item.said === says && item.reason === reason) return
  if (item.said === confirmed.received) throw wrongField('/missing', 'names what was received')
  const payload = { from, kind, what, ...(reason === null ? {} : { reason }) }
  await tx`
    insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
    values (${dossierId}, ${says}, ${by.actorId}, ${by.unitId}, ${JSON.stringify(payload)}::jsonb, instant(${by.at}))`
  if (reason === null && kind === 'original')
    await moveOriginals(tx, { dossierId, kind: what, unitId: by.unitId, officeId: null }, by)
}
