/** The first draft of a definition of which the name is known: it passes every check, and says what is to be found. */
import type { RouteName } from '../grammar/definition/standard-route.ts'
import type { CommuneRole } from '../routes/commune.ts'

/** Routes that a draft can stand on; the others need what a name does not tell: whom to ask, what to pay. */
export const draftRoutes = {
  certification: { asksBy: false },
  commune: { asksBy: true },
  communeInspecting: { asksBy: true },
  posting: { asksBy: true },
  land: { asksBy: false },
  department: { asksBy: false },
  communeThenDepartment: { asksBy: true },
  citySignOff: { asksBy: true },
  police: { asksBy: false },
  military: { asksBy: false },
} as const satisfies Partial<Record<RouteName, { asksBy: boolean }>>
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
  const { asksBy } = draftRoutes[route]
  const words = ['feeNotFound', 'formAssumed', 'notFound', 'personForm', 'procedure', route]
  return `import { ${words.toSorted(caseless).join(', ')} } from '../../kit/kit.ts'

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

/** As the formatter orders names. */
const caseless = (a: string, b: string): number => a.toLowerCase().localeCompare(b.toLowerCase(), 'en')
