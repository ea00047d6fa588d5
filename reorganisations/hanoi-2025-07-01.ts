import { OperatorError } from '../domain/operator-error.ts'
import {
  CITY_ID,
  cellId,
  newCommuneId,
  oldUnitId,
  unplacedInNewId,
  unplacedInOldId,
} from '../domain/territory/territory-ids.ts'
import type { Annex } from './annex.ts'
import { offices, seals, sites } from './commune-offices.ts'
import { type Change, type Relation, reorganisation } from './grammar/reorganisation.ts'

const FIRST_DAY = '2025-07-01'
const RESOLUTION = 'Nghị quyết 1656/NQ-UBTVQH15'

export default reorganisation<Annex>({
  id: 'hanoi-2025-07-01',
  name: 'Hà Nội kết thúc hoạt động của 30 quận, huyện, thị xã và sắp xếp 526 xã, phường, thị trấn thành 126',
  basis: RESOLUTION,
  effectiveAt: `${FIRST_DAY}T00:00:00+07:00`,
  changes: (annex) => [
    ...units(annex),
    ...successors(annex),
    ...areas(annex),
    ...powers(annex),
    ...custody(annex),
    ...connectingRules(annex),
    ...sites(annex),
    ...seals(annex),
    ...offices(annex),
  ],
  // All that lies somewhere in a new commune was of one of its old ones: the first of them keeps it.
  heldAs: ({ mapping }) => {
    const first = new Map<string, string>()
    for (const { oldCode, newCode } of mapping) {
      const id = unplacedInNewId(newCode)
      if (!first.has(id)) first.set(id, cellId(oldCode, newCode))
    }
    return (areaId) => first.get(areaId) ?? null
  },
  openQuestions: [
    'Ranh giới giữa các phần của 199 xã, phường cũ bị chia chưa có văn bản liệt kê đủ theo tổ dân phố',
    'Chưa thấy văn bản của Chủ tịch UBND Thành phố giao cơ quan giữ hồ sơ chưa xác định địa bàn theo từng lĩnh vực',
  ],
})

const clauseBasis = ({ clause }: { clause: string }): string => `${RESOLUTION}, Điều 1 khoản ${clause}`

/** The districts end by the law; the communes, and what begins in their place, by the resolution. */
function units({ districts, oldCommunes, newCommunes }: Annex): Change[] {
  return [
    ...[...oldCommunes, ...districts].map(
      ({ code }): Change => ({ kind: 'unitEnds', unit: oldUnitId(code) }),
    ),
    ...newCommunes.map(
      (commune): Change => ({
        kind: 'unitBegins',
        unit: {
          id: newCommuneId(commune.code),
          name: `${commune.type.charAt(0).toUpperCase()}${commune.type.slice(1)} ${commune.name}`,
          type: commune.type,
          tier: 'commune',
          parentId: CITY_ID,
          // Hà Nội's table of them (20/2020/QĐ-TTg) is not in the data: a commune has the number of its clause.
          identifier: `H26.${100 + Number(commune.clause)}`,
          seat: commune.seat || null,
          seatDoubt: commune.seatDoubt || null,
          population: commune.population,
          lat: commune.lat,
          lon: commune.lon,
          basis: clauseBasis(commune),
          assumed: true,
        },
      }),
    ),
  ]
}

const relations: Readonly<Record<string, Relation>> = {
  toan_bo: 'whole',
  mot_phan: 'part',
  mot_phan_dt: 'partLandOnly',
  mot_phan_dt_toan_bo_ds: 'partAllResidents',
  con_lai: 'remainder',
}

/** A district is succeeded by each commune that took over a part of one of its communes. */
function successors({ oldCommunes, mapping }: Annex): Change[] {
  const districtOf = new Map(oldCommunes.map(({ code, districtCode }) => [code, districtCode]))
  const ofDistricts = new Map<string, Change>()
  const ofCommunes = mapping.map((edge): Change => {
    const successor = newCommuneId(edge.newCode)
    const district = oldUnitId(districtOf.get(edge.oldCode) ?? '')
    const basis = clauseBasis(edge)
    ofDistricts.set(`${district} ${successor}`, {
      ...{ kind: 'unitSucceeds', unit: district, successor, relation: 'part', basis },
    })
    return {
      ...{ kind: 'unitSucceeds', unit: oldUnitId(edge.oldCode), successor, basis },
      relation: relationOf(edge),
    }
  })
  return [...ofCommunes, ...ofDistricts.values()]
}

function relationOf({ relation, oldCode }: Annex['mapping'][number]): Relation {
  const known = relations[relation]
  if (known === undefined)
    throw new OperatorError(`mapping.csv gives ${oldCode} the unknown relation "${relation}"`)
  return known
}

/**
 * Each cell goes to its new commune. What of a split commune is not placed is kept by the commune of the preselected part. Of a
 * new commune alone the name never tells the cell, and does tell who is responsible.
 */
function areas({ mapping, newCommunes }: Annex): Change[] {
  const cells = mapping.map(
    (edge): Change => ({
      ...{ kind: 'areaMoves', area: cellId(edge.oldCode, edge.newCode), tier: 'commune' },
      ...{ to: newCommuneId(edge.newCode), basis: clauseBasis(edge) },
    }),
  )
  const kept = mapping
    .filter(({ whole, isDefault }) => !whole && isDefault)
    .map(
      (edge): Change => ({
        ...{ kind: 'areaMoves', area: unplacedInOldId(edge.oldCode), tier: 'commune', custodian: true },
        to: newCommuneId(edge.newCode),
        ...{ basis: `Tạm giữ cho đến khi xác định địa bàn; ${clauseBasis(edge)}`, assumed: true },
      }),
    )
  const unplaced = newCommunes.flatMap((commune): Change[] => {
    const id = unplacedInNewId(commune.code)
    const basis = clauseBasis(commune)
    return [
      { kind: 'areaBegins', area: { id, kind: 'unplaced', parentId: null, basis } },
      { kind: 'areaMoves', area: id, tier: 'commune', to: newCommuneId(commune.code), basis },
    ]
  })
  return [...cells, ...kept, ...unplaced]
}

const beginsNow = ({ from }: { from: string | null }): boolean => from === FIRST_DAY

/** What districts held for a field or procedure of the commune tier ends; the row for all gives it to the commune. */
function powers({ competence }: Annex): Change[] {
  const ends = competence.filter(({ until }) => until === FIRST_DAY)
  return [
    ...ends.flatMap(({ scope, subject, tier, powers }) =>
      powers.map((power): Change => ({ kind: 'powerEnds', scope, subject, tier, power })),
    ),
    ...competence.filter(beginsNow).flatMap(({ powers, from, until: _, ...held }) =>
      powers.map(
        (power): Change => ({
          kind: 'powerMoves',
          power: { ...held, id: [held.scope, held.subject, power, held.tier, from].join('/'), power },
        }),
      ),
    ),
  ]
}

function custody({ custody }: Annex): Change[] {
  return custody.filter(beginsNow).map(
    ({ from, until: _, ...kept }): Change => ({
      kind: 'custodyMoves',
      custody: { ...kept, id: [kept.scope, kept.subject, kept.areaId ?? '*', from].join('/') },
    }),
  )
}

function connectingRules({ connecting }: Annex): Change[] {
  return connecting.filter(beginsNow).map(
    ({ from, until: _, ...rule }): Change => ({
      kind: 'connectingRuleBegins',
      rule: { ...rule, id: [rule.scope, rule.subject, rule.occasion, from].join('/') },
    }),
  )
}
