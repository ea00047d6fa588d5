import { searchDossiers } from '../db/search/dossier-search.ts'
import { type SearchScope, unitsScope } from '../db/search/search-scope.ts'
import { searchable } from '../domain/vietnamese.ts'
import { compare, figuresOf } from './compare.ts'
import { CpuOfRounds, serverPids } from './cpu.ts'
import type { Figure } from './figure.ts'
import { dossiersWanted, seedDossiers } from './seed-dossiers.ts'
import type { BenchServers } from './servers.ts'

/** So many that the code is compiled after the first round, and that processor time, counted in hundredths of a second, tells one side from the other. */
const rounds = { rounds: 5, jobsARound: 1_000, atOnce: 4 }

interface Known {
  id: string
  name: string
  unitId: string
}

/**
 * p50 and processor time of finding a dossier by the name of its applicant, typed without diacritics by an officer of the unit that received it,
 * over reading one dossier by its key. One in twenty is open.
 */
export async function search({ database }: BenchServers): Promise<Figure[]> {
  const { sql } = database
  const asOfMs = Date.now()
  const dossiers = dossiersWanted()
  await seedDossiers(database, { dossiers, open: Math.round(dossiers / 20), asOfMs })
  const known = await sql<Known[]>`
    select d.id, party.name, d.reception_unit_id as "unitId" from dossier d tablesample system (2)
    join dossier_party dp on dp.dossier_id = d.id join party on party.id = dp.party_id limit 2000`
  const scopes = new Map<string, SearchScope>()
  for (const { unitId } of known)
    if (!scopes.has(unitId))
      scopes.set(unitId, { filedBy: null, units: await unitsScope(sql, [unitId], asOfMs) })
  const byName = async ({ id, name, unitId }: Known) => {
    const scope = scopes.get(unitId) ?? { filedBy: null, units: null }
    const { items } = await searchDossiers(sql, {
      ...{ by: { kind: 'text', text: searchable(name) }, scope, filter: {}, limit: 20, asOfMs },
    })
    if (items.length < 20 && !items.some((item) => item.dossierId === id))
      throw new Error(`${id} was not found by the name of its applicant`)
  }
  const byKey = ({ id }: Known) => sql`select * from dossier where id = ${id}`
  const { postgres } = serverPids()
  const side = (job: (one: Known) => Promise<unknown>) => {
    let asked = 0
    return {
      job: async () => void (await job(known[asked++ % known.length] ?? { id: '', name: '', unitId: '' })),
      cpu: new CpuOfRounds({ postgres, reader: process.pid }),
    }
  }
  const compared = await compare(rounds, side(byName), side(byKey))
  return figuresOf('search', compared, 5, { what: 'by name/by key', more: { dossiers } })
}
