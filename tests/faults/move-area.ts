/** An area of the site's commune goes to another by its dates, and back: written as an order is signed, before it takes effect. */
import { beginChange } from '../../db/territory/reference-change.ts'
import { commune, type Site } from './site.ts'

/** The commune to which the area goes. */
export const successor = 'new:00008'

const change = (effectiveAt: number) =>
  ({ kind: 'reorganisation', actorId: 'test', basis: 'Nghị quyết thử nghiệm', effectiveAt }) as const

/** @param at ms */
export const moveArea = (site: Site, at: number): Promise<unknown> =>
  handOver(site, { id: `moved ${at}`, from: commune, to: successor, at })

/** Undone from now on or later, never back: other scenarios of the site go on with the officers of the commune. @param at ms */
export function moveBack(site: Site, at = Date.now()): Promise<unknown> {
  return handOver(site, { id: `moved back ${at}`, from: successor, to: commune, at })
}

const handOver = (
  { asOwner, areaId }: Site,
  { id, from, to, at }: { id: string; from: string; to: string; at: number },
): Promise<unknown> =>
  asOwner((owner) =>
    owner.begin(async (sql) => {
      await beginChange(sql, change(at))
      await sql`
      update jurisdiction set valid = valid * tstzrange(null, instant(${at}))
      where area_id = ${areaId} and tier = 'commune' and unit_id = ${from} and upper_inf(valid)`
      await sql`
      insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
      values (${id}, ${areaId}, 'commune', ${to}, tstzrange(instant(${at}), null), 'Nghị quyết thử nghiệm')`
    }),
  )
