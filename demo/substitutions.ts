/** Officers who are away today, and who stands in for them. */
import type { Querying } from '../db/database.ts'
import type { Role } from '../domain/dossier.ts'
import type { Commune } from './communes.ts'

export interface Substitution {
  unitId: string
  role: Role
  absentId: string
  substituteId: string
}

const absent: Role = 'civilStatus'
const standsIn: Role = 'socialAffairs'
const dayMs = 86_400_000

/** In the first two communes the civil status officer is away, and one of another office signs in that name. */
export async function arrangeSubstitutions(
  sql: Querying,
  communes: readonly Commune[],
  asOfMs: number,
): Promise<readonly Substitution[]> {
  const units = communes.slice(0, 2).map(({ unitId }) => unitId)
  return await sql<Substitution[]>`
    with substitution as (
      insert into mandate (id, officer_id, unit_id, office_id, role, kind, acting_for_id, valid, basis)
      select 'thay-the:' || away.unit_id || ':' || away.role, deputy.officer_id, away.unit_id, away.office_id, away.role,
        'substitution', away.officer_id, tstzrange(instant(${asOfMs - dayMs}), instant(${asOfMs + dayMs})),
        'Phân công thay thế trong ngày trình diễn'
      from mandate away join mandate deputy on deputy.unit_id = away.unit_id and deputy.role = ${standsIn}
      where away.unit_id = any (${units}) and away.role = ${absent} and away.kind = 'own' and deputy.kind = 'own'
        and away.valid @> instant(${asOfMs}) and deputy.valid @> instant(${asOfMs})
      returning unit_id, role, officer_id, acting_for_id
    )
    select unit_id as "unitId", role, acting_for_id as "absentId", officer_id as "substituteId" from substitution`
}
