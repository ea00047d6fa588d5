import { OperatorError } from '../../domain/operator-error.ts'

/**
 * The rows of a CSV text by column name: a header, commas, quotes doubled inside quotes (RFC 4180).
 * @throws OperatorError where a row has more or fewer fields than the header
 */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = fieldsOf(text)
  return rows.map((fields, index) => {
    if (fields.length !== header.length) {
      throw new OperatorError(
        `Row ${index + 2} has ${fields.length} fields where the header has ${header.length}; quote the commas in it`,
      )
    }
    return Object.fromEntries(header.map((column, at) => [column, fields[at] ?? '']))
  })
}

/** The value of a column. @throws OperatorError if the file has no such column */
export function column(row: Record<string, string>, name: string): string {
  const value = row[name]
  if (value === undefined)
    throw new OperatorError(`The file has no column "${name}"; its header is ${Object.keys(row)}`)
  return value
}

/** The value of a column that knows few values. @throws OperatorError on any other */
export function choice<const T extends string>(
  row: Record<string, string>,
  name: string,
  values: readonly T[],
): T {
  const value = column(row, name)
  const found = values.find((known) => known === value)
  if (found === undefined)
    throw new OperatorError(`"${value}" is no ${name}; use one of ${values.join(', ')}`)
  return found
}

function fieldsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    const blank = row.length === 1 && row[0] === ''
    if (!blank) rows.push(row)
    row = []
  }
  return rows
}
