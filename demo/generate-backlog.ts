/**
 * `npm run backlog -- FILE.jsonl [--rows 5000] [--seed 42]`: writes an invented backlog of the old districts, as JSON lines or as CSV with
 * the headers of Excel, by the ending of the file.
 */
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { readOptions } from '../bin/process/terminal/options.ts'
import { type BacklogRow, backlogRows } from '../harness/backlog.ts'
import { loadProcedures } from '../procedures/registry/registry.ts'

/** Headers as such software exports them: `data/imports/mot-cua-quan.json` knows them. */
const headers = {
  ...{
    oldCode: 'Mã hồ sơ',
    procedure: 'Mã thủ tục',
    applicantName: 'Người nộp',
    identityNumber: 'Số CCCD',
    phone: 'Điện thoại',
  },
  ...{
    oldWard: 'Mã phường/xã',
    neighbourhood: 'Tổ dân phố',
    lat: 'Vĩ độ',
    lon: 'Kinh độ',
    placeKind: 'Loại địa điểm',
    receptionUnit: 'Đơn vị tiếp nhận',
  },
  ...{
    receivedAt: 'Ngày tiếp nhận',
    acceptedAt: 'Ngày thụ lý',
    promisedAt: 'Ngày hẹn trả',
    usedDays: 'Số ngày đã dùng',
  },
  ...{
    pausedFrom: 'Tạm dừng từ',
    pauseReason: 'Lý do tạm dừng',
    step: 'Bước xử lý',
    supplementsAsked: 'Số lần bổ sung',
    papersHeld: 'Giấy tờ đang giữ',
    papersAt: 'Nơi giữ giấy tờ',
  },
}

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '5000' }, seed: { type: 'string', default: '42' } },
})
const [file] = positionals
const [count, seed] = [Number(values.rows), Number(values.seed)]
const problem = problemWith()
if (file === undefined || problem !== null) {
  process.stderr.write(`${problem}: npm run backlog -- backlog.csv --rows 5000 --seed 42\n`)
  process.exit(2)
}
const rows = backlogRows(await loadProcedures(), { rows: count, seed })
await pipeline(file.endsWith('.csv') ? csv(rows) : lines(rows), createWriteStream(file))

function problemWith(): string | null {
  if (file === undefined) return 'Name the file'
  if (!/\.(csv|jsonl)$/.test(file)) return 'The file ends in neither .csv nor .jsonl'
  if (!Number.isSafeInteger(count) || count < 1) return '--rows is no whole number from 1 on'
  return Number.isSafeInteger(seed) ? null : '--seed is no whole number'
}

async function* lines(of: AsyncIterable<BacklogRow>): AsyncGenerator<string> {
  for await (const row of of) yield `${JSON.stringify(row)}\n`
}

async function* csv(of: AsyncIterable<BacklogRow>): AsyncGenerator<string> {
  const quoted = (cell = '') => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  yield `\uFEFF${Object.values(headers).join(';')}\r\n`
  for await (const row of of)
    yield `${Object.keys(headers)
      .map((column) => quoted(row[column]))
      .join(';')}\r\n`
}
