import { type NoticeTemplate, placeOf } from '../notice-template.ts'

export const refused: NoticeTemplate = {
  subject: ({ code }) => `Từ chối hồ sơ ${code}`,
  body: (facts) =>
    `Hồ sơ ${facts.code} (${facts.procedure}) không được tiếp nhận, giải quyết. Lý do và căn cứ ghi tại phiếu từ chối của hồ sơ, nhận tại ${placeOf(facts)}.`,
}
