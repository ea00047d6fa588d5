/** Three communes and what they hold: small enough that each way through is short. */
import type { Power, Role } from '../../../../domain/dossier/dossier.ts'
import type { Procedure } from '../../../../procedures/grammar/definition/procedure.ts'
import type { OwnedDatabase } from '../../../certificate/cutover-story.ts'
import { registration } from '../../../procedures/invented/registration.ts'
import { inChange } from '../../../reference-change.ts'

export const communes = ['new:A', 'new:B', 'new:C'] as const
/** Units that a reorganisation may begin. */
export const fresh = ['new:N', 'new:M'] as const
export const units: readonly string[] = [...communes, ...fresh]
export const roles = ['oneStop', 'civilStatus', 'chair'] as const satisfies readonly Role[]
export const powers = ['receive', 'process', 'sign'] as const satisfies readonly Power[]

/** The agency part of the codes that it gives. */
export const identifierOf = (unit: string): string => `H26.1${units.indexOf(unit)}`

/** Areas, and the commune that holds each. */
export const areas: Readonly<Record<string, string>> = {
  'a:1': 'new:A',
  'a:2': 'new:A',
  'b:1': 'new:B',
  'b:2': 'new:B',
  'c:1': 'new:C',
}

export const procedures: readonly Procedure[] = [
  { ...registration, field: 'Hộ tịch' },
  { ...registration, code: '9.000009', field: 'Đất đai' },
]
export const fields = procedures.map(({ field }) => field)

/** The officer of a role in a commune, and its own mandate. */
export const officerOf = (unit: string, role: string): string => `${unit} ${role}`
export const officers = communes.flatMap((unit) =>
  roles.map((role) => ({ id: officerOf(unit, role), unit, role })),
)

/** Kept: the calendar, and what the migrations say of the database itself. */
const kept =
  /^(calendar|__drizzle|database_identity|notice_policy|reference_change|task_count_mark|sealing_key)/

/** Empties a test database and writes the city. */
export async function foundCity(database: OwnedDatabase): Promise<void> {
  await database.asOwner((sql) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      const tables = await tx<
        { name: string }[]
      >`select tablename as name from pg_tables where schemaname = 'public'`
      const emptied = tables.map(({ name }) => name).filter((name) => !kept.test(name))
      await tx.unsafe(`truncate ${emptied.map((name) => `"${name}"`).join(', ')}`)
    }),
  )
  await inChange(database, async (tx) => {
    await tx`
      insert into unit (id, epoch, code, name, type, tier, identifier, valid, basis)
      select id, 'new', substr(id, 5), id, 'xã', 'commune', identifier, '{(,)}', 'x'
      from unnest(${[...communes]}::text[], ${communes.map(identifierOf)}::text[]) as u (id, identifier)`
    await tx`
      insert into area (id, kind, valid, basis) select id, 'cell', '{(,)}', 'x' from unnest(${Object.keys(areas)}::text[]) id`
    await tx`
      insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
      select area || '/commune/' || unit, area, 'commune', unit, '(,)', 'x'
      from unnest(${Object.keys(areas)}::text[], ${Object.values(areas)}::text[]) as held (area, unit)`
    await tx`
      insert into competence (id, scope, subject, power, tier, held_by, valid, basis)
      select 'all ' || power, 'all', '*', power, 'commune', 'commune', '(,)', 'x' from unnest(${[...powers, 'return']}::text[]) power`
    await tx`insert into officer (id, name) select id, id from unnest(${officers.map(({ id }) => id)}::text[]) id`
    await tx`
      insert into mandate (id, officer_id, unit_id, role, valid, basis)
      select id, id, unit, role, '(,)', 'x'
      from unnest(${officers.map(({ id }) => id)}::text[], ${officers.map(({ unit }) => unit)}::text[], ${officers.map(({ role }) => role)}::text[])
        as m (id, unit, role)`
  })
}
