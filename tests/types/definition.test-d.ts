/**
 * What the compiler must refuse in a definition. Not run: `npm run typecheck` fails when a line marked
 * `@ts-expect-error` compiles.
 */
import { workingDays } from '../../domain/time/duration.ts'
import { article } from '../../procedures/grammar/definition/basis.ts'
import { accountNumber, choice, count, text, yesNo } from '../../procedures/grammar/definition/field.ts'
import { type Definition, procedure } from '../../procedures/grammar/definition/procedure.ts'
import { benefitForm, personForm } from '../../procedures/kit/forms.ts'
import { benefit } from '../../procedures/routes/benefit.ts'
import { commune } from '../../procedures/routes/commune.ts'

const within = workingDays(1)
const form = {
  use: choice('Mục đích', { home: 'Đất ở', farm: 'Đất nông nghiệp' }),
  built: yesNo('Đã xây'),
  households: count('Số hộ'),
  note: text('Ghi chú'),
  account: accountNumber('Tài khoản'),
}
const head = {
  code: '9.000009',
  name: 'Kiểm tra kiểu',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('60/2014/QH13', 18)],
  source: 'Viết cho kiểm thử',
  connecting: 'residence',
  papers: {},
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(9),
  examples: [],
} as const satisfies Partial<Definition<typeof form, string>>
const receive = { do: 'receive', by: 'oneStop', within } as const

// What is right compiles, so that the lines below fail for the reason they name.
procedure({
  ...head,
  form,
  steps: {
    receive,
    ask: { do: 'consult', bodies: { police: { by: 'police' } }, within, when: (f) => f.use.is('home') },
    sign: { do: 'sign', by: 'chair', within, backTo: 'receive', notBy: ['receive'] },
    pay: {
      do: 'payout',
      by: 'accountant',
      within,
      benefit: 'deathLumpSum',
      amount: 'deathLumpSum',
      account: 'account',
    },
  },
  examples: [{ path: 'receive', given: { use: 'home' }, ends: 'issued', spent: within }],
})

procedure({
  ...head,
  form,
  steps: {
    receive,
    // @ts-expect-error a way back to a step that does not exist
    sign: { do: 'sign', by: 'chair', within, backTo: 'recieve' },
  },
})

procedure({
  ...head,
  form,
  steps: {
    receive,
    // @ts-expect-error a duty kept apart from a step that does not exist
    sign: { do: 'sign', by: 'chair', within, backTo: 'receive', notBy: ['review'] },
  },
})

procedure({
  ...head,
  form,
  steps: {
    receive,
    // @ts-expect-error an inspection that fails to a step that does not exist
    inspect: { do: 'inspect', by: 'economy', within, onFailed: { backTo: 'recieve' } },
  },
})

// @ts-expect-error an unknown role
procedure({ ...head, form, steps: { receive: { do: 'receive', by: 'mayor', within } } })

// @ts-expect-error an unknown tier
procedure({ ...head, form, steps: { receive: { do: 'receive', by: 'oneStop', within, at: 'district' } } })

// @ts-expect-error a missing time
procedure({ ...head, form, steps: { receive: { do: 'receive', by: 'oneStop' } } })

// @ts-expect-error a time that does not say which days it counts
procedure({ ...head, form, steps: { receive: { do: 'receive', by: 'oneStop', within: 3 } } })

// @ts-expect-error an unknown kind of step
procedure({ ...head, form, steps: { receive, stamp: { do: 'stamp', by: 'chair', within } } })

// @ts-expect-error a consultation of nobody
procedure({ ...head, form, steps: { receive, ask: { do: 'consult', within } } })

procedure({
  ...head,
  form,
  steps: {
    receive,
    // @ts-expect-error a key that no step of this kind has
    issue: { do: 'issue', result: 'Giấy chứng nhận', within },
  },
})

procedure({
  ...head,
  form,
  steps: {
    // @ts-expect-error a condition on a field that the form lacks
    receive: { ...receive, when: (f) => f.built2.is(true) },
  },
})

procedure({
  ...head,
  form,
  steps: {
    // @ts-expect-error a condition on an option that the choice lacks
    receive: { ...receive, when: (f) => f.use.is('forest') },
  },
})

procedure({
  ...head,
  form,
  steps: {
    // @ts-expect-error a threshold on a choice
    receive: { ...receive, when: (f) => f.use.atLeast(1) },
  },
})

procedure({
  ...head,
  form,
  steps: {
    // @ts-expect-error a condition on free text
    receive: { ...receive, when: (f) => f.note.is('x') },
  },
})

procedure({
  ...head,
  form,
  steps: {
    receive,
    pay: {
      do: 'payout',
      by: 'accountant',
      within,
      benefit: 'deathLumpSum',
      amount: 'deathLumpSum',
      // @ts-expect-error a payout to a field that the form lacks
      account: 'iban',
    },
  },
})

procedure({
  ...head,
  form,
  steps: {
    receive,
    pay: {
      do: 'payout',
      by: 'accountant',
      within,
      benefit: 'deathLumpSum',
      // @ts-expect-error a payout by a rule that does not exist
      amount: 'twice',
      account: 'account',
    },
  },
})

procedure({
  ...head,
  form,
  steps: { receive },
  // @ts-expect-error an example that ends as no dossier can
  examples: [{ path: 'receive', ends: 'done', spent: within }],
})

procedure({
  ...head,
  form,
  steps: { receive },
  // @ts-expect-error an example that fills in a field the form lacks
  examples: [{ path: 'receive', given: { built2: true }, ends: 'issued', spent: within }],
})

procedure({
  ...head,
  form,
  // @ts-expect-error a paper that data replace, and no database that has them
  papers: { identity: { name: 'Giấy tờ tùy thân', askedBy: article('123/2015/NĐ-CP', 2, 1) } },
  steps: { receive },
})

// A standard route spreads like steps that are written out, and is refused like them.
const route = commune({ by: 'economy', result: 'Kết quả', total: workingDays(5) })
procedure({ ...head, form: personForm, ...route })
procedure({
  ...head,
  form,
  ...route,
  steps: {
    ...route.steps,
    inspect: { do: 'inspect', by: 'economy', within, onFailed: { backTo: 'review' } },
  },
})

procedure({
  ...head,
  form,
  ...route,
  // @ts-expect-error a way back to a step that neither the route nor the definition has
  steps: { ...route.steps, again: { do: 'sign', by: 'chair', within, backTo: 'assess' } },
})

// @ts-expect-error an office that no commune has
commune({ by: 'specialist', result: 'Kết quả' })

// @ts-expect-error the time of a step that the route has not
commune({ by: 'economy', result: 'Kết quả', within: { receive: within, review: within, assess: within } })

const paid = benefit({
  by: 'economy',
  result: 'Quyết định',
  benefit: 'aid',
  basis: article('60/2014/QH13', 18),
})
procedure({ ...head, form: benefitForm, ...paid })
// @ts-expect-error a benefit whose form asks for no account
procedure({ ...head, form: personForm, ...paid })
