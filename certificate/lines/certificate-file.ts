/** Certificates as files: written line by line, read line by line; memory does not grow with them. */
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { TextDecoder } from 'node:util'
import { z } from 'zod'
import { Digest } from './digest.ts'
import { type FactBody, factSchema } from './line-schemas.ts'
import { changePrefix, type Line, partOf } from './lines.ts'

/** Enough text for one write. */
const blockLength = 256 * 1024

/** Writes pages of lines with header and closing; answers with the root. @param sign gives the last line */
export async function writeCertificateFile(
  file: string,
  header: string,
  pages: AsyncIterable<readonly (Line & { outcome?: string | null })[]>,
  sign: (root: string) => string,
): Promise<string> {
  const out = createWriteStream(file, { mode: 0o600 })
  const digest = new Digest(header)
  let block = `${header}\n`
  const flush = async (): Promise<void> => {
    const whole = block
    block = ''
    if (!out.write(whole)) await once(out, 'drain')
  }
  for await (const lines of pages) {
    for (const line of lines) {
      digest.add(line, line.outcome ?? null)
      block += `${line.text}\n`
    }
    if (block.length > blockLength) await flush()
  }
  const { lines, root } = digest.close()
  block += `${[...lines, sign(root)].join('\n')}\n`
  await flush()
  out.end()
  await finished(out)
  return root
}

export const linesOfFile = (file: string): AsyncIterable<string> => linesOf(createReadStream(file))
export const linesOfPages = (pages: AsyncIterable<Buffer>): AsyncIterable<string> => linesOf(pages)

/**
 * `readline` begins to read where it is made, and what it reads before it is asked is lost; two files are read in turn here.
 * @throws {SyntaxError} where bytes are no UTF-8 or the last line has no end: other bytes would read as the same text
 */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoded(decoder, chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  rest += decoded(decoder, null)
  if (rest !== '') throw new SyntaxError('its last line has no end')
}

function decoded(decoder: TextDecoder, chunk: Buffer | null): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch {
    throw new SyntaxError('it is no text in UTF-8')
  }
}

export interface ReadLine extends Line {
  outcome: string | null
  /** Null in a certificate that is no supplement. */
  change: { kind: 'was' | 'is'; text: string } | null
}

/** A line with what it is ordered by. @throws {z.ZodError} where it is none, or has a key besides its own */
export function parseLine(text: string): ReadLine {
  const parsed = factSchema.parse(JSON.parse(text))
  const body = 'line' in parsed ? parsed.line : parsed
  const change =
    'line' in parsed ? { kind: parsed.kind, text: text.slice(changePrefix(parsed.kind).length, -1) } : null
  // A supplement counts no outcomes: they are those of both together.
  const outcome = body.kind === 'run' && change === null ? body.outcome : null
  return { section: body.kind, id: body.id, part: partIn(body), text, outcome, change }
}

function partIn(body: FactBody): string {
  if ('correction' in body) return partOf(body.correction)
  return body.kind === 'original' ? body.paper : body.kind === 'request' ? body.request : ''
}

/** Lines of header and closing, which are no facts. */
const frame: ReadonlySet<unknown> = new Set(['certificate', 'supplement', 'totals', 'bucket', 'signature'])
const kindSchema = z.object({ kind: z.string() })
export const isFrame = (text: string): boolean => frame.has(kindSchema.parse(JSON.parse(text)).kind)

/** The facts of a certificate, without its frame. */
export async function* factsOf(lines: AsyncIterable<string>): AsyncGenerator<ReadLine> {
  for await (const text of lines) if (!isFrame(text)) yield parseLine(text)
}
