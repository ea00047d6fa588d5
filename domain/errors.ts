/**
 * The closed set of errors. Each code has a public message and a heading in docs/errors.md that says what
 * is wrong, why going on would be unsafe and what to do. Status codes live in api/server/errors.ts.
 */
export const errorMessages = {
  invalidInput: { vi: 'Thông tin gửi lên chưa hợp lệ', en: 'A field of the request is not valid' },
  malformedBody: { vi: 'Nội dung gửi lên không đọc được', en: 'The body could not be read' },
  bodyTooLarge: { vi: 'Nội dung gửi lên quá lớn', en: 'The body is too large' },
  unsupportedMediaType: {
    vi: 'Định dạng nội dung không được hỗ trợ',
    en: 'The content type is not supported',
  },
  fileTooLarge: { vi: 'Tệp quá lớn', en: 'The file is larger than 25 MiB' },
  fileTypeRefused: {
    vi: 'Loại tệp không được nhận',
    en: 'The content of the file is of no type that a paper may have',
  },
  tooManyFiles: {
    vi: 'Hồ sơ đã có quá nhiều tệp',
    en: 'The dossier holds as many files, or bytes of them, as it may',
  },
  unauthenticated: { vi: 'Chưa xác thực', en: 'The caller is not authenticated' },
  forbidden: { vi: 'Không có quyền thực hiện', en: 'The role may not do this' },
  notFound: { vi: 'Không tìm thấy', en: 'There is no such thing here' },
  unknownProcedure: { vi: 'Không có thủ tục này', en: 'No procedure has this code' },
  notInForce: {
    vi: 'Thủ tục không có hiệu lực vào ngày nộp',
    en: 'The procedure is not in force on the day of filing',
  },
  unknownArea: { vi: 'Không xác định được địa bàn', en: 'The place names no known area' },
  keyReused: { vi: 'Khóa yêu cầu đã dùng cho nội dung khác', en: 'The key was used with another body' },
  dossierClosed: { vi: 'Hồ sơ đã kết thúc', en: 'The dossier is closed' },
  notStarted: { vi: 'Hồ sơ chưa được đưa vào xử lý', en: 'The dossier has not been started yet' },
  staleTask: { vi: 'Việc này không còn mở', en: 'The task is no longer open' },
  staleRevision: { vi: 'Hồ sơ đã thay đổi', en: 'The dossier has changed since it was read' },
  unknownOutcome: { vi: 'Kết quả xử lý không có ở bước này', en: 'The step has no such outcome' },
  notCompetent: { vi: 'Đơn vị không có thẩm quyền', en: 'The unit is not competent for this task' },
  noMandate: {
    vi: 'Cán bộ không có quyền ký vào thời điểm này',
    en: 'The officer holds no mandate for this task',
  },
  sameOfficer: {
    vi: 'Người đã nộp thay, tiếp nhận hoặc xử lý bước trước không được quyết định bước này',
    en: 'Duties are separated: somebody else must decide',
  },
  ownCase: {
    vi: 'Cán bộ là một bên trong hồ sơ này',
    en: 'The officer is a party of the dossier',
  },
  conflictDeclared: {
    vi: 'Cán bộ đã khai báo xung đột lợi ích ở hồ sơ này',
    en: 'The officer has declared a conflict of interest in the dossier',
  },
  sealNotInForce: {
    vi: 'Con dấu của đơn vị không còn hiệu lực',
    en: 'The unit has no seal in force to sign with',
  },
  sumExceeded: {
    vi: 'Số tiền vượt hạn mức được ký',
    en: 'The decision pays more than the mandate may sign for',
  },
  budgetExceeded: {
    vi: 'Vượt dự toán của nguồn kinh phí',
    en: 'More is wanted of a budget source than its ceiling leaves free',
  },
  unitEnded: { vi: 'Đơn vị đã kết thúc hoạt động', en: 'The unit no longer exists' },
  roleNotHeld: {
    vi: 'Người giao không giữ vai trò này trong suốt thời gian đó',
    en: 'Who would lend the role does not hold it all that time',
  },
  lentToOneself: {
    vi: 'Không được giao vai trò cho chính mình',
    en: 'Nobody lends a role to the person who holds or lends it',
  },
  mandateOverlaps: {
    vi: 'Cán bộ đã giữ vai trò này trong khoảng thời gian đó',
    en: 'The officer holds that role in that time already',
  },
  claimedByAnother: { vi: 'Việc đang do người khác xử lý', en: 'Another officer has claimed the task' },
  supplementAlreadyAsked: {
    vi: 'Đã yêu cầu bổ sung đủ số lần được phép',
    en: 'A supplement has been requested as often as the law allows',
  },
  notAwaitingSupplement: { vi: 'Hồ sơ không chờ bổ sung', en: 'The dossier is not waiting for a supplement' },
  alreadyExtended: { vi: 'Chỉ được hẹn lại một lần', en: 'A new date may be set only once' },
  tooLateToExtend: {
    vi: 'Đã quá thời điểm được xin lỗi và hẹn lại',
    en: 'It is too late to set a new date',
  },
  noResult: { vi: 'Hồ sơ không có kết quả', en: 'The dossier has no result' },
  alreadyCollected: { vi: 'Kết quả đã được trả', en: 'The result has been handed over already' },
  correctionPending: {
    vi: 'Kết quả đang được đính chính',
    en: 'A correction of the result is in progress',
  },
  externalCodeTaken: {
    vi: 'Mã của hệ thống khác đã gắn với hồ sơ khác',
    en: 'That code of the other system belongs to another dossier',
  },
  alreadyDecided: { vi: 'Hồ sơ đã có quyết định', en: 'A decision has been issued' },
  tooManyAttempts: {
    vi: 'Đã thử sai quá nhiều lần, xin thử lại sau',
    en: 'Too many wrong secrets were given for this code',
  },
  mergedAlready: {
    vi: 'Hai người hưởng đã được ghi nhận là một người',
    en: 'The two beneficiaries are one person already',
  },
  alreadyPlaced: { vi: 'Hồ sơ đã được xác định địa bàn', en: 'The dossier is placed already' },
  requestLapsed: { vi: 'Yêu cầu đã quá hạn chuyển', en: 'The request lapsed before it could be applied' },
  cannotBeWritten: {
    vi: 'Nội dung yêu cầu không ghi được',
    en: 'The request says something that cannot be kept',
  },
  editionKept: {
    vi: 'Hồ sơ chưa chuyển được sang phiên bản mới ở bước này',
    en: 'The dossier keeps its edition where it is now',
  },
  cannotStandThere: {
    vi: 'Hồ sơ không thể đứng ở vị trí này của quy trình',
    en: 'The dossier cannot stand at this position of its plan',
  },
  importRunning: {
    vi: 'Đang có một đợt nhập của hệ thống nguồn này',
    en: 'Another import of this source system is in progress',
  },
  unknownSource: {
    vi: 'Chưa có bảng đối chiếu của hệ thống nguồn này',
    en: 'No mapping is known for this source system',
  },
  reorganisationStatus: {
    vi: 'Phương án sắp xếp không ở bước cho phép việc này',
    en: 'The reorganisation is not where this may be done',
  },
  runPaused: { vi: 'Đợt chi trả đang tạm dừng', en: 'The payout run is paused' },
  secondPersonNeeded: {
    vi: 'Việc này cần hai người khác nhau',
    en: 'Two persons answer for this, and the caller may not be this one',
  },
  approvalTakenBack: {
    vi: 'Dữ liệu đã thay đổi sau khi phê duyệt, phê duyệt bị thu hồi',
    en: 'Rows that were approved have been changed since, and the approval is taken back',
  },
  reorganisationArmed: {
    vi: 'Đang có một phương án sắp xếp chờ có hiệu lực hoặc chờ chứng nhận',
    en: 'A reorganisation is armed, and this waits until it is closed',
  },
  reorganisationImpossible: {
    vi: 'Phương án sắp xếp không thực hiện được trên dữ liệu hiện có',
    en: 'The reorganisation cannot be done to the rows that stand',
  },
  instantPassed: {
    vi: 'Thời điểm có hiệu lực đã qua',
    en: 'The instant has passed, and nothing is dated back',
  },
  builtOnSince: {
    vi: 'Đã có thay đổi sau dựa trên phương án sắp xếp này',
    en: 'Something later was built on the reorganisation',
  },
  notYetApplied: {
    vi: 'Yêu cầu đã ghi nhận, chưa được áp dụng',
    en: 'The request is recorded and not applied yet',
  },
  tooManyPending: {
    vi: 'Hồ sơ đang có quá nhiều yêu cầu chờ',
    en: 'Too many requests are waiting on this dossier',
  },
  tooManyRequests: {
    vi: 'Gửi quá nhiều yêu cầu trong thời gian ngắn',
    en: 'Too many requests came from this caller or address',
  },
  engineUnavailable: { vi: 'Hệ thống điều phối tạm thời gián đoạn', en: 'The engine cannot be reached' },
  databaseUnavailable: { vi: 'Cơ sở dữ liệu tạm thời gián đoạn', en: 'The database cannot be reached' },
  databaseBusy: {
    vi: 'Hệ thống đang bận, xin gửi lại sau giây lát',
    en: 'The database is busy, and the request waited too long for its turn',
  },
  shuttingDown: {
    vi: 'Máy chủ này đang dừng, xin gửi lại',
    en: 'This process is stopping and takes no more requests',
  },
  storeUnavailable: {
    vi: 'Kho tệp tạm thời gián đoạn',
    en: 'The store of files cannot be reached, or lacks the file',
  },
  keysUnavailable: {
    vi: 'Không lấy được khóa xác thực',
    en: 'The keys that tokens are verified with cannot be fetched',
  },
  internal: { vi: 'Lỗi hệ thống', en: 'Something went wrong on our side' },
} as const satisfies Record<string, { vi: string; en: string }>

export type ErrorCode = keyof typeof errorMessages

/** A field of the input and what is wrong with it; `path` is a JSON pointer. Never carries the value. */
export interface FieldProblem {
  path: string
  problem: string
}

export class DomainError extends Error {
  override readonly name = 'DomainError'
  constructor(
    readonly code: ErrorCode,
    readonly details: {
      fields?: readonly FieldProblem[]
      id?: string
      hint?: string
      /** Where the code alone does not say how long. */
      retryAfterSeconds?: number
    } = {},
    options?: { cause?: unknown },
  ) {
    super(errorMessages[code].en, options)
  }
}

/** `invalidInput` on one field. @param path JSON pointer from the request */
export const wrongField = (path: string, problem: string): DomainError =>
  new DomainError('invalidInput', { fields: [{ path, problem }] })

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorMessages, value)
}
