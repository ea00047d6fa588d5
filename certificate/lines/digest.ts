/** The hashes of a certificate: one for each of 256 buckets, and a root over them. Memory does not grow with the lines. */
import { createHash, type Hash } from 'node:crypto'
import { type CutoverOutcome, cutoverOutcomes } from '../../domain/certificate/run-facts.ts'
import { type Line, type Section, sections } from './lines.ts'

export interface Closing {
  /** What stands after the lines: counts, and one line for each bucket. */
  lines: readonly string[]
  root: string
}

/**
 * The bucket of an id is its last byte: the first of a UUID of version 7 is the same for decades. One dossier is proved by its bucket,
 * and two certificates are compared by 256 numbers.
 */
export const bucketOf = (id: string): number => Number.parseInt(id.slice(-2), 16)

/** Hashed at once: a call for each line would cost as much as writing it. All buckets together hold a few MB at most. */
const textAtOnce = 16 * 1024

const addedNames: ReadonlySet<string> = new Set<CutoverOutcome | Section>(['importedLater', 'notInEngine'])

export class Digest {
  readonly #buckets: { hash: Hash; text: string; lines: number }[] = Array.from({ length: 256 }, () => ({
    hash: createHash('sha256'),
    text: '',
    lines: 0,
  }))
  readonly #sections = new Map<Section, number>()
  readonly #outcomes = new Map<string, number>()
  readonly #header: string

  constructor(header: string) {
    this.#header = header
  }

  /** Lines come in the order of the file. */
  add({ section, id, text }: Pick<Line, 'section' | 'id' | 'text'>, outcome: string | null = null): void {
    const bucket = this.#buckets[bucketOf(id)]
    if (bucket === undefined) throw new RangeError(`${id} is no id: it has no last byte`)
    bucket.text += `${text}\n`
    bucket.lines += 1
    if (bucket.text.length > textAtOnce) {
      bucket.hash.update(bucket.text)
      bucket.text = ''
    }
    this.#sections.set(section, (this.#sections.get(section) ?? 0) + 1)
    if (outcome !== null) this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1)
  }

  /** Names that came after the first certificates stand where there is something to count: so the others keep their bytes. */
  #counted(name: string, count: number): [string, number][] {
    return count === 0 && addedNames.has(name) ? [] : [[name, count]]
  }

  close(): Closing {
    const totals = JSON.stringify({
      kind: 'totals',
      ...Object.fromEntries(
        sections.flatMap((section) => this.#counted(section, this.#sections.get(section) ?? 0)),
      ),
      outcomes: Object.fromEntries(
        cutoverOutcomes.flatMap((name) => this.#counted(name, this.#outcomes.get(name) ?? 0)),
      ),
    })
    const buckets = this.#buckets.map(({ hash, text, lines }, byte) =>
      JSON.stringify({
        kind: 'bucket',
        ...{ byte: byte.toString(16).padStart(2, '0'), lines, hash: hash.update(text).digest('hex') },
      }),
    )
    const lines = [totals, ...buckets]
    const root = createHash('sha256')
    for (const line of [this.#header, ...lines]) root.update(`${line}\n`)
    return { lines, root: root.digest('hex') }
  }
}
