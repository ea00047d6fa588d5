/** An area of the site's commune goes to another by its dates, and back: written as an order is signed, before it takes effect. */
import { beginChange } from '../../db/territory/reference-change.ts'
import { commune, type Site } from './site.ts'

/** The commune to which the area goes. */
export const successor = 'new:00008'

const change = (effectiveAt: number) =>
  ({ kind: 'reorganisation', actorId: 'test', basis: 'Nghị quyết thử nghiệm', effectiveAt }) as const

/** @param at ms */
export const moveArea = ({ asOwner, areaId }: Site, at: number): Promise<unknown> =>
  asOwner((owner) =>
    owner.begin(async (sql) => {
      await beginChange(sql, change(at))
      await sql`
      update jurisdiction set valid = valid * tstzrange(null, instant(${at}))
      where area_id = ${areaId} and tier = 'commune' and unit_id = ${commune} and upper_inf(valid)`
      await sql`
      insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
      values (${`moved ${at}`}, ${areaId}, 'commune', ${successor}, tstzrange(instant(${at}), null), 'Nghị quyết thử nghiệm')`
    }),
  )

/** Undone from now on, never back: other scenarios of the site go on with the officers of the commune. */
export const moveBack = ({ asOwner, areaId }: Site): Promise<unknown> =>
  asOwner((owner) =>
    owner.begin(async (sql) => {
      const at = Date.now()
      await beginChange(sql, change(at))
      await sql`
      update jurisdiction set valid = valid * tstzrange(null, instant(${at}))
      where area_id = ${areaId} and tier = 'commune' and unit_id = ${successor} and upper_inf(valid)`
      await sql`
      insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
      values (${`moved back ${at}`}, ${areaId}, 'commune', ${commune}, tstzrange(instant(${at}), null), 'Nghị quyết thử nghiệm')`
    }),
  )
