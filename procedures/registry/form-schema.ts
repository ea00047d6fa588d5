import { z } from 'zod'
import { type Field, type FiledForm, type Form, isSecret } from '../grammar/definition/field.ts'

/** Fifteen digits: a thousand times the state budget, and within a PostgreSQL bigint. */
const dongPattern = /^(0|[1-9][0-9]{0,14})$/

/**
 * The validator of a form. Unknown fields are refused. Text is trimmed and put into NFC. Amounts are decimal strings
 * of whole đồng, as everywhere in JSON: a JSON number is no safe carrier of money, and two spellings of one sum would
 * give two body hashes.
 */
export function formSchema(form: Form): z.ZodType<FiledForm> {
  const shape = Object.fromEntries(
    Object.entries(form).map(([name, field]) => {
      const schema = fieldSchema(field).describe(field.label)
      return [name, field.optional ? schema.exactOptional() : schema]
    }),
  )
  return z.strictObject(shape)
}

/** JSON Schema (2020-12) of what a client sends. */
export function formJsonSchema(form: Form): Record<string, unknown> {
  return { ...z.toJSONSchema(formSchema(form), { io: 'input' }) }
}

/** Divides a validated form into what may be kept in the clear and what must be encrypted. */
export function splitSecrets(
  form: Form,
  filed: FiledForm,
): { open: FiledForm; secret: Readonly<Record<string, string>> } {
  const open: Record<string, string | number | boolean> = {}
  const secret: Record<string, string> = {}
  for (const [name, value] of Object.entries(filed)) {
    const field = form[name]
    // A field the form does not know is kept from the clear: nothing says that it may be there.
    if (field === undefined || isSecret(field)) secret[name] = String(value)
    else open[name] = value
  }
  return { open, secret }
}

function fieldSchema(field: Field): z.ZodType<string | number | boolean> {
  switch (field.kind) {
    case 'text':
      return z.string().trim().normalize('NFC').min(1).max(field.maxLength).refine(isStorable, {
        message: 'must not contain NUL or half of a surrogate pair',
      })
    case 'choice':
      return z.enum(Object.keys(field.options))
    case 'yesNo':
      return z.boolean()
    case 'count':
      return z.int().min(field.least).max(field.most)
    case 'dong':
      return z.string().regex(dongPattern)
    case 'date':
      // PostgreSQL has no year 0000, which ISO 8601 has.
      return z.iso.date().regex(/^[1-9]/)
    case 'identityNumber':
      return z.string().regex(/^[0-9]{12}$/)
    case 'accountNumber':
      return z.string().regex(/^[0-9]{6,19}$/)
  }
}

/** PostgreSQL keeps no NUL in text, and UTF-8 no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text)
}
