/** Certificates as files: written line by line, read line by line; memory does not grow with them. */
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { z } from 'zod'
import { cutoverOutcomes } from '../../domain/certificate/run-facts.ts'
import { Digest } from './digest.ts'
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

/** `readline` begins to read where it is made, and what it reads before it is asked is lost; two files are read in turn here. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  rest += decoder.end()
  if (rest !== '') yield rest
}

const id = z.string().regex(/^[0-9a-f-]{36}$/)
const correction = z.int().min(0)
const bodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), id, correction, outcome: z.enum(cutoverOutcomes) }),
  z.object({ kind: z.literal('missing'), id, correction }),
  z.object({ kind: z.literal('notListed'), id, correction }),
  z.object({ kind: z.literal('result'), id, correction }),
  z.object({ kind: z.literal('original'), id, paper: z.string() }),
  z.object({ kind: z.literal('order'), id }),
  z.object({ kind: z.literal('request'), id, request: z.string() }),
])

/** In a supplement a line says whether it no longer holds or holds now. */
const changeSchema = z.object({ kind: z.enum(['was', 'is']), line: bodySchema })

export interface ReadLine extends Line {
  outcome: string | null
  /** Null in a certificate that is no supplement. */
  change: { kind: 'was' | 'is'; text: string } | null
}

/** A line with what it is ordered by. @throws {z.ZodError} where it is none */
export function parseLine(text: string): ReadLine {
  const parsed = z.union([bodySchema, changeSchema]).parse(JSON.parse(text))
  const body = 'line' in parsed ? parsed.line : parsed
  const change =
    'line' in parsed ? { kind: parsed.kind, text: text.slice(changePrefix(parsed.kind).length, -1) } : null
  // A supplement counts no outcomes: they are those of both together.
  const outcome = body.kind === 'run' && change === null ? body.outcome : null
  return { section: body.kind, id: body.id, part: partIn(body), text, outcome, change }
}

function partIn(body: z.infer<typeof bodySchema>): string {
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
