import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { importArrivalMs, uploadArrivalMs } from '../../../api/server/slow-senders.ts'
import { until } from '../../../harness/until.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

const fileArrivalMs = 500
let api: ApiWorld
let port = 0
beforeAll(async () => {
  api = await (await apiWorldWithoutEngine()).appWith({ fileArrivalMs })
  await api.app.listen({ port: 0, host: '127.0.0.1' })
  const address = api.app.server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})

const header = 'Mã hồ sơ;Mã thủ tục;Người nộp;Mã phường/xã;Đơn vị tiếp nhận;Ngày tiếp nhận;Bước xử lý\r\n'
const line = (n: number) => `S-${n};1.000894;Nguyễn Thị Lan;00004;001;16/06/2025 09:00;Chuyên viên thụ lý\r\n`

/** Sends so many rows, each a moment after the one before, and the end where `ends`; resolves with what was answered. */
async function send(key: string, rows: number, ends: boolean): Promise<string> {
  const token = await api.keys.issue({ id: 'van-hanh', role: 'operator', unitId: null }, 1)
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => {
    answer += String(data)
  })
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  const chunk = (text: string) => socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
  socket.write(
    `POST /imports?source=mot-cua-quan&asOf=2025-06-30T10:00:00Z HTTP/1.1\r\nhost: a\r\nconnection: close\r\n` +
      `authorization: Bearer ${token}\r\nidempotency-key: ${key}\r\ncontent-type: text/csv\r\ntransfer-encoding: chunked\r\n\r\n`,
  )
  chunk(header)
  for (let n = 1; n <= rows; n += 1) {
    const since = performance.now()
    await until('the line has brought the next', () => performance.now() - since > fileArrivalMs / 4)
    chunk(line(n))
  }
  if (ends) socket.write('0\r\n\r\n')
  await closed
  return answer
}

test('a list that takes longer than other files is taken over while rows come', async () => {
  expect(await send('slow', 8, true)).toMatch(/^HTTP\/1\.1 200[\s\S]*"rowsIn":8,"created":8/)
})

test('a list of which no more comes is cut off as other files are', async () => {
  expect(await send('stopped', 1, false)).toBe('')
})

test('the server itself waits for a list of a city, and no longer', () => {
  expect(importArrivalMs).toBeGreaterThan(uploadArrivalMs)
  expect(api.app.server.requestTimeout).toBe(importArrivalMs)
})
