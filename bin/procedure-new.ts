/**
 * `npm run procedure:new -- --code 1.000894 --name "Thủ tục …" --field "Hộ tịch" --list "Danh mục …" [--route commune]
 * [--edition 2025-07-01] [--result "Quyết định …"]`: writes a first draft that passes every check and says what is to be found.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { readReferenceFiles } from '../db/load/reference-files.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { slugOf } from '../domain/vietnamese.ts'
import { type DraftRoute, draftOf, draftRoutes } from '../procedures/registry/draft.ts'
import { fieldFolder } from '../procedures/registry/field-folder.ts'
import { definitionsFolder, loadProcedures } from '../procedures/registry/registry.ts'
import type { CommuneRole } from '../procedures/routes/commune.ts'
import { explain } from './process/run.ts'
import { readOptions } from './process/terminal/options.ts'

const { values } = readOptions({
  options: {
    code: { type: 'string' },
    name: { type: 'string' },
    field: { type: 'string' },
    list: { type: 'string' },
    route: { type: 'string', default: 'commune' },
    edition: { type: 'string', default: '2025-07-01' },
    result: { type: 'string' },
  },
})

/** Who does the field at each office (`reorganisations/commune-offices.ts`). */
const roleAt: Readonly<Record<string, CommuneRole>> = {
  'van-phong': 'councilOffice',
  'phong-van-hoa-xa-hoi': 'socialAffairs',
  'phong-kinh-te': 'economy',
  'cong-an': 'police',
  'quan-su': 'military',
}

try {
  const file = await writeDraft()
  process.stdout.write(`${file}\nNext: fill in what a source tells, then npm run check\n`)
} catch (error) {
  explain(error)
  process.exitCode = 1
}

async function writeDraft(): Promise<string> {
  const given = { code: option('code'), name: option('name'), field: option('field'), list: option('list') }
  const [{ officeFields }, { procedures }] = await Promise.all([readReferenceFiles(), loadProcedures()])
  const same = procedures.find(({ code, edition }) => code === given.code && edition === values.edition)
  if (same !== undefined) {
    throw wrong(
      `${given.code} is defined already: ${same.name}.`,
      'Give a later --edition, or change that file.',
    )
  }
  const office = officeFields.find(({ field }) => field === given.field)?.office
  const by = office === undefined ? undefined : roleAt[office]
  if (by === undefined) {
    throw wrong(
      `No office of a commune does the field “${given.field}”.`,
      'Write the field as it is published, or add it to data/units/office_fields.csv.',
    )
  }
  const name = given.name.replace(/^Thủ tục /i, '')
  const result = values.result ?? `Kết quả ${name.charAt(0).toLowerCase()}${name.slice(1)}`
  const draft = draftOf({ ...given, edition: values.edition, route: routeOf(values.route), by, result })
  const later = procedures.some(({ code }) => code === given.code) ? `-${values.edition}` : ''
  const path = join(
    definitionsFolder,
    `${fieldFolder(given.field)}/${given.code}-${shortSlug(name)}${later}.ts`,
  )
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, draft, { flag: 'wx' })
  return relative(process.cwd(), path)
}

/** Whole words of a name, as many as fit; the author shortens it to a phrase. */
function shortSlug(name: string): string {
  let slug = ''
  for (const word of slugOf(name).split('-')) {
    if (slug.length + word.length >= 40) break
    slug = slug === '' ? word : `${slug}-${word}`
  }
  return slug
}

function option(name: 'code' | 'name' | 'field' | 'list'): string {
  const value = values[name]?.trim() ?? ''
  if (value !== '') return value
  throw wrong(`--${name} is missing.`, 'A draft needs its code, name, field and the list that names it.')
}

function routeOf(name: string): DraftRoute {
  const route = Object.keys(draftRoutes).find((known): known is DraftRoute => known === name)
  if (route !== undefined) return route
  throw wrong(`No draft uses a route ${name}.`, `Take one of ${Object.keys(draftRoutes).join(', ')}.`)
}

function wrong(what: string, remedy: string): StartUpError {
  const why = 'A draft that does not load would stop everything else from starting.'
  return new StartUpError({ what, why, remedy })
}
