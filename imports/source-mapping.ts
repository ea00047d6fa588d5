/** What a source system calls its columns and steps: `data/imports/<source>.json`. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { DomainError } from '../domain/errors.ts'
import { searchable } from '../domain/vietnamese.ts'
import { stepNames } from '../procedures/grammar/definition/step.ts'
import { type ImportColumn, importColumns } from './import-row.ts'

const stepKinds = [...Object.keys(stepNames), 'supplement']

const stepMapping = z.strictObject({
  /** The kind of step at which the dossier stands, or `supplement` where it waits for the applicant. */
  kind: z.enum(stepKinds),
  /** Of several steps of that kind. */
  which: z.enum(['first', 'last']).default('first'),
})
export type StepMapping = z.infer<typeof stepMapping>

const mappingFile = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/),
  name: z.string(),
  assumed: z.string().optional(),
  /** Names that a header may have, by column. */
  columns: z.partialRecord(z.enum(importColumns), z.array(z.string())),
  steps: z.record(z.string(), stepMapping),
  /** Names of steps of dossiers that have ended there. */
  ended: z.array(z.string()).default([]),
  /** By code of a procedure: the step id of this system for a name of the other. */
  procedures: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** By name of a paper there: how its name begins in a definition here. It is that paper where exactly one of the procedure begins so. */
  papers: z.record(z.string(), z.string()).default({}),
  /** By code of a procedure: the key of a paper for a name of the other. */
  procedurePapers: z.record(z.string(), z.record(z.string(), z.string())).default({}),
})

export interface SourceMapping {
  source: string
  /** The column of a header; null where it is none that is read. */
  columnOf(header: string): ImportColumn | null
  keyColumn: 'oldCode'
  /** Where a dossier of the procedure stands by the name of its step; null where nobody mapped the name. */
  stepOf(procedureCode: string, name: string): StepMapping | { id: string } | 'ended' | null
  /**
   * The key of a paper by its name there; null where nobody mapped the name, or several papers begin so.
   * @param papers those of the procedure, with folded names
   */
  paperOf(
    procedureCode: string,
    name: string,
    papers: readonly { kind: string; name: string }[],
  ): string | null
}

/** Headers and names are compared without diacritics, case and signs: exports differ in them from one machine to the next. */
export function sourceMappingOf(file: unknown): SourceMapping {
  const { source, columns, steps, ended, procedures, papers, procedurePapers } = mappingFile.parse(file)
  const headers = new Map<string, ImportColumn>()
  for (const column of importColumns) {
    for (const name of [column, ...(columns[column] ?? [])]) headers.set(searchable(name), column)
  }
  const byName = <T>(named: Readonly<Record<string, T>>) =>
    new Map(Object.entries(named).map(([name, of]) => [searchable(name), of]))
  const mapped = byName(steps)
  const own = new Map(Object.entries(procedures).map(([code, of]) => [code, byName(of)]))
  const paperNames = byName(papers)
  const ownPapers = new Map(Object.entries(procedurePapers).map(([code, of]) => [code, byName(of)]))
  const over = new Set(ended.map(searchable))
  return {
    source,
    columnOf: (header) => headers.get(searchable(header)) ?? null,
    keyColumn: 'oldCode',
    stepOf(procedureCode, name) {
      const key = searchable(name)
      const id = own.get(procedureCode)?.get(key)
      if (id !== undefined) return { id }
      return over.has(key) ? 'ended' : (mapped.get(key) ?? null)
    },
    paperOf(procedureCode, name, known) {
      const key = searchable(name)
      const kind = ownPapers.get(procedureCode)?.get(key)
      if (kind !== undefined) return known.some((paper) => paper.kind === kind) ? kind : null
      const beginning = paperNames.get(key)
      if (beginning === undefined) return null
      const begin = `${searchable(beginning)} `
      const [only, ...others] = known.filter((paper) => `${paper.name} `.startsWith(begin))
      return only !== undefined && others.length === 0 ? only.kind : null
    },
  }
}

const folder = new URL('../data/imports/', import.meta.url)

/** @throws {DomainError} `unknownSource` where no file maps the source */
export async function loadSourceMapping(source: string): Promise<SourceMapping> {
  if (!/^[a-z0-9][a-z0-9.-]{0,39}$/.test(source)) throw new DomainError('unknownSource')
  const text = await readFile(new URL(`${source}.json`, folder), 'utf8').catch((error: unknown) => {
    throw new DomainError('unknownSource', {}, { cause: error })
  })
  return sourceMappingOf(JSON.parse(text))
}
