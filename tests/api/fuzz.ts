/** Requests made up from the API's own description, and then broken: whatever comes of a seed comes of it again. */
import { z } from 'zod'
import { isErrorCode } from '../../domain/errors.ts'
import type { Random } from '../../harness/random.ts'

const schemaOf: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    properties: z.record(z.string(), schemaOf).optional(),
    required: z.array(z.string()).optional(),
    items: schemaOf.optional(),
    anyOf: z.array(schemaOf).optional(),
  }),
)
interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
}

const operation = z.object({
  parameters: z
    .array(z.object({ in: z.string(), name: z.string(), required: z.boolean().optional(), schema: schemaOf }))
    .default([]),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: schemaOf.optional() })) })
    .optional(),
})
const documentOf = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schemaOf).default({}) }),
})
export type Document = z.infer<typeof documentOf>
export const readDocument = (json: unknown): Document => documentOf.parse(json)

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export interface Made {
  method: (typeof methods)[number]
  route: string
  url: string
  headers: Record<string, string>
  payload?: string
  /** What was done to it, for the message of a failure. */
  broken: string
}

/** Values that fit: where the description alone cannot say which dossiers and units there are. */
export type Known = Readonly<Record<string, readonly string[]>>

const troublesome = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  "'; drop table dossier; --",
  "' or '1'='1",
  '1); delete from journal where (1=1',
  '%" or 1=1 --',
  '$1::text || pg_sleep(3)',
  '{{constructor.constructor("return 1")()}}',
  '../../../../etc/passwd',
  '%00',
  '\u202e\u0000',
  'Nguyễn Thị Hồng Thắm'.normalize('NFD'),
  'Nguyễn Thị Hồng Thắm',
  '__proto__',
  'constructor',
  '🧧'.repeat(50),
  'x'.repeat(100_000),
  '-1',
  '9'.repeat(40),
  '2025-02-30T25:61:00Z',
  '+275760-09-13T00:00:00.001Z',
  'null',
]
const others = [null, true, -1, 0, 1.5, 2 ** 53, -(2 ** 31) - 1, [], {}, [[[]]], { a: { b: {} } }]
/** Of files: what a paper may have, and what only looks so. */
const contents = [
  '%PDF-1.7\nx',
  '%PDF-1.7\ny',
  '',
  '<!doctype html>',
  'PK\u0003\u0004',
  'GIF89a',
  '\0'.repeat(9_000),
]
/** Written into the text of the body, since JSON as we write it has no such thing. */
const raw = ['1e400', '-1e400', '{"__proto__":{"role":"operator"}}', '0.1e-9999', '00', 'NaN', 'undefined']

export interface Style {
  /** What is in place of something that fits. @defaultValue everything that was ever trouble */
  texts?: readonly string[]
  /** Bodies are also broken as text, and values become other than text. @defaultValue true */
  breaks?: boolean
}

/** Each call makes the next request; `known` gives fitting values by the name of a field, or `id of <resource>`. */
export function requestMaker(
  document: Document,
  random: Random,
  known: Known,
  { texts = troublesome, breaks = true }: Style = {},
): () => Made {
  const operations = Object.entries(document.paths).flatMap(([path, by]) =>
    methods.flatMap((method) => {
      const found = by[method.toLowerCase()]
      return found === undefined ? [] : [{ method, path, ...found }]
    }),
  )
  const pick = <T>(of: readonly T[]): T => {
    const found = of[Math.floor(random.next() * of.length)]
    if (found === undefined) throw new RangeError('nothing to pick from')
    return found
  }
  const resolved = (schema: Schema): Schema =>
    schema.$ref === undefined
      ? schema
      : resolved(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  const keptOr = (name: string, other: () => unknown): unknown => {
    const values = known[name]
    return values !== undefined && random.chance(0.8) ? pick(values) : other()
  }

  const fitting = (of: Schema, name: string, depth = 0): unknown => {
    const schema = resolved(of)
    if (schema.const !== undefined) return schema.const
    if (schema.enum !== undefined) return pick(schema.enum)
    if (schema.anyOf !== undefined && schema.anyOf.length > 0) return fitting(pick(schema.anyOf), name, depth)
    const type = Array.isArray(schema.type) ? pick(schema.type) : schema.type
    if (type === 'object' || schema.properties !== undefined) {
      const given = Object.entries(schema.properties ?? {}).filter(
        ([key]) => (schema.required?.includes(key) ?? false) || random.chance(0.3),
      )
      return Object.fromEntries(given.map(([key, inner]) => [key, fitting(inner, key, depth + 1)]))
    }
    if (type === 'array') {
      const length = depth > 4 ? 0 : 1 + Math.floor(random.next() * 2)
      return Array.from({ length }, () => fitting(schema.items ?? {}, name, depth + 1))
    }
    if (type === 'integer' || type === 'number') return Math.floor(random.next() * 5)
    if (type === 'boolean') return random.chance(0.5)
    if (type === 'null') return null
    return keptOr(name, () =>
      schema.format === 'date-time' ? '2026-01-05T08:00:00Z' : pick(['a', '1', 'Văn A']),
    )
  }

  /** One value somewhere in it becomes another. */
  const spoil = (value: unknown): unknown => {
    const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
    if (inner.length === 0 || random.chance(0.15))
      return !breaks || random.chance(0.7) ? pick(texts) : pick(others)
    const [key] = pick(inner)
    if (random.chance(0.1)) return { ...Object(value), [pick(texts)]: pick(texts) }
    if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? spoil(item) : item))
    return Object.fromEntries(inner.map(([name, item]) => [name, name === key ? spoil(item) : item]))
  }

  const rawly = (text: string): { payload: string; broken: string } => {
    const breaks: readonly [string, () => string][] = [
      ['cut short', () => text.slice(0, Math.floor(random.next() * text.length))],
      ['a value JSON has no word for', () => text.replace(/"[^"]*"(?=[,}\]])/, () => pick(raw))],
      ['10,000 deep', () => `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
      [
        '10,000 deep in a field',
        () => text.replace(/^\{/, `{"form":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)},`),
      ],
      ['a prototype', () => text.replace(/^\{/, '{"__proto__":{"role":"operator"},')],
      ['10 MB', () => `{"form":{"note":"${'x'.repeat(10 * 1024 * 1024)}"}}`],
      ['a body that is no object', () => pick(['[]', 'null', '"x"', '17', '', '\ufeff{}', '{}{}'])],
    ]
    const [broken, make] = pick(breaks.filter(([name]) => name !== '10 MB' || random.chance(0.1)))
    return { payload: make(), broken }
  }

  /** A form with a file, whole or broken; what is in it fits a paper, or does not. */
  const formOf = (): { payload: string; broken: string; type: string } => {
    const head = (of: string) => `--b\r\ncontent-disposition: form-data; ${of}\r\n\r\n`
    const file = `${head(`name="file"; filename="${pick(texts).replace(/[\r\n"]/g, '')}"`)}${pick(contents)}\r\n`
    const type = 'multipart/form-data; boundary=b'
    const whole = `${file}--b--\r\n`
    const forms: readonly [string, string, string][] = [
      ['its content', whole, type],
      ['cut short', whole.slice(0, Math.floor(random.next() * whole.length)), type],
      ['two files', `${file}${whole}`, type],
      ['no file', `${head('name="file"')}x\r\n--b--\r\n`, type],
      ['a prototype', `${head('name="__proto__"; filename="a"')}x\r\n--b--\r\n`, type],
      ['no end of a head', `--b\r\n${'x: y\r\n'.repeat(5_000)}`, type],
      ['no boundary', whole, 'multipart/form-data'],
      ['another boundary', whole, 'multipart/form-data; boundary=c'],
    ]
    const [broken, payload, sentAs] = pick(forms)
    return { payload, broken, type: sentAs }
  }

  return () => {
    const { method, path, parameters, requestBody } = pick(operations)
    const spoiled = (share: number, value: unknown): string =>
      random.chance(share) ? Buffer.from(pick(texts)).toString() : String(value)
    const value = (name: string, schema: Schema) =>
      fitting(schema, name === 'id' ? `id of ${path.split('/')[1]}` : name)
    const url = parameters
      .filter(({ in: where }) => where === 'path')
      .reduce(
        (so, { name, schema }) =>
          so.replace(`{${name}}`, encodeURIComponent(spoiled(0.2, value(name, schema)))),
        path,
      )
    const query = parameters
      .filter(({ in: where, required }) => where === 'query' && (required === true || random.chance(0.5)))
      .map(({ name, schema }) => `${name}=${encodeURIComponent(spoiled(0.4, value(name, schema)))}`)
    const headers: Record<string, string> = { 'idempotency-key': `fuzz-${random.next()}` }
    const made = {
      method,
      route: `${method} ${path}`,
      url: [url, query.join('&')].filter(Boolean).join('?'),
      headers,
    }
    if (requestBody?.content['multipart/form-data'] !== undefined) {
      const { type, ...form } = formOf()
      return { ...made, ...form, headers: { ...headers, 'content-type': type } }
    }
    const schema = requestBody?.content['application/json']?.schema
    if (schema === undefined) return { ...made, broken: 'nothing' }
    headers['content-type'] = random.chance(0.05)
      ? pick(['text/plain', 'application/xml', 'x'])
      : 'application/json'
    const body = fitting(schema, '')
    if (breaks && random.chance(0.25)) return { ...made, ...rawly(JSON.stringify(body)) }
    const times = Math.floor(random.next() * 3)
    const broken = Array.from({ length: times }).reduce<unknown>((so) => spoil(so), body)
    return { ...made, payload: JSON.stringify(broken), broken: `${times} values` }
  }
}

const problem = z.object({ code: z.string(), status: z.int(), detail: z.string(), title: z.string() })

/** What is wrong with an answer; null where nothing is. */
export function wrongWith(status: number, type: unknown, body: string): string | null {
  if (status >= 500 && status !== 503) return `answered ${status}`
  if (status < 400) return null
  if (!String(type).startsWith('application/problem+json')) return `${status} is no problem+json`
  const said = problem.safeParse(JSON.parse(body)).data
  if (said === undefined || said.status !== status) return 'its problem has not the fields of one'
  if (!isErrorCode(said.code)) return `its code is not in the closed set: ${said.code}`
  return said.code === 'databaseUnavailable' ? 'something was taken for an outage of the database' : null
}
