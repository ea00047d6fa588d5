import { openDatabase } from '../../db/database.ts'
import { DEPARTMENTS_FROM } from '../../db/load/periods.ts'
import { readTerritory } from '../../db/territory/territory.ts'
import { powers, tiers } from '../../domain/dossier/dossier.ts'
import { checkTerritory, type TerritoryFinding } from '../../domain/territory/territory-check.ts'
import { startOfLocalDate } from '../../domain/time/local-day.ts'
import { readSettings } from '../process/settings.ts'

/** Prints every gap and overlap of jurisdiction, competence and custody in the database. @returns how many there are */
export async function checkTerritoryHere({ json }: { json: boolean }): Promise<number> {
  const database = openDatabase(readSettings().databaseUrl, { connections: 4, name: 'thong-suot check' })
  try {
    // Before the departments of today the tables know no holder of their powers.
    const from = startOfLocalDate(DEPARTMENTS_FROM)
    const rows = await readTerritory(database.sql)
    const findings = checkTerritory(rows, { from, tiers, powers })
    const summary = { areas: rows.areas.length, findings: findings.length }
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...summary, list: findings.map(dated) }, null, 2)}\n`
        : `${findings.map(paragraph).join('')}${summary.areas} areas, ${summary.findings} findings\n`,
    )
    return findings.length
  } finally {
    await database.close()
  }
}

function dated({ from, until, ...finding }: TerritoryFinding) {
  const iso = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString() : null)
  return { ...finding, from: iso(from), until: iso(until) }
}

function paragraph(finding: TerritoryFinding): string {
  const { rule, of, what, from, until } = dated(finding)
  return `${of} [${rule}]\n  ${what}, from ${from ?? 'ever'} until ${until ?? 'for ever'}\n\n`
}
