/** Communes that end at an instant, each in another one; and whose each area is, by the mapping file alone. */
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { holdsAt } from '../../domain/territory/span.ts'
import { newCommuneId } from '../../domain/territory/territory-ids.ts'
import { areasMove } from '../../harness/areas-move.ts'
import { type Enactable, enactable } from '../../reorganisations/enactable.ts'
import type { ReferenceRows } from '../../reorganisations/grammar/reference-rows.ts'
import { type Change, reorganisation } from '../../reorganisations/grammar/reorganisation.ts'

export interface Merging {
  /** Unit that ends. */
  from: string
  /** Unit that succeeds it. */
  into: string
  /** A cell of the one that ends, where dossiers are filed. */
  area: string
}

const pairs = 20
const lines = z.array(
  z.looseObject({ old_code: z.string(), new_code: z.string(), is_default: z.enum(['0', '1']) }),
)

/** The bench's own reading of the mapping: it must not share a mistake with the loader. */
export async function readMapping(): Promise<{
  merging: readonly Merging[]
  commune: ReadonlyMap<string, string>
}> {
  const text = await readFile(new URL('../../data/units/mapping.csv', import.meta.url), 'utf8')
  const mapped = lines.parse(parse(text, { columns: true, bom: true }))
  const commune = new Map<string, string>()
  for (const { old_code: old, new_code: code, is_default: keeps } of mapped) {
    commune.set(`cell:${old}:${code}`, `new:${code}`)
    commune.set(`unplaced:new:${code}`, `new:${code}`)
    if (keeps === '1') commune.set(`unplaced:old:${old}`, `new:${code}`)
  }
  const codes = [...new Set(mapped.map(({ new_code: code }) => code))].sort().slice(0, 2 * pairs)
  const merging = Array.from({ length: pairs }, (_, i) => {
    const [code = '', into = ''] = codes.slice(2 * i, 2 * i + 2)
    const old = mapped.find(({ new_code: of }) => of === code)?.old_code ?? ''
    return { from: newCommuneId(code), into: newCommuneId(into), area: `cell:${old}:${code}` }
  })
  return { merging, commune }
}

/** What each that ends holds goes to its successor, its officers too. Its declared instant is never used. */
export const communesMerge = (merging: readonly Merging[]): Enactable =>
  enactable(
    reorganisation<null>({
      id: 'bench-communes-merge',
      name: 'Nhập các xã để đo',
      basis: 'bench',
      effectiveAt: '2100-01-01T00:00:00+07:00',
      openQuestions: [],
      changes: (_, base, at) => merging.flatMap((one) => changesOf(one, base, at)),
    }),
    null,
  )

function changesOf({ from, into }: Merging, base: ReferenceRows, at: number): readonly Change[] {
  const officers = base.mandate.filter(({ unitId, valid }) => unitId === from && holdsAt(valid, at))
  return [
    ...areasMove(base, { from, into, at }),
    ...officers.map(({ id }): Change => ({ kind: 'mandateMoves', mandate: id, unit: into, office: null })),
    { kind: 'unitSucceeds', unit: from, successor: into, relation: 'whole' },
    { kind: 'unitEnds', unit: from },
  ]
}
