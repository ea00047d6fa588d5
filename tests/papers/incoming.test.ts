import { pbkdf2 } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clearIncoming, withIncoming } from '../../papers/incoming.ts'
import { diskStore } from '../../papers/store.ts'
import { machineNow } from '../clock.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thong-suot-incoming-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function* pieces(...all: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* all
}

/** Packages of Office with nothing but the list of what is in them. */
const office = {
  docx: 'UEsDBBQAAAAIAAeZeV3GEnoHrAAAAPEAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbF2Puw7CMAxFf6XKihoXBgaUlIEdGPgBK3HbiOahJBT4exKQOjBax/dcWxxfdm4Wisl4J9mWd+zYi9s7UGoKcUmyKedwAEhqIouJ+0CukMFHi7mMcYSA6o4jwa7r9qC8y+Rym6uD9eJS5NFoaq4Y8xktSQZPHzVorx62bPJiY83pF6vNkmEIs1GYy02wOP3X2fphMIrWfLWF6BWlZNxoZ74Si8Ztqh56Ad+n+g9QSwMEFAAAAAgAB5l5XRbDehkGAAAABAAAABEAAAB3b3JkL2RvY3VtZW50LnhtbLMp17cDAFBLAQIUAxQAAAAIAAeZeV3GEnoHrAAAAPEAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAAAAgAB5l5XRbDehkGAAAABAAAABEAAAAAAAAAAAAAAIAB3QAAAHdvcmQvZG9jdW1lbnQueG1sUEsFBgAAAAACAAIAgAAAABIBAAAAAA==',
  docm: 'UEsDBBQAAAAIAAeZeV1W4zNKpgAAANcAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbD2OOw7CMBBEr2K5RfEGCgrkJAWiBQousNhLYhF/ZJsAt8cGiXI1+96MHF52ZgvFZLzr+Fq0fOjl5R0osZK41PEp57ADSGoii0n4QK4kNx8t5nLGEQKqO44Em7bdgvIuk8tNrg7ey1ORR6OJnTHmI1rqODx91KC9etjyKYqNs/0Pq80dxxBmozCXTbA4LWxqKiL+iEUV/cHhdaaSonGrKoFewnd6/wFQSwMEFAAAAAgAB5l5XRbDehkGAAAABAAAABEAAAB3b3JkL2RvY3VtZW50LnhtbLMp17cDAFBLAQIUAxQAAAAIAAeZeV1W4zNKpgAAANcAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAAAAgAB5l5XRbDehkGAAAABAAAABEAAAAAAAAAAAAAAIAB1wAAAHdvcmQvZG9jdW1lbnQueG1sUEsFBgAAAAACAAIAgAAAAAwBAAAAAA==',
}

test.each([
  ['PDF', Buffer.from('%PDF-1.4\n'), 'application/pdf'],
  [
    'HEIC of a telephone',
    Buffer.from('000000186674797068656963000000006d69663168656963', 'hex'),
    'image/heic',
  ],
  [
    'TIFF of a scanner',
    Buffer.from('49492a00080000000100000103000100000001000000000000000000', 'hex'),
    'image/tiff',
  ],
  [
    'DOCX',
    Buffer.from(office.docx, 'base64'),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['DOCX with macros', Buffer.from(office.docm, 'base64'), null],
  ['old Office file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), null],
  ['program', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(600)]), null],
  ['text', Buffer.from('Tờ khai đăng ký kết hôn'), null],
])('the type of an incoming file is known by its content: %s', async (_what, content, type) => {
  const found = await withIncoming(folder, pieces(content), async (incoming) => incoming)
  expect({ type: found.type, sizeBytes: found.sizeBytes }).toEqual({ type, sizeBytes: content.length })
  expect(await readdir(folder)).toEqual([])
})

test('an upload that breaks off while its file is still being opened leaves no file behind', async () => {
  const busy = Array.from({ length: 40 }, () => promisify(pbkdf2)('a', 'b', 20_000, 32, 'sha256'))
  async function* broken(): AsyncGenerator<Buffer> {
    yield* []
    throw new RangeError('cut')
  }
  for (let turn = 0; turn < 8; turn += 1) {
    await expect(withIncoming(folder, broken(), async () => 'kept')).rejects.toThrow('cut')
  }
  await Promise.all(busy)
  // What was opened too late shows once the threads have gone round.
  for (let turn = 0; turn < 16; turn += 1) await stat(folder)
  expect(await readdir(folder)).toEqual([])
})

test('an upload that breaks off or is refused leaves no file behind', async () => {
  async function* broken() {
    yield Buffer.from('%PDF-1.4')
    throw new RangeError('cut')
  }
  await expect(withIncoming(folder, broken(), async () => 'kept')).rejects.toThrow('cut')
  const refuse = async () => {
    throw new RangeError('refused')
  }
  await expect(withIncoming(folder, pieces(Buffer.from('x')), refuse)).rejects.toThrow('refused')
  expect(await readdir(folder)).toEqual([])
})

test('an upload to a disk that cannot be written to is reported as a failure of the server, not of the sender', async () => {
  const file = join(folder, 'no-folder')
  await writeFile(file, 'x')
  const nowhere = withIncoming(join(file, 'below'), pieces(Buffer.from('%PDF-1.4')), async () => 'kept')
  await expect(nowhere).rejects.toMatchObject({ code: 'storeUnavailable' })
  const keep = diskStore(join(file, 'below')).keep('2026-11-20/a', file)
  await expect(keep).rejects.toMatchObject({ code: 'storeUnavailable' })
  await rm(file)
})

test('an upload that a killed process left is cleared an hour later, one that is being sent is not', async () => {
  const now = machineNow()
  for (const [name, minutes] of [
    ['left', 61],
    ['sent', 4],
  ] as const) {
    await writeFile(join(folder, name), 'x')
    await utimes(join(folder, name), 0, (now - minutes * 60_000) / 1_000)
  }
  expect(await clearIncoming(folder, now)).toBe(1)
  expect(await readdir(folder)).toEqual(['sent'])
})
