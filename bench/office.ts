import { join } from 'node:path'
import { embeddedSigningKey } from '../api/signing-key.ts'
import { sampleIdentity, sampleName, seeded } from '../procedures/sample-form.ts'
import type { BenchServers } from './servers.ts'
import { twoDecisions } from './two-decisions.ts'

/** A commune at work: tokens of its desks, and filings that differ from each other. */
export interface Office {
  service: Record<string, string>
  oneStop: Record<string, string>
  chair: Record<string, string>
  filing(index: number): unknown
}

const unitId = 'new:00004'

export async function officeOf({ database, dataDir }: BenchServers): Promise<Office> {
  const key = await embeddedSigningKey(join(dataDir, 'keys', 'api.jwk'))
  const bearer = async (caller: Parameters<typeof key.issue>[0]) => ({
    authorization: `Bearer ${await key.issue(caller, 1)}`,
  })
  const officer = async (role: string) => {
    const [row] = await database.sql<{ id: string }[]>`
      select officer_id as id from mandate where unit_id = ${unitId} and role = ${role} order by officer_id limit 1`
    return await bearer({ id: row?.id ?? '', role: 'officer', unitId })
  }
  const [area] = await database.sql<{ id: string }[]>`
    select area_id as id from jurisdiction join area on area.id = area_id and area.kind = 'cell'
    where unit_id = ${unitId} order by area_id limit 1`
  return {
    service: await bearer({ id: 'bench', role: 'service', unitId: null }),
    oneStop: await officer('oneStop'),
    chair: await officer('chair'),
    filing(index) {
      const random = seeded(index)
      const name = sampleName(random)
      const identity = sampleIdentity(random)
      return {
        procedure: twoDecisions.code,
        channel: 'online',
        receptionUnit: unitId,
        parties: [{ role: 'applicant', kind: 'person', name, identityNumber: identity }],
        places: [{ kind: 'residence', area: area?.id }],
        form: { name, identity },
        papers: [{ kind: 'declaration', originals: 1, copies: 0 }],
      }
    },
  }
}
