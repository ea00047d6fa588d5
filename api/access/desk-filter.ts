/** Resolves the desks that a caller wants to see, and checks that the caller may. */
import type { EscalatedTo } from '../../db/tasks/inbox.ts'
import { readOffice, supervises, unitsOf } from '../../db/territory/units/unit-lookup.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import type { RouteDeps } from '../server/deps.ts'
import type { Caller } from './auth.ts'
import { refuseEndedUnit } from './ended-unit.ts'

export interface DeskAsked {
  unit?: string | undefined
  office?: string | undefined
  role?: string | undefined
}

export interface DeskFilter {
  unitId: string
  /** All where left out. */
  roles?: readonly string[]
  fields?: readonly string[]
  /** What has been escalated to the officer is shown beside the desks. */
  escalated?: EscalatedTo
}

/**
 * An officer sees the desks of the own mandates, and what has been escalated to them; a supervisor those of any unit at or
 * below the own one, all of them or those of an office.
 * @throws {DomainError} `forbidden`, `unitEnded`, `notFound` of an office, or `invalidInput` where the unit is not clear
 */
export async function deskFilter(
  deps: RouteDeps,
  caller: Caller,
  { unit, office: officeId, role }: DeskAsked,
  asOfMs: number,
): Promise<DeskFilter> {
  const { sql } = deps.database
  const office = officeId === undefined ? null : await readOffice(sql, officeId, asOfMs)
  if (officeId !== undefined && office === null) throw new DomainError('notFound')
  if (office !== null && unit !== undefined && unit !== office.unitId) throw officeElsewhere()
  const fields = office === null || office.fields === null ? {} : { fields: office.fields }
  const wanted = office?.unitId ?? unit ?? caller.unitId ?? undefined
  const asked = (held: string): boolean =>
    (role === undefined || held === role) && (office === null || office.roles.includes(held))
  if (caller.role === 'supervisor') {
    if (wanted === undefined) throw needsUnit()
    if (!(await supervises(sql, { unitId: wanted, root: caller.unitId, asOfMs }))) {
      throw new DomainError('forbidden', { hint: 'Ask for the unit you supervise, or one below it.' })
    }
    if (office === null) return { unitId: wanted, ...(role === undefined ? {} : { roles: [role] }) }
    return { unitId: wanted, roles: office.roles.filter(asked), ...fields }
  }
  const own = await unitsOf(sql, caller.id, asOfMs)
  if (wanted === undefined && own.length > 1) throw needsUnit()
  const desk = wanted === undefined ? own[0] : own.find(({ unitId }) => unitId === wanted)
  if (desk === undefined || (caller.unitId !== null && caller.unitId !== desk.unitId)) {
    await refuseEndedUnit(deps, caller.unitId ?? wanted, asOfMs)
    throw new DomainError('forbidden', { hint: 'Ask for a unit in which you hold a mandate today.' })
  }
  const { unitId, roles } = desk
  const narrowed = role !== undefined || office !== null
  const escalated = narrowed ? {} : { escalated: { officerId: caller.id, roles } }
  return { unitId, roles: roles.filter(asked), ...fields, ...escalated }
}

const needsUnit = (): DomainError => wrongField('/querystring/unit', 'is missing')

const officeElsewhere = (): DomainError => wrongField('/querystring/office', 'is an office of another unit')
