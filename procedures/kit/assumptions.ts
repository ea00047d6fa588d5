/** What many definitions assume in the same words: how what was published has been read. */

export const unitNotPrinted = 'Trang công bố không ghi đơn vị của thời hạn: đọc là ngày làm việc.'

export const longestTime = 'Thời hạn khác nhau theo kênh hoặc trường hợp: lấy dài nhất.'

export const resultNamed = 'Tên kết quả chưa công bố: đặt theo tên thủ tục.'

export const districtStillNamed =
  'Bản công bố còn nhắc cấp huyện hoặc thị trấn, đã bỏ từ 01/7/2025: việc đó được ghi cho nơi giữ thẩm quyền hiện nay.'

export const shortPapers =
  'Chỉ ghi các thành phần hồ sơ chính; thành phần theo từng trường hợp xem trang công bố.'

export const lapsedLeftOut = 'Căn cứ đã hết hiệu lực mà trang công bố còn nêu được bỏ ra.'

export const cityLevel =
  'Công bố là thủ tục cấp tỉnh: phần việc của xã trước đó là của quy trình chuẩn, không phải của bản công bố.'

export const competenceSplit = 'Bản công bố nêu nhiều cấp có thẩm quyền; ở đây là phần của cấp xã.'

export const ownShares = 'Thời hạn được chia cho các bước; không văn bản nào chia.'

export const allowanceAssumed =
  'Hưởng từ tháng của quyết định: chưa đọc điều nào ấn định tháng. Diện hưởng ghi trong tờ khai; không đúng thì hồ sơ được trả lại để bổ sung trước khi ký.'

export const separateSigner =
  'Người thẩm tra không phải là người ký: tách nhiệm vụ theo quy trình nội bộ, không theo điều luật.'

export const onlineFreeSince =
  'Nộp trực tuyến ghi 0 đồng theo 77/2025/NQ-HĐND của Hà Nội, có từ 01/01/2026; hồ sơ trước ngày đó chưa có mức riêng.'

export const verificationKnown =
  'Có phải xác minh hay không được ghi khi tiếp nhận; phát hiện muộn hơn thì ghi bằng một lần hẹn lại.'

export const confirmedOnline =
  'Hồ sơ trực tuyến: một ngày để người yêu cầu xác nhận biểu mẫu điện tử nằm trong bước thẩm tra.'
