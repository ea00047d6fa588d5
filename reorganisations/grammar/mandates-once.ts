/** Nobody holds a role in a unit by two mandates at once: the database refuses the second, and names no row. */
import { common } from '../../domain/territory/span.ts'
import type { Draft } from './draft.ts'
import type { MandateRow } from './reference-rows.ts'

/** Of the mandates that the draft changes, those that would hold beside another. */
export function reportTwice(draft: Draft): void {
  const changed = new Set(draft.mandate.changes().map(({ row }) => row.id))
  if (changed.size === 0) return
  const posts = new Map<string, MandateRow[]>()
  for (const row of draft.mandate.rows()) {
    const post = JSON.stringify([row.officerId, row.unitId, row.role])
    const others = posts.get(post) ?? []
    for (const other of others) {
      const twice = other.valid.some((a) => row.valid.some((b) => common(a, b).length > 0))
      if (twice && (changed.has(row.id) || changed.has(other.id))) {
        draft.problems.push(
          `mandate ${row.id} would give the role ${row.role} in ${row.unitId} beside ${other.id}; end one of them`,
        )
      }
    }
    posts.set(post, [...others, row])
  }
}
