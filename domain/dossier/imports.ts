/** The words for dossiers taken over from other systems. */
import { keysOf } from '../keys-of.ts'

/** `abandoned`: another file of the source was sent before this one had ended. */
export const importStatuses = ['running', 'complete', 'abandoned'] as const
export type ImportStatus = (typeof importStatuses)[number]

/** Why a row became no dossier or mandate, or did not change the one it is about; for people who correct the file. */
export const quarantineNames = {
  unreadable: 'Không đọc được dòng này',
  notDecoded:
    'Có chữ không đọc được: ghi lại tệp bằng UTF-8, hoặc khai đúng bảng mã của tệp (encoding, ví dụ windows-1258)',
  invalidField: 'Một cột có giá trị không hợp lệ',
  unknownProcedure: 'Không có thủ tục mang mã này, hoặc thủ tục không có phiên bản cho thời gian đó',
  notReceivedThen: 'Ngày tiếp nhận không nằm trong thời gian hoạt động của đơn vị cũ',
  unknownPlace: 'Không xác định được phường, xã cũ',
  otherPlace:
    'Lĩnh vực này bàn giao theo nơi khác với nơi ghi ở dòng này: ghi nơi cư trú, trụ sở hoặc nơi có đất theo quy định và loại nơi (placeKind)',
  unknownUnit: 'Không có đơn vị tiếp nhận này vào ngày tiếp nhận',
  unknownStep: 'Tên bước chưa có trong bảng đối chiếu, hoặc thủ tục không có bước đó',
  alreadyEnded: 'Hồ sơ đã kết thúc ở hệ thống cũ',
  engineStep: 'Bước do hệ thống tự làm, như chi trả: không biết hệ thống cũ đã làm đến đâu',
  skippedStep: 'Hồ sơ không qua bước này',
  decidedBeforeSignature: 'Ghi là đã ký, nhưng còn bước ký phía sau',
  signedButNotDecided: 'Đứng sau bước ký, nhưng chưa ghi là đã ký',
  supplementCount: 'Số lần yêu cầu bổ sung không khớp với bước đang đứng hoặc với quy định',
  badNumber: 'Số lần không hợp lệ',
  formNeeded: 'Thủ tục có bước chi trả hoặc cấp chế độ phía sau, nên phải có đủ nội dung tờ khai',
  twiceInFile: 'Mã hồ sơ này có hai dòng khác nhau trong tệp',
  otherDossier: 'Mã này đã nhập cho hồ sơ của người khác, thủ tục khác hoặc nơi khác',
  olderExport: 'Tệp này được xuất trước lần nhập gần nhất của hồ sơ, nên không lấy theo dòng này',
  actedOn: 'Đã có xử lý ở đây theo dòng cũ, nên không lấy theo dòng sửa',
  codeTaken: 'Mã của hệ thống cũ đã gắn với hồ sơ khác',
  unknownOffice: 'Không có phòng này trong đơn vị vào ngày bắt đầu',
  roleNotOfOffice: 'Phòng này không có vai trò đó',
  nameDiffers: 'Một số hiệu cán bộ có hai tên khác nhau',
  identityDiffers: 'Một số hiệu cán bộ có hai số định danh cá nhân khác nhau',
  lentToOneself: 'Người được ủy quyền chính là người ủy quyền',
  accountTaken:
    'Vào thời gian đó tài khoản này là của cán bộ khác. Nếu là cùng một người: ghi mã của người đó trong hệ thống này (can-bo:…) vào cột số hiệu; nếu là người khác: ghi ngày kết thúc hoặc tài khoản mới của người giữ trước',
  unknownOfficer: 'Không có cán bộ nào mang mã này trong hệ thống',
  unknownLender: 'Không có cán bộ ủy quyền này',
  mandateOverlaps: 'Người này đã giữ vai trò đó trong đơn vị vào thời gian đó',
  movedBack: 'Nơi công tác mới bắt đầu trước hoặc cùng lúc với nơi cũ',
  waitsForReorganisation:
    'Đang chờ một đợt sắp xếp đã ấn định: chỉ nhận dòng bắt đầu từ thời điểm đó mà không sửa dòng đang có',
  unknownBenefit: 'Danh mục không có chế độ này, hoặc chế độ chưa có mức chi vào tháng bắt đầu',
  amountDiffers: 'Mức hưởng ghi ở dòng này khác mức của danh mục vào tháng bắt đầu',
  otherPerson: 'Mã này đã nhập cho người hưởng khác, chế độ khác hoặc căn cứ khác',
  listedTwice: 'Người này đã có chế độ này theo cùng căn cứ ở mã khác, danh sách khác hoặc hồ sơ khác',
  cannotBeWritten: 'Cơ sở dữ liệu không nhận dòng này',
} as const
export type QuarantineReason = keyof typeof quarantineNames

export const quarantineReasons = keysOf(quarantineNames)
