import type { Database } from '../../db/database.ts'
import { keepNotices } from '../../db/notices/notice-table.ts'
import type { NoticeGateway } from './notice-gateway.ts'

/** Where nothing else is connected: a table that one can read, `GET /notices`. */
export function tableGateway({ sql }: Database): NoticeGateway {
  return {
    async deliver(notices, at) {
      await keepNotices(sql, notices, at)
      return new Set(notices.map(({ key }) => key))
    },
  }
}
