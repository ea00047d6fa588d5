/** The instant (ms) of a date and hour in Viet Nam: at('2026-11-23 09:30'). */
export function at(local: string): number {
  const ms = Date.parse(`${local.replace(' ', 'T')}+07:00`)
  if (Number.isNaN(ms)) throw new RangeError(`"${local}" is no local time`)
  return ms
}

/** The same, read back: "2026-11-23 09:30", with seconds only when there are any. */
export function shown(ms: number): string {
  const text = new Date(ms + 7 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '')
  return text.replace(/:00\.000$/, '')
}
