/** Officers who are away today, and who substitutes for them. */
import type { Client } from '../client/client.ts'
import type { Querying } from '../db/database.ts'
import type { Role } from '../domain/dossier/dossier.ts'
import type { Commune } from './communes.ts'
import { type Person, personAt } from './staff.ts'

export interface Substitution {
  unitId: string
  role: Role
  absentId: string
  substitute: Person
}

const away: Role = 'civilStatus'
const standsIn: Role = 'socialAffairs'
const dayMs = 86_400_000

/** In the first two communes the civil status officer is away; the supervisor has one of another office stand in. */
export async function arrangeSubstitutions(
  sql: Querying,
  supervisor: Client,
  communes: readonly Commune[],
): Promise<readonly Substitution[]> {
  const asOfMs = Date.now()
  return await Promise.all(
    communes.slice(0, 2).map(async ({ unitId, name }) => {
      const absent = await personAt(sql, { unitId, role: away, asOfMs })
      const substitute = await personAt(sql, { unitId, role: standsIn, asOfMs })
      if (absent === null || substitute === null)
        throw new Error(`${name} has nobody for ${away} or ${standsIn}`)
      const { data: lent } = await supervisor.http.POST('/mandates', {
        params: { header: { 'idempotency-key': `demo-${unitId}` } },
        body: {
          ...{ unit: unitId, role: away, kind: 'substitution' },
          ...{ officer: substitute.id, actingFor: absent.id },
          until: new Date(asOfMs + dayMs).toISOString(),
          basis: 'Phân công thay thế trong ngày trình diễn',
        },
      })
      if (lent === undefined) throw new Error(`${name}: nobody may substitute for ${away}`)
      return { unitId, role: away, absentId: absent.id, substitute }
    }),
  )
}
