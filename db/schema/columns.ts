import { customType, getTableConfig, type PgTable, timestamp } from 'drizzle-orm/pg-core'

/** An instant, kept with microseconds, always with its zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A half-open range of instants `[from, until)`, in PostgreSQL's text form. */
export const validity = customType<{ data: string }>({ dataType: () => 'tstzrange' })

/** Several such ranges, sorted and apart: what ended may live again under its id, as a unit whose abolition is undone. */
export const validities = customType<{ data: string }>({ dataType: () => 'tstzmultirange' })

/** A half-open range of numbers of `reference_change`: by which change a version became known, and by which it was replaced. */
export const knownRange = customType<{ data: string }>({ dataType: () => 'int8range' })

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** The names of the columns of its primary key, in order. */
export function primaryKeyOf(table: PgTable): string[] {
  const { columns, primaryKeys } = getTableConfig(table)
  const composite = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary)
  return composite.map((column) => column.name)
}
