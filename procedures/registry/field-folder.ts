import { slugOf } from '../../domain/vietnamese.ts'

/** Fields whose name is too long for a folder, by a whole phrase of it. */
const shortNames: Readonly<Record<string, string>> = {
  'Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng':
    'dang-ky-quan-ly-phuong-tien-giao-thong',
  'Giáo dục và Đào tạo thuộc hệ thống giáo dục quốc dân': 'he-thong-giao-duc-quoc-dan',
  'Hỗ trợ tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã': 'ho-tro-to-hop-tac-va-hop-tac-xa',
  'Phát thanh, truyền hình và thông tin điện tử': 'phat-thanh-truyen-hinh-thong-tin-dien-tu',
  'Quản lý thuế, phí, lệ phí và thu khác của ngân sách nhà nước': 'quan-ly-thue-phi-va-le-phi',
  'Quản lý vũ khí, vật liệu nổ, công cụ hỗ trợ và pháo': 'quan-ly-vu-khi-vat-lieu-no-va-phao',
  'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã': 'to-hop-tac-va-hop-tac-xa',
  'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)': 'thanh-lap-va-hoat-dong-ho-kinh-doanh',
  'Tổ chức cai nghiên ma túy và quản lý sau cai nghiện': 'cai-nghien-ma-tuy-va-sau-cai-nghien',
}

/** The folder below `procedures/definitions/` that holds the definitions of a field. */
export const fieldFolder = (field: string): string => shortNames[field] ?? slugOf(field)
