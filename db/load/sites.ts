import { newCommuneId } from '../../domain/territory/territory-ids.ts'
import type { seal, site } from '../schema/bodies.ts'
import type { unit } from '../schema/territory.ts'
import { during, TWO_TIERS_FROM } from './periods.ts'
import type { ReferenceFiles } from './reference-files.ts'

type SealRow = typeof seal.$inferInsert
type SiteRow = typeof site.$inferInsert

/**
 * The seat of each commune of today. Its address was published; that the council, the people's committee and the counter are there, and the
 * hours, is assumed. Where the party committee and the front sit was not found.
 */
export function sitesOf(files: ReferenceFiles): SiteRow[] {
  return files.newCommunes.flatMap((commune): SiteRow[] =>
    commune.seat === ''
      ? []
      : [
          {
            id: `${newCommuneId(commune.code)}/tru-so`,
            unitId: newCommuneId(commune.code),
            address: commune.seat,
            lat: commune.lat,
            lon: commune.lon,
            openingHours: 'Thứ Hai đến thứ Sáu, 8:00-12:00 và 13:00-17:00',
            uses: ['council', 'reception'],
            valid: during(TWO_TIERS_FROM, null),
            basis: 'Địa chỉ: sapnhap.bando.com.vn, 17/7/2025; nơi tiếp công dân và giờ làm việc là giả định',
            assumed: true,
          },
        ],
  )
}

/** One seal a unit, as long as the unit stands. That each has one is law; by whom and on which decision it is kept was not found. */
export function sealsOf(units: readonly (typeof unit.$inferInsert)[]): SealRow[] {
  return units.map(({ id, tier, valid }) => ({
    id: `${id}/con-dau`,
    unitId: id,
    holder: tier === 'commune' ? 'Văn phòng HĐND và UBND' : 'Văn phòng',
    valid,
    basis: '99/2016/NĐ-CP',
    assumed: true,
  }))
}
