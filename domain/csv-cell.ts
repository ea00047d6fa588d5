/**
 * A cell of a CSV file that people open in a spreadsheet: quoted where it must be (RFC 4180), and never a formula. A text that begins
 * with a sign by which a spreadsheet takes it for one gets an apostrophe before it.
 */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\n`
