import { holdsAt } from '../domain/territory/span.ts'
import { newCommuneId } from '../domain/territory/territory-ids.ts'
import type { BodyType } from '../domain/territory/unit.ts'
import type { Annex } from './annex.ts'
import type { ReferenceRows, UnitRow } from './grammar/reference-rows.ts'
import { type Change, reorganisation } from './grammar/reorganisation.ts'

type Communes = Pick<Annex, 'newCommunes'>

/** On what each kind goes to the communes. */
const basisOf: Readonly<Partial<Record<BodyType, string>>> = {
  'trường học': '142/2025/NĐ-CP',
  'trạm y tế': 'Luật Tổ chức chính quyền địa phương 72/2025/QH15',
}

/** Public schools and health stations go from the departments of the city to the commune in which they are. */
export default reorganisation<Communes>({
  id: 'schools-and-health-stations-2027-01-01',
  name: 'Trường học công lập và trạm y tế chuyển từ các sở về UBND xã, phường',
  basis: 'Luật Tổ chức chính quyền địa phương 72/2025/QH15',
  effectiveAt: '2027-01-01T00:00:00+07:00',
  changes: ({ newCommunes }, base, at) => moves(communesByName(newCommunes), base, at),
  openQuestions: [
    'Ngày chuyển chưa có trong văn bản; ngày 01/01/2027 là giả định',
    'Danh sách trường học, trạm y tế chưa có trong dữ liệu, ba đơn vị đang có là giả định; đơn vị nào có địa chỉ không ghi xã, phường thì phải bổ sung trước',
  ],
})

const plain = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi')

const communesByName = (communes: Communes['newCommunes']): ReadonlyMap<string, string> =>
  new Map(communes.map(({ type, name, code }) => [plain(`${type} ${name}`), newCommuneId(code)]))

/** What is under a commune stays there. One whose address names no commune is a problem that names it. */
function moves(communes: ReadonlyMap<string, string>, base: ReferenceRows, at: number): Change[] {
  const tierOf = new Map(base.unit.map(({ id, tier }) => [id, tier]))
  const inCommune = new Set(
    base.unitParent
      .filter(({ parentId, valid }) => holdsAt(valid, at) && tierOf.get(parentId) === 'commune')
      .map(({ unitId }) => unitId),
  )
  return base.unit
    .filter(({ id, tier, valid }) => tier === 'body' && holdsAt(valid, at) && !inCommune.has(id))
    .flatMap((body): Change[] => {
      const basis = Object.entries(basisOf).find(([type]) => type === body.type)?.[1]
      if (basis === undefined) return []
      return [{ kind: 'parentMoves', unit: body.id, to: communeOf(body, communes), basis, assumed: true }]
    })
}

/** Of an address as “Số 2, phố Trúc Bạch, phường Ba Đình”. */
function communeOf({ seat }: UnitRow, communes: ReadonlyMap<string, string>): string {
  const named = (seat ?? '').split(',').at(-1)?.trim() ?? ''
  return communes.get(plain(named)) ?? `the commune of “${seat ?? ''}”`
}
