/** Arrays of one dimension as PostgreSQL writes them, by the ids of their types. */
const ids = { text: 1009, uuid: 2951, int4: 1007, int8: 1016, float8: 1022 } as const
const numeric: ReadonlySet<number> = new Set([ids.int4, ids.float8])

type Element = string | number | bigint | boolean | null

/**
 * The driver would learn these by a query on each new connection that nobody waits for: where PostgreSQL goes
 * away under that query, its rejection ends the process. They are the same in every PostgreSQL.
 */
export const arrayTypes = Object.fromEntries(
  Object.entries(ids).map(([name, id]) => [
    `${name}Array`,
    {
      to: id,
      from: [id],
      // drizzle hands over text that is written already.
      serialize: (value: readonly Element[] | string) => (typeof value === 'string' ? value : written(value)),
      parse: (text: string) => (numeric.has(id) ? read(text).map(numberOf) : read(text)),
    },
  ]),
)

const written = (elements: readonly Element[]): string =>
  `{${elements.map((one) => (one === null ? 'null' : `"${String(one).replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`

function read(text: string): (string | null)[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|([^{},"]+)/gs)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain === 'NULL' ? null : (plain ?? '')) : quoted.replace(/\\(.)/gs, '$1'),
  )
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text))

/** As it is: JSON is written by the statement that sends it, instants cross as numbers, dates as text. */
const asText = { serialize: (text: string) => text, parse: (text: string) => text }

/**
 * Types whose values cross as text. The driver would write JSON that is text already a second time, and make a `Date` of a
 * calendar date, which depends on the zone of the process.
 */
export const textTypes = {
  json: {
    to: 3802,
    from: [114, 3802],
    serialize: asText.serialize,
    parse: (text: string): unknown => JSON.parse(text),
  },
  // date, time, timestamp, timestamptz and their arrays
  date: { to: 1184, from: [1082, 1083, 1114, 1184, 1182, 1185, 1115, 1231], ...asText },
}

const longestKept = 200
const mostKept = 20_000

/** As `textTypes`, and short JSON that occurs in many rows is read once: who gets it must not change it. */
export function readingJsonOnce(): typeof textTypes {
  const known = new Map<string, unknown>()
  const parse = (text: string): unknown => {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    const read = textTypes.json.parse(text)
    if (text.length <= longestKept && known.size < mostKept) known.set(text, read)
    return read
  }
  return { ...textTypes, json: { ...textTypes.json, parse } }
}
