/** `default`: preselected by the data alone, for a person to confirm. */
export const suggestionReasons = ['coordinates', 'neighbourhood', 'default'] as const
export type SuggestionReason = (typeof suggestionReasons)[number]

/** Why an area is suggested, in words. Vietnamese, for an officer. */
export function explainSuggestion(why: SuggestionReason, unitName: string | null): string {
  const to = unitName ?? 'đơn vị này'
  switch (why) {
    case 'coordinates':
      return `Tọa độ đã khai nằm trong ranh giới ${to}.`
    case 'neighbourhood':
      return `Tổ dân phố hoặc thôn đã khai có tên trong danh sách về ${to}, nhưng chưa đủ để tự xác định.`
    case 'default':
      return `Dữ liệu chọn sẵn ${to} cho đơn vị cũ này; chỉ là gợi ý, cần xác minh trước khi quyết định.`
  }
}
