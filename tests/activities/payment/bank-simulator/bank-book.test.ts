import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BankEntry, openBankBook } from '../../../../activities/payment/bank-simulator/bank-book.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bank-book-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => join(folder, 'book.jsonl')

const entry = (orderKey: string): BankEntry => ({
  ...{ orderKey, order: 'd', amountDong: 500_000n, accountEnding: '7011', account: 'a', at: 1 },
  answer: { kind: 'confirmed', ref: `ref of ${orderKey}` },
})

describe('the book of the simulated bank', () => {
  it('cut off at any byte has the lines that are whole, and goes on from there', () => {
    const book = openBankBook(file())
    book.appendBatch({ batchKey: 'b', digest: 'd', orderKeys: ['lệnh-1', 'lệnh-2'], at: 1 })
    book.append(entry('lệnh-1'), entry('lệnh-2'))
    book.close()
    const whole = readFileSync(file())
    for (let cut = 0; cut <= whole.length; cut += 1) {
      writeFileSync(file(), whole.subarray(0, cut))
      const lines = whole.subarray(0, cut).toString('latin1').split('\n').length - 1
      const cutOff = openBankBook(file())
      expect(cutOff.batch('b') !== undefined, `cut at ${cut}`).toBe(lines > 0)
      expect(cutOff.entries.map(({ orderKey }) => orderKey)).toEqual(
        ['lệnh-1', 'lệnh-2'].slice(0, Math.max(0, lines - 1)),
      )
      cutOff.append(entry('lệnh-3'))
      cutOff.close()
      const again = openBankBook(file())
      expect(again.find('lệnh-3'), `cut at ${cut}`).toEqual(entry('lệnh-3'))
      again.close()
    }
  })

  it('has nothing of a write that failed halfway, and the next line is whole', () => {
    const child = `
      import { openBankBook } from './activities/payment/bank-simulator/bank-book.ts'
      const entry = (orderKey) => ({ orderKey, order: 'd', amountDong: 1n, at: 1, answer: { kind: 'accepted' } })
      const book = openBankBook(${JSON.stringify(file())})
      book.append(entry('first'))
      try {
        book.append(entry('long '.repeat(400)))
      } catch (error) {
        process.stdout.write(error.code)
      }
      book.append(entry('last'))`
    // A file may have 1,024 bytes here: a full disk.
    const shell = `trap '' XFSZ; ulimit -f 1; exec "$0" --import tsx --input-type=module`
    const said = execFileSync('bash', ['-c', shell, process.execPath], { input: child, encoding: 'utf8' })
    expect(said).toBe('EFBIG')
    const book = openBankBook(file())
    expect(book.entries.map(({ orderKey }) => orderKey)).toEqual(['first', 'last'])
    book.close()
  })

  it('knows how many orders came after an order, and what older books did not write', () => {
    const old = { orderKey: 'old', order: 'd', amountDong: '7', answer: { kind: 'confirmed', ref: 'r' } }
    writeFileSync(file(), `${JSON.stringify(old)}\n`)
    const book = openBankBook(file())
    book.append(entry('a'), entry('b'))
    expect(book.find('old')).toMatchObject({ amountDong: 7n, at: 0 })
    expect(['old', 'a', 'b'].map(book.ordersSince)).toEqual([2, 1, 0])
    book.close()
    expect(() => book.append(entry('c'))).toThrow('closed')
  })
})
