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
