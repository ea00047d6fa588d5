import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { returnFileOf } from '../../../../activities/payment/bank-simulator/bank-files.ts'
import {
  bankFileOf,
  ReturnFileRefused,
  type ReturnRefusal,
  readReturnFile,
} from '../../../../activities/payment/gateways/bank-file.ts'
import type { OrderBatch, TransferAnswer } from '../../../../activities/payment/gateways/gateway.ts'
import { csvCell } from '../../../../domain/csv-cell.ts'

const batch: OrderBatch = {
  batchKey: '2025-06-07.page-1',
  orders: [
    { orderKey: 'a', account: '0903668245', payeeName: 'Nguyễn Thị Hồng Thắm', amountDong: 2_789_000n },
    { orderKey: 'b', account: '19036682457012', payeeName: '=HYPERLINK("x"), Đỗ', amountDong: 5_578_000n },
  ],
}
const bytes = (text: string) => new TextEncoder().encode(text)

describe('the file of a batch', () => {
  it('has its control totals before its orders, and no formula', () => {
    const { fileName, content, totals } = bankFileOf(batch)
    const lines =
      'order,a,0903668245,Nguyễn Thị Hồng Thắm,2789000,,\n' +
      'order,b,19036682457012,"\'=HYPERLINK(""x""), Đỗ",5578000,,\n'
    const sha256 = createHash('sha256').update(lines).digest('hex')
    expect(fileName).toBe('2025-06-07.page-1.csv')
    expect(totals).toEqual({ count: 2, sumDong: 8_367_000n, sha256 })
    expect(content).toBe(
      `record,id,account,payee_name,amount_dong,count,sha256\nbatch,2025-06-07.page-1,,,8367000,2,${sha256}\n${lines}`,
    )
  })

  it.each(['', '../b', '.b', 'a/b', 'a b', 'đợt'])('cannot be named by the key "%s"', (batchKey) => {
    expect(() => bankFileOf({ ...batch, batchKey })).toThrow(RangeError)
  })

  it.each(['=1', '+1', '-1', '@a', '\ta', '\ra', '＝1'])('begins no cell as a formula: %j', (text) => {
    expect(csvCell(text)).toMatch(/^"?'/)
  })
})

describe('the return file of a bank', () => {
  const answers = new Map<string, TransferAnswer>([
    ['a', { kind: 'confirmed', ref: 'FT25155' }],
    ['b', { kind: 'rejected', reason: 'accountClosed, since May' }],
  ])
  const returnedFor = (one: OrderBatch, said: ReadonlyMap<string, TransferAnswer> = answers): string => {
    const orders = one.orders.flatMap(({ orderKey, amountDong }) => {
      const answer = said.get(orderKey)
      return answer === undefined ? [] : [{ orderKey, amountDong, answer }]
    })
    return returnFileOf(one.batchKey, bankFileOf(one).totals.sha256, orders).content
  }
  const returned = returnedFor(batch)

  it('says of each order what became of it', () => {
    expect(readReturnFile(batch, bytes(returned)).answers).toEqual(answers)
    expect(readReturnFile(batch, bytes(returned)).totals).toMatchObject({ count: 2, sumDong: 8_367_000n })
  })

  it('may leave orders out, which are still with the bank', () => {
    const some = returnedFor(batch, new Map([['b', { kind: 'accepted' }]]))
    expect(readReturnFile(batch, bytes(some)).answers).toEqual(new Map([['b', { kind: 'accepted' }]]))
  })

  const refused = (content: string | Uint8Array): ReturnRefusal | undefined => {
    try {
      readReturnFile(batch, typeof content === 'string' ? bytes(content) : content)
      return undefined
    } catch (error) {
      if (error instanceof ReturnFileRefused) return error.reason
      throw error
    }
  }

  it('of another batch, or of other orders under this key, is refused', () => {
    expect(refused(returnedFor({ ...batch, batchKey: 'other' }))).toBe('otherBatch')
    const fewer = { ...batch, orders: batch.orders.slice(0, 1) }
    expect(refused(returnedFor(fewer))).toBe('otherContent')
  })

  it('is refused whichever of its characters is another one', () => {
    for (let at = 0; at < returned.length; at += 1) {
      const other = returned[at] === '7' ? '8' : '7'
      const changed = returned.slice(0, at) + other + returned.slice(at + 1)
      expect(refused(changed), `character ${at}`).toBeDefined()
    }
  })

  it('is refused wherever it breaks off', () => {
    for (let end = 0; end < returned.length; end += 1)
      expect(refused(returned.slice(0, end)), `${end} characters`).toBeDefined()
  })

  /** With totals that fit the lines: changed by somebody who knows the layout. */
  const madeUp = (edit: (lines: string) => string, { sum = '8367000', count = 2 } = {}) => {
    const [header = '', , ...rest] = returned.split(/(?<=\n)/)
    const lines = edit(rest.join(''))
    const sha256 = createHash('sha256').update(lines).digest('hex')
    const total = ['return', batch.batchKey, '', '', '', sum, count, bankFileOf(batch).totals.sha256, sha256]
    return `${header}${total.join(',')}\n${lines}`
  }

  it('with totals that fit is still refused for an order or an amount that is not in the batch', () => {
    expect(refused(madeUp((lines) => lines))).toBeUndefined()
    expect(refused(madeUp((lines) => lines.replace('order,b', 'order,c')))).toBe('otherOrder')
    expect(refused(madeUp((lines) => lines.replace('order,b', 'order,a')))).toBe('otherOrder')
    expect(refused(madeUp((lines) => lines.replace('2789000', '2789001'), { sum: '8367001' }))).toBe(
      'otherAmount',
    )
    expect(refused(madeUp((lines) => lines, { count: 3 }))).toBe('changed')
    expect(refused(madeUp((lines) => lines, { sum: '1' }))).toBe('changed')
    expect(refused(madeUp((lines) => lines.replace('confirmed', 'paid')))).toBe('notReadable')
    expect(refused(Uint8Array.of(0xff, 0xfe, 0x00))).toBe('notReadable')
  })

  it('is not quoted where it is refused', () => {
    const wrong = madeUp((lines) => lines.replace('order,a', 'order,Thắm'))
    expect(() => readReturnFile(batch, bytes(wrong))).toThrow(
      'The return file was not used: it has an order that is not in the batch, or one twice; get it from the bank again',
    )
  })
})
