/** Proves certificates from their files and a public key alone: hashes, order, signature, and the chain of supplements. */
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { isFrame, linesOfFile, parseLine, type ReadLine } from './lines/certificate-file.ts'
import { differencesOf } from './lines/compare.ts'
import { Digest } from './lines/digest.ts'
import { compareLines, type Header, headerLine } from './lines/lines.ts'
import { isSignedBy, keyIdOf, signedLine } from './signature.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const headerSchema = z.strictObject({
  kind: z.enum(['certificate', 'supplement']),
  ...{ at: z.int(), until: z.int(), knownAt: z.int(), law: z.int() },
  list: z
    .strictObject({
      ...{ id: z.string(), frozenAt: z.int(), runs: z.int(), hash },
      engine: z.strictObject({ askedAt: z.number(), hash }).nullable().optional(),
    })
    .nullable(),
  reorganisation: z.strictObject({ id: z.string(), dossier: z.string().nullable() }).optional(),
  undone: z.array(z.string()).nonempty().optional(),
  ...{ supplements: hash.optional(), whole: hash.optional() },
})
type ReadHeader = z.infer<typeof headerSchema>
const signatureSchema = z.strictObject({
  ...{ kind: z.literal('signature'), root: hash, algorithm: z.literal('Ed25519'), key: hash },
  signature: z.string(),
})

/** What is wrong with a file, in words; nothing where it is proved. */
export interface Verified {
  file: string
  root: string | null
  header: ReadHeader | null
  problems: readonly string[]
}

/**
 * Each file by itself, and each supplement against the file before it: the first is a certificate, the others its supplements in
 * the order of their chain.
 */
export async function verifyCertificates(
  files: readonly string[],
  publicKey: KeyObject,
): Promise<readonly Verified[]> {
  const verified: Verified[] = []
  for (const [i, file] of files.entries()) {
    const alone = await verifyAlone(file, publicKey)
    const before = verified[i - 1]
    const chained = alone.header === null ? [] : await chainProblems(files, i, alone.header, before)
    verified.push({ ...alone, problems: [...alone.problems, ...chained] })
  }
  return verified
}

async function verifyAlone(file: string, publicKey: KeyObject): Promise<Verified> {
  try {
    const { header, digest, closing, ordered } = await readWhole(file)
    const { lines, root } = digest.close()
    const last = closing.at(-1) ?? 'null'
    const signature = signatureSchema.parse(JSON.parse(last))
    const stated = closing.slice(0, -1)
    const problems = [
      ...(ordered ? [] : ['a line stands twice or out of order']),
      ...lines.flatMap((line, i) => (stated[i] === line ? [] : [differing(line)])),
      ...(stated.length === lines.length ? [] : ['it has other than 256 buckets and one line of totals']),
      ...(signature.root === root ? [] : ['its root is not that of its lines']),
      ...signatureProblems(signature, root, publicKey),
      // No hash is over the last line: what else it said would stand there as if it were signed.
      ...(last === signedLine(signature) ? [] : ['its last line is not written as a signature is']),
    ]
    return { file, root, header, problems }
  } catch (error) {
    const why =
      error instanceof z.ZodError || error instanceof SyntaxError ? 'a line is no line of one' : error
    return { file, root: null, header: null, problems: [`it is no certificate: ${String(why)}`] }
  }
}

const bucketSchema = z.object({ kind: z.string(), byte: z.string().optional() })
function differing(line: string): string {
  const { byte } = bucketSchema.parse(JSON.parse(line))
  return byte === undefined
    ? 'its totals are not those of its lines'
    : `bucket ${byte} has another hash or number of lines`
}

function signatureProblems(
  { key, signature }: z.infer<typeof signatureSchema>,
  root: string,
  publicKey: KeyObject,
): string[] {
  if (key !== keyIdOf(publicKey)) return [`it is signed with another key: ${key}`]
  return isSignedBy(publicKey, root, signature) ? [] : ['its signature is not one of its root']
}

async function readWhole(file: string) {
  let header: ReadHeader | null = null
  let digest: Digest | null = null
  let last: ReadLine | null = null
  let ordered = true
  const closing: string[] = []
  for await (const text of linesOfFile(file)) {
    if (header === null || digest === null) {
      header = headerSchema.parse(JSON.parse(text))
      digest = new Digest(text)
    } else if (isFrame(text)) {
      closing.push(text)
    } else {
      const line = parseLine(text)
      ordered &&= closing.length === 0 && (last === null || follows(last, line))
      digest.add(line, line.outcome)
      last = line
    }
  }
  if (header === null || digest === null) throw new SyntaxError('it is empty')
  return { header, digest, closing, ordered }
}

/** Of a supplement what was is first, then what is. */
function follows(last: ReadLine, line: ReadLine): boolean {
  const order = compareLines(last, line)
  return order < 0 || (order === 0 && last.change?.kind === 'was' && line.change?.kind === 'is')
}

async function chainProblems(
  files: readonly string[],
  i: number,
  header: ReadHeader,
  before: Verified | undefined,
): Promise<string[]> {
  if (before === undefined) {
    return header.kind === 'certificate'
      ? []
      : ['it supplements what was not given: name the certificate first']
  }
  const of = before.header
  if (header.kind !== 'supplement') return ['it is no supplement of the file before it']
  if (of === null || header.supplements !== before.root) return ['it does not supplement the file before it']
  return [
    ...(header.at === of.at && header.until === of.until ? [] : ['it speaks of other instants']),
    ...(header.knownAt > of.knownAt ? [] : ['it was known no later than what it supplements']),
    ...((await rootOfAll(files.slice(0, i + 1), header)) === header.whole
      ? []
      : ['with what it supplements it does not give the root that it states']),
  ]
}

/** The root of what a chain says together. */
async function rootOfAll(files: readonly string[], header: Header): Promise<string> {
  const digest = new Digest(headerLine(header))
  for await (const line of appliedAll(files)) digest.add(line, parseLine(line.text).outcome)
  return digest.close().root
}

function appliedAll(files: readonly string[]): AsyncIterable<ReadLine> {
  return files
    .slice(1)
    .reduce<AsyncIterable<ReadLine>>(
      (lines, supplement) => applied(lines, changesOf(supplement)),
      changesOf(files[0] ?? ''),
    )
}

async function* changesOf(file: string): AsyncGenerator<ReadLine> {
  for await (const text of linesOfFile(file)) if (!isFrame(text)) yield parseLine(text)
}

/** The lines with a supplement: without what it says was, and with what it says is. */
async function* applied(
  lines: AsyncIterable<ReadLine>,
  supplement: AsyncIterable<ReadLine>,
): AsyncGenerator<ReadLine> {
  const became = latest(supplement)
  for await (const { was, is } of everyLine(lines, became)) {
    const line =
      is === null ? was : is.change?.kind === 'is' ? { ...is, text: is.change.text, change: null } : null
    if (line !== null) yield line
  }
}

/** Of two lines of a supplement about one thing the second counts. */
async function* latest(supplement: AsyncIterable<ReadLine>): AsyncGenerator<ReadLine> {
  let held: ReadLine | null = null
  for await (const line of supplement) {
    if (held !== null && compareLines(held, line) !== 0) yield held
    held = line
  }
  if (held !== null) yield held
}

/** A line that no supplement speaks of has no other; its text differs from that of any change, so pairs are always written. */
const everyLine = differencesOf<ReadLine>
