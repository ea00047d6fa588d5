/**
 * Where a definition was taken from. A text describes the procedure: whatever is filled in was read there. A list tells
 * only that there is such a procedure, by name and field; what else is filled in then needs a source of its own.
 */
export type Source = string | ListSource

export interface ListSource {
  list: string
  time?: string
  basis?: string
  papers?: string
  fee?: string
}

/** `Danh mục …; thời hạn: quy trình nội bộ …`, for readers. */
export function sourceText(source: Source): string {
  if (typeof source === 'string') return source
  const { list, time, basis, papers, fee } = source
  const parts = [
    ['thời hạn', time],
    ['căn cứ', basis],
    ['thành phần hồ sơ', papers],
    ['phí, lệ phí', fee],
  ] as const
  return [list, ...parts.flatMap(([what, from]) => (from === undefined ? [] : [`${what}: ${from}`]))].join(
    '; ',
  )
}
