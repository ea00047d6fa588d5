/** The staff list of the Department of Home Affairs for the communes that begin, previewed and then imported. */
import type { Querying } from '../db/database.ts'
import { officersOf } from '../db/load/organisation/officers.ts'
import { roles } from '../domain/dossier/dossier.ts'
import type { Finding } from '../harness/checker.ts'
import type { RawRow } from '../imports/import-row.ts'
import { importStaff } from '../imports/import-staff.ts'
import type { Produced } from '../reorganisations/grammar/produce.ts'
import type { City } from './city.ts'

/**
 * Somebody for each desk of each unit that begins, as `npm start` invents them elsewhere; the last row names a unit that nobody knows.
 * @param from the instant at which the units begin, ms
 */
export function staffList({ changes }: Pick<Produced, 'changes'>, from: number): readonly RawRow[] {
  const begun = <Row>(of: readonly { was: Row | null; row: Row }[]): readonly Row[] =>
    of.flatMap(({ was, row }) => (was === null ? [row] : []))
  const { officers, mandates } = officersOf(begun(changes.unit), begun(changes.office))
  const nameOf = new Map(officers.map(({ id, name }) => [id, name]))
  const numberOf = new Map(officers.map(({ id }, number) => [id, number]))
  const since = new Date(from).toISOString()
  const basis = 'Quyết định 2205/QĐ-UBND về điều động công chức'
  const rows = mandates.map(({ officerId, actingForId, unitId, officeId, role, kind }): RawRow => {
    const number = numberOf.get(officerId)
    return {
      ...{ rowKey: `PC-${number}`, officer: `CB-${number}`, name: nameOf.get(officerId) ?? '' },
      ...{ account: `cb-${number}@hanoi.example`, unit: unitId, role: roles[role], kind, from: since, basis },
      ...(officeId === null ? {} : { office: officeId }),
      ...(actingForId === null ? {} : { actingFor: `CB-${numberOf.get(actingForId)}` }),
    }
  })
  const unknown = {
    ...{ rowKey: 'PC-x', officer: 'CB-x', name: 'Phạm Văn Hải', unit: 'Xã không có thật' },
    ...{ role: roles.oneStop, from: since, basis },
  }
  return [...rows, unknown]
}

export interface StaffTaken {
  line: string
  finding: Finding
  /** The same list, which changes nothing. */
  again(): Promise<Finding>
}

/** A preview, and then the list. */
export async function takeOverStaff(
  { database }: Pick<City, 'database'>,
  rows: readonly RawRow[],
): Promise<StaffTaken> {
  const importing = async (preview: boolean) => {
    const asked = { source: 'so-noi-vu', caller: 'demo', key: 'staff', at: Date.now(), preview }
    return (await importStaff(database, { ...asked, rows: eachOf(rows) })).figures
  }
  const preview = await importing(true)
  const { created, updated, alreadyThere, quarantined } = await importing(false)
  const counted = created + updated + alreadyThere + quarantined
  return {
    line: `${rows.length} rows of staff: preview ${preview.created} created, ${preview.quarantined} quarantined; imported ${created} created, ${quarantined} quarantined`,
    finding: {
      invariant: 'the staff list is counted, as its preview said',
      checked: rows.length,
      violations: [
        ...(counted === rows.length ? [] : [`${rows.length} rows were read and ${counted} are counted`]),
        ...(created === preview.created && quarantined === preview.quarantined && quarantined === 1
          ? []
          : [`previewed ${preview.created} + ${preview.quarantined}, done ${created} + ${quarantined}`]),
      ],
    },
    async again() {
      const same = await importing(false)
      return {
        invariant: 'the same staff list again changes nothing',
        checked: rows.length,
        violations:
          same.created + same.updated === 0 && same.alreadyThere === created
            ? []
            : [`the same list again created ${same.created} and updated ${same.updated}`],
      }
    },
  }
}

async function* eachOf(rows: readonly RawRow[]): AsyncGenerator<RawRow> {
  yield* rows
}

export interface Person {
  /** Officer. */
  id: string
  /** What a token names: the account of a staff list, or the id of an invented officer. */
  subject: string
}

/** The first or a later of a role in a unit, invented by the load or of the demo's own staff list. */
export async function personAt(
  sql: Querying,
  { unitId, role, asOfMs, number = 1 }: { unitId: string; role: string; asOfMs: number; number?: number },
): Promise<Person | null> {
  const [row] = await sql<Person[]>`
    select o.id, coalesce(a.subject, o.id) as subject
    from mandate m join officer o on o.id = m.officer_id
    left join account a on a.officer_id = o.id and a.valid @> instant(${asOfMs})
    where m.unit_id = ${unitId} and m.role = ${role} and m.valid @> instant(${asOfMs})
    order by array_position(array['own', 'delegated', 'substitution'], m.kind), o.id
    offset ${number - 1} limit 1`
  return row ?? null
}
