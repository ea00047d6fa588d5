import { describe, expect, it } from 'vitest'
import {
  accountNumber,
  choice,
  count,
  date,
  dong,
  type Field,
  identityNumber,
  optional,
  text,
  yesNo,
} from '../../../procedures/grammar/definition/field.ts'
import { formJsonSchema, formSchema, splitSecrets } from '../../../procedures/registry/form-schema.ts'

const fits = (field: Field, value: unknown): boolean =>
  formSchema({ field }).safeParse({ field: value }).success

describe('the schema of a form', () => {
  const form = { name: text('Họ và tên'), note: optional(text('Ghi chú')) }

  it('requires the fields that are not optional, and refuses unknown ones', () => {
    const schema = formSchema(form)
    expect(schema.safeParse({ name: 'Đặng Thị Huệ' }).success).toBe(true)
    expect(schema.safeParse({ note: 'x' }).success).toBe(false)
    expect(schema.safeParse({ name: 'Huệ', age: 3 }).success).toBe(false)
    expect(schema.safeParse({ name: 'Huệ', note: null }).success).toBe(false)
    expect(schema.safeParse([]).success).toBe(false)
  })

  it('does not let a field slip in as a prototype', () => {
    expect(formSchema(form).safeParse(JSON.parse('{"name":"Huệ","__proto__":{"note":"x"}}')).success).toBe(
      false,
    )
  })

  it('keeps text in NFC and without blanks around it, so that equal names are equal', () => {
    expect(formSchema(form).parse({ name: `  ${'Đặng Thị Huệ'.normalize('NFD')} ` })).toEqual({
      name: 'Đặng Thị Huệ',
    })
  })

  it('measures the length of a text as it is kept', () => {
    expect(fits(text('Họ', 1), 'ệ'.normalize('NFD'))).toBe(true)
    expect(fits(text('Họ', 1), 'ab')).toBe(false)
  })
})

describe('a value of a form', () => {
  it.each<[string, Field, readonly unknown[], readonly unknown[]]>([
    ['text', text('x'), ['Đ', 'dòng\nmới', '😀'], ['', '   ', 'a\0b', 'a\uD800', '\uDC00b', 1, null]],
    ['choice', choice('x', { home: 'Đất ở' }), ['home'], ['Đất ở', 'toString', 'constructor', '', 0]],
    ['yesNo', yesNo('x'), [true, false], ['true', 1, null]],
    ['count', count('x', 1, 9), [1, 9], [0, 10, 1.5, '1', Number.NaN, Number.POSITIVE_INFINITY]],
    [
      'dong',
      dong('x'),
      ['0', '1234000', '999999999999999'],
      [1234000, '1.234.000', '-1', '1e3', '01', '', ' 1', '1.0', '1000000000000000'],
    ],
    [
      'date',
      date('x'),
      ['2024-02-29', '1945-08-19'],
      ['2025-02-29', '2025-13-01', '29/02/2024', '0000-01-01', '2024-02-29T00:00:00Z'],
    ],
    [
      'identityNumber',
      identityNumber('x'),
      ['001099000001'],
      ['00109900001', '0010990000011', '00109900000a', '٠٠١٠٩٩٠٠٠٠٠١', 1099000001, '001099000001\n'],
    ],
    [
      'accountNumber',
      accountNumber('x'),
      ['123456', '1234567890123456789'],
      ['12345', '12345678901234567890', '12 3456'],
    ],
  ])('of kind %s', (_, field, good, wrong) => {
    expect(good.filter((value) => !fits(field, value))).toEqual([])
    expect(wrong.filter((value) => fits(field, value))).toEqual([])
  })
})

describe('the JSON Schema of a form', () => {
  it('says what a client must send, with labels', () => {
    const form = {
      use: choice('Mục đích', { home: 'Đất ở', farm: 'Đất nông nghiệp' }),
      households: optional(count('Số hộ', 1, 9)),
      fee: dong('Phí'),
    }
    expect(formJsonSchema(form)).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['use', 'fee'],
      properties: {
        use: { enum: ['home', 'farm'], description: 'Mục đích' },
        households: { type: 'integer', minimum: 1, maximum: 9 },
        fee: { type: 'string' },
      },
    })
  })
})

describe('the secret fields of a form', () => {
  const form = {
    name: text('Họ và tên'),
    identity: identityNumber('Số định danh'),
    account: optional(accountNumber('Tài khoản')),
  }

  it('are divided from what may be in the clear', () => {
    expect(splitSecrets(form, { name: 'Huệ', identity: '001099000001', account: '123456' })).toEqual({
      open: { name: 'Huệ' },
      secret: { identity: '001099000001', account: '123456' },
    })
  })

  it('are what nobody has said may be in the clear', () => {
    expect(splitSecrets(form, { name: 'Huệ', unknown: 'x' }).secret).toEqual({ unknown: 'x' })
  })
})
