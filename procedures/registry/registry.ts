import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { OperatorError } from '../../domain/operator-error.ts'
import type { Procedure } from '../grammar/definition/procedure.ts'
import { planOf } from '../grammar/plan/compile-plan.ts'
import type { Plan } from '../grammar/plan/plan.ts'
import { asReceived } from './as-received.ts'
import { fieldFolder } from './field-folder.ts'
import { planHash } from './plan-hash.ts'

/** What a dossier of one edition runs, compiled once. */
export interface Compiled {
  readonly plan: Plan
  /** SHA-256 (hex) of the plan; its key in the table of plans. */
  readonly planHash: string
}

export interface Registry {
  /** What citizens and organisations may ask for, by code, then edition. What is public reads these; so do `inForce` and `byCode`. */
  readonly procedures: readonly Procedure[]
  /** The government's own business, by code, then edition: only its own route files it. */
  readonly internal: readonly Procedure[]
  /** The edition in force on a local date (YYYY-MM-DD): of several the newest; undefined where there is none. */
  inForce(code: string, localDate: string): Procedure | undefined
  /** All editions of a code, oldest first. */
  byCode(code: string): readonly Procedure[]
  /** As `inForce`, of the government's own business. */
  internalInForce(code: string, localDate: string): Procedure | undefined
  /** The edition of dossiers received before 1 July 2025; it is among no editions that can be filed under. */
  asReceived(code: string): Procedure | undefined
  /** The edition of a code that begins on a date, that of `asReceived` among them. */
  edition(code: string, date: string): Procedure | undefined
  /**
   * With the rules of time in force on a local date, the first day of the edition where none is given.
   * @throws RegistryError if the procedure is not of this registry.
   */
  compiled(procedure: Procedure, on?: string): Compiled
}

/** A file of a definition, loaded or not. */
export interface DefinitionFile {
  /** Path below the folder scanned, e.g. `ho-tich/1.000894-dang-ky-ket-hon.ts`. */
  readonly file: string
  readonly loaded: { readonly procedure: Procedure } | { readonly error: unknown }
}

/** Thrown when the definitions cannot be loaded together. */
export class RegistryError extends OperatorError {
  override readonly name = 'RegistryError'
}

export const definitionsFolder = fileURLToPath(new URL('../definitions/', import.meta.url))

/**
 * Loads every `<field>/<code>-<slug>.ts` below a folder, `procedures/definitions` by default.
 * @throws DefinitionError or RegistryError naming file and remedy: half a registry would refuse lawful dossiers
 */
export async function loadProcedures(dir: string = definitionsFolder): Promise<Registry> {
  return registryOfFiles(await loadDefinitionFiles(dir))
}

/** @throws RegistryError naming the first file that does not load, or cannot be where it is */
export function registryOfFiles(files: readonly DefinitionFile[]): Registry {
  const clash = misplaced(files)[0]
  if (clash !== undefined) throw new RegistryError(`${clash.file}: ${clash.what}. ${clash.remedy}`)
  return registryOf(
    files.map(({ file, loaded }) => {
      if ('procedure' in loaded) return loaded.procedure
      const { error } = loaded
      const why = error instanceof Error ? `: ${error.message}` : ''
      throw new RegistryError(`${file} does not load${why}; mend it or remove it`, { cause: error })
    }),
  )
}

/** A registry of given definitions. @throws RegistryError if a code has one edition twice. */
export function registryOf(definitions: readonly Procedure[]): Registry {
  const procedures = [...definitions].sort((a, b) => compare(keyOf(a), keyOf(b)))
  const editions = new Map<string, Procedure[]>()
  const compiledOf = new Map<Procedure, Map<string, Compiled>>()
  for (const procedure of procedures) {
    const others = editions.get(procedure.code) ?? []
    if (others.some((other) => other.edition === procedure.edition)) {
      throw new RegistryError(`${keyOf(procedure)} is defined twice; keep one or give it another edition`)
    }
    editions.set(procedure.code, [...others, procedure])
    compiledOf.set(procedure, new Map([[procedure.edition, compile(procedure, procedure.edition)]]))
  }
  const editionsOf = (wanted: (procedure: Procedure) => boolean) => (code: string) =>
    (editions.get(code) ?? []).filter(wanted)
  const received = new Map<string, Procedure>()
  for (const [code, [oldest]] of editions) {
    const derived = oldest === undefined ? null : asReceived(oldest)
    if (derived === null) continue
    received.set(code, derived)
    compiledOf.set(derived, new Map())
  }
  const citizens = editionsOf(({ internal }) => internal !== true)
  const own = editionsOf(({ internal }) => internal === true)
  return {
    procedures: procedures.filter(({ internal }) => internal !== true),
    internal: procedures.filter(({ internal }) => internal === true),
    asReceived: (code) => received.get(code),
    edition: (code, date) =>
      [...(editions.get(code) ?? []), received.get(code)].find((one) => one?.edition === date),
    inForce: (code, localDate) => newestOn(citizens(code), localDate),
    byCode: citizens,
    internalInForce: (code, localDate) => newestOn(own(code), localDate),
    compiled: (procedure, on = procedure.edition) => {
      const byDay = compiledOf.get(procedure)
      if (byDay === undefined) {
        throw new RegistryError(`${keyOf(procedure)} is not of this registry; take it from byCode or inForce`)
      }
      const known = byDay.get(on)
      if (known !== undefined) return known
      // Most days have the rules of another: one plan is kept for all of them.
      const fresh = compile(procedure, on)
      const compiled = [...byDay.values()].find(({ planHash }) => planHash === fresh.planHash) ?? fresh
      byDay.set(on, compiled)
      return compiled
    },
  }
}

const newestOn = (editions: readonly Procedure[], localDate: string): Procedure | undefined =>
  editions.findLast(
    ({ edition, until }) => edition <= localDate && (until === undefined || localDate <= until),
  )

function compile(procedure: Procedure, on: string): Compiled {
  const plan = planOf(procedure, on)
  return { plan, planHash: planHash(plan) }
}

/** Loads each file on its own, so that one bad file does not hide the findings on the others. */
export async function loadDefinitionFiles(
  dir: string = definitionsFolder,
): Promise<readonly DefinitionFile[]> {
  const folders = await readdir(dir, { withFileTypes: true })
  const files: string[] = []
  for (const folder of folders.filter((entry) => entry.isDirectory())) {
    const names = await readdir(join(dir, folder.name))
    files.push(...names.filter((name) => name.endsWith('.ts')).map((name) => `${folder.name}/${name}`))
  }
  return Promise.all(files.sort(compare).map((file) => loadDefinitionFile(dir, file)))
}

/** A longer path of a checkout is cut off in listings, and refused by some archives and file systems. */
const pathLimit = 120

/** @param version tells the text of a file from the one loaded before, which would be given again otherwise */
export async function loadDefinitionFile(dir: string, file: string, version = ''): Promise<DefinitionFile> {
  return { file, loaded: await load(`${pathToFileURL(join(dir, file)).href}${version}`) }
}

/** Whether a path below the folder is one of a definition. */
export const isDefinitionFile = (file: string): boolean => /^[^/]+\/[^/]+\.ts$/.test(file)

/** Files that cannot be where they are: names and places that would mislead, editions given twice. */
export function misplaced(
  files: readonly DefinitionFile[],
): readonly { file: string; what: string; remedy: string }[] {
  const seen = new Map<string, string>()
  return files.flatMap(({ file, loaded }) => {
    const found: { file: string; what: string; remedy: string }[] = []
    const once = (key: string, what: string, remedy: string) => {
      const other = seen.get(key)
      if (other !== undefined) found.push({ file, what: `${what} ${other} has already`, remedy })
      seen.set(key, file)
    }
    if (`procedures/definitions/${file}`.length > pathLimit) {
      found.push({
        file,
        what: `has a path of more than ${pathLimit} characters`,
        remedy: 'Shorten its slug',
      })
    }
    if ('error' in loaded) return found
    const { procedure } = loaded
    once(`edition ${keyOf(procedure)}`, `defines ${keyOf(procedure)}, which`, 'Keep one of the two files')
    const { code } = procedure
    if (!basename(file).startsWith(`${code}-`)) {
      const remedy = `Call it ${code}-<slug>.ts: people have the code, and look for it`
      found.push({ file, what: 'has a name that does not begin with its code', remedy })
    }
    const folder = fieldFolder(procedure.field)
    if (dirname(file) !== folder) {
      found.push({ file, what: `is of the field ${procedure.field}`, remedy: `Move it to ${folder}/` })
    }
    return found
  })
}

/** Editions of one code that hold on the same days: the newest wins, and readers of the older one are misled. */
export function overlapping(
  files: readonly DefinitionFile[],
): readonly { file: string; what: string; remedy: string }[] {
  const loaded = files.flatMap(({ file, loaded }) => ('procedure' in loaded ? [{ file, ...loaded }] : []))
  const ordered = loaded.sort((a, b) => compare(keyOf(a.procedure), keyOf(b.procedure)))
  return ordered.flatMap(({ file, procedure: { code, until } }, index) => {
    const next = ordered[index + 1]
    if (next?.procedure.code !== code) return []
    const { edition } = next.procedure
    if (until !== undefined && until < edition) return []
    return {
      file,
      what: `still holds on ${edition}, when ${next.file} begins`,
      remedy: 'Give it `until`, the day before',
    }
  })
}

async function load(url: string): Promise<DefinitionFile['loaded']> {
  try {
    const module: { default?: unknown } = await import(url)
    return isProcedure(module.default)
      ? { procedure: module.default }
      : { error: new RegistryError('has no default export made by procedure({...})') }
  } catch (error) {
    return { error }
  }
}

/** `procedure()` alone makes frozen definitions with steps; anything else is a slip in the file. */
function isProcedure(value: unknown): value is Procedure {
  return typeof value === 'object' && value !== null && Object.isFrozen(value) && 'steps' in value
}

const keyOf = ({ code, edition }: Procedure): string => `${code} ${edition}`
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
