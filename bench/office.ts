import { join } from 'node:path'
import { embeddedSigningKey } from '../api/server/signing-key.ts'
import { sampleIdentity, sampleName, seeded } from '../procedures/registry/sample-form.ts'
import type { BenchServers } from './servers.ts'
import { twoDecisions } from './two-decisions.ts'

/** The communes of the city: tokens of their desks, and filings that differ from each other. */
export interface Offices {
  service: Record<string, string>
  at(index: number): Office
}

export interface Office {
  unitId: string
  oneStop: Record<string, string>
  chair: Record<string, string>
  filing(index: number): unknown
}

const communes = 40

/** A day in the city: citizens file at forty of its communes, not all at one counter. */
export async function openOffices({ database, dataDir }: BenchServers): Promise<Offices> {
  const key = await embeddedSigningKey(join(dataDir, 'keys', 'api.jwk'))
  const bearer = async (caller: Parameters<typeof key.issue>[0]) => ({
    authorization: `Bearer ${await key.issue(caller, 1)}`,
  })
  const rows = await database.sql<{ unitId: string; area: string; oneStop: string; chair: string }[]>`
    select unit.id as "unitId",
      (select min(area_id) from jurisdiction join area on area.id = area_id and area.kind = 'cell' where unit_id = unit.id) as area,
      (select min(officer_id) from mandate where unit_id = unit.id and role = 'oneStop') as "oneStop",
      (select min(officer_id) from mandate where unit_id = unit.id and role = 'chair') as chair
    from unit where tier = 'commune' and epoch = 'new' order by unit.id limit ${communes}`
  const offices = await Promise.all(
    rows.map(async ({ unitId, area, oneStop, chair }) => ({
      unitId,
      oneStop: await bearer({ id: oneStop, role: 'officer', unitId }),
      chair: await bearer({ id: chair, role: 'officer', unitId }),
      filing: (index: number) => filingOf(index, unitId, area),
    })),
  )
  return {
    service: await bearer({ id: 'bench', role: 'service', unitId: null }),
    at(index) {
      const office = offices[index % offices.length]
      if (office === undefined) throw new Error('the reference data holds no communes')
      return office
    },
  }
}

export function filingOf(index: number, receptionUnit: string, area: string): unknown {
  const random = seeded(index)
  const name = sampleName(random)
  const identity = sampleIdentity(random)
  return {
    procedure: twoDecisions.code,
    channel: 'online',
    receptionUnit,
    parties: [{ role: 'applicant', kind: 'person', name, identityNumber: identity }],
    places: [{ kind: 'residence', area }],
    form: { name, identity },
    papers: [{ kind: 'declaration', originals: 1, copies: 0 }],
  }
}
