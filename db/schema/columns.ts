import { customType, timestamp } from 'drizzle-orm/pg-core'

/** An instant, kept with microseconds, always with its zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A half-open range of instants `[from, until)`, in PostgreSQL's text form. */
export const validity = customType<{ data: string }>({ dataType: () => 'tstzrange' })

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
