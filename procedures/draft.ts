/** The first draft of a definition of which the name is known: it passes every check, and says what is to be found. */
import type { RouteName } from './grammar/standard-route.ts'
import type { CommuneRole } from './routes/commune.ts'

/** Routes that a draft can stand on; the others need what a name does not tell: whom to ask, what to pay. */
export const draftRoutes = {
  certification: { file: 'certification', asksBy: false },
  commune: { file: 'commune', asksBy: true },
  communeInspecting: { file: 'commune-inspecting', asksBy: true },
  posting: { file: 'posting', asksBy: true },
  land: { file: 'land', asksBy: false },
  department: { file: 'department', asksBy: false },
  communeThenDepartment: { file: 'commune-then-department', asksBy: true },
  citySignOff: { file: 'city-sign-off', asksBy: true },
  police: { file: 'police', asksBy: false },
  military: { file: 'military', asksBy: false },
} as const satisfies Partial<Record<RouteName, { file: string; asksBy: boolean }>>
export type DraftRoute = keyof typeof draftRoutes

export interface Draft {
  code: string
  name: string
  field: string
  edition: string
  /** The list that names it. */
  list: string
  route: DraftRoute
  by: CommuneRole
  result: string
}

/** The text of the file, as the formatter leaves it. */
export function draftOf({ code, name, field, edition, list, route, by, result }: Draft): string {
  const { file, asksBy } = draftRoutes[route]
  const imports = [
    ['feeNotFound', 'fees'],
    ['formAssumed, personForm', 'forms'],
    ['notFound', 'grammar/evidence'],
    ['procedure', 'grammar/procedure'],
    [route, `routes/${file}`],
  ].map(([names, from]) => `import { ${names} } from '../${from}.ts'\n`)
  return `${imports.join('')}
export default procedure({
  code: ${quoted(code)},
  name: ${quoted(name)},
  field: ${quoted(field)},
  edition: ${quoted(edition)},
  basis: [],
  source: {
    list: ${quoted(list)},
  },
  assumed: [formAssumed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...${route}({
${asksBy ? `    by: '${by}',\n` : ''}    result: ${quoted(result)},
  }),
})
`
}

const quoted = (text: string): string =>
  `'${text.normalize('NFC').replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
