import { underOneSnapshot } from '../../db/connection/snapshot.ts'
import { openDatabase } from '../../db/database.ts'
import { checkCurrentRows, type RowCheck } from '../../db/reorganisations/rows/row-findings.ts'
import { desksOfRegistry } from '../../procedures/registry/desks-of.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'
import { type RowFinding, rowFindingKinds } from '../../reorganisations/checks/row-finding.ts'
import { databaseNow } from '../process/database-now.ts'
import { readSettings } from '../process/settings.ts'

/**
 * Prints what is wrong with the rows of the database at any instant from now on, each with its remedy.
 * @returns how many findings
 * @throws RegistryError where a definition does not load: the desks that it names would not be judged
 */
export async function checkRowsHere({ json }: { json: boolean }): Promise<number> {
  const definitions = desksOfRegistry(await loadProcedures())
  const database = openDatabase(readSettings().databaseUrl, { connections: 1, name: 'thong-suot check' })
  try {
    const from = await databaseNow(database)
    const { findings, counts } = await underOneSnapshot(database, (tx) =>
      checkCurrentRows(tx, { from, definitions }),
    )
    process.stdout.write(
      json
        ? `${JSON.stringify({ from: iso(from), findings: findings.length, counts, list: findings.map(dated) }, null, 2)}\n`
        : `${findings.map(paragraph).join('')}${findings.length} findings from ${iso(from)} on${byKind(counts)}\n`,
    )
    return findings.length
  } finally {
    await database.close()
  }
}

const iso = (ms: number): string | null => (Number.isFinite(ms) ? new Date(ms).toISOString() : null)
const dated = ({ from, until, ...finding }: RowFinding) => ({
  ...finding,
  from: iso(from),
  until: iso(until),
})

function paragraph(finding: RowFinding): string {
  const { kind, of, what, remedy, from, until } = dated(finding)
  return `${of} [${kind}]\n  ${what}, from ${from ?? 'ever'} until ${until ?? 'for ever'}\n  remedy: ${remedy}\n\n`
}

/** A deployment without officers has a thousand of one kind, and one of another among them. */
function byKind(counts: RowCheck['counts']): string {
  const some = rowFindingKinds.filter((kind) => counts[kind] > 0).map((kind) => `${kind} ${counts[kind]}`)
  return some.length === 0 ? '' : `: ${some.join(', ')}`
}
