import type { Procedure } from '../definition/procedure.ts'

/** How much of a procedure a source tells: time, basis and papers; some of them; its name alone. */
export const evidences = ['full', 'partial', 'nameOnly'] as const
export type Evidence = (typeof evidences)[number]

/** What a source may leave out, with the words a definition then has to say in `assumed`. */
export const notFound = {
  time: 'Thời hạn giải quyết chưa tìm thấy trong nguồn nào: tạm lấy thời hạn thường gặp của quy trình chuẩn.',
  basis: 'Căn cứ pháp lý chưa tìm thấy trong nguồn nào.',
  papers: 'Thành phần hồ sơ chưa tìm thấy trong nguồn nào: tiếp nhận theo hướng dẫn của Bộ phận Một cửa.',
  fee: 'Mức phí, lệ phí cho Hà Nội chưa tìm thấy: thu theo quy định.',
} as const
export type Gap = keyof typeof notFound

/** Said where what was published names documents of a later year than the edition's first day. */
export const dayNotFound =
  'Ngày có hiệu lực của bản công bố chưa tìm thấy: lấy 01/7/2025; văn bản ban hành sau đó áp dụng từ ngày của nó.'

/** What no source tells about a procedure. A fee that is not known takes nothing from its evidence. */
export function gapsOf({ totalAssumed, basis, papers, feeDong }: Procedure): readonly Gap[] {
  const open: Readonly<Record<Gap, boolean>> = {
    time: totalAssumed === true,
    basis: basis.length === 0,
    papers: Object.keys(papers).length === 0,
    fee: Object.values(feeDong).includes(null),
  }
  return (['time', 'basis', 'papers', 'fee'] as const).filter((gap) => open[gap])
}

export function evidenceOf(procedure: Procedure): Evidence {
  const open = gapsOf(procedure).filter((gap) => gap !== 'fee').length
  return open === 0 ? 'full' : open === 3 ? 'nameOnly' : 'partial'
}
