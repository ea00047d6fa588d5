/**
 * The keys of a table that says something of each word of a closed list: the list itself, for tables and schemas.
 * @throws Error for a table without keys
 */
export function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): readonly [K, ...K[]] {
  const isKey = (key: string): key is K => Object.hasOwn(table, key)
  const [first, ...others] = Object.keys(table).filter(isKey)
  if (first === undefined) throw new Error('A closed list has at least one word; this table has no key')
  return [first, ...others]
}
