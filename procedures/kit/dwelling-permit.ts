/** How every permit for a dwelling is decided: in fifteen days, after asking where the site makes it necessary. */
import { type Duration, days } from '../../domain/time/duration.ts'
import { article } from '../grammar/definition/basis.ts'
import type { Example } from '../grammar/definition/example.ts'
import type { yesNo } from '../grammar/definition/field.ts'
import type { Step } from '../grammar/definition/step.ts'

/** What the steps ask of the form. */
type AsksForm = { mustConsult: ReturnType<typeof yesNo> }
type Ids = 'receive' | 'inspect' | 'consult' | 'sign' | 'issue'

/** Time, steps and examples (50/2014/QH13, Điều 102; 175/2024/NĐ-CP, Điều 50). A definition spreads them. */
export const dwellingPermit = (
  result: string,
): {
  total: Duration
  steps: Readonly<Record<Ids, Step<Ids, AsksForm>>>
  examples: readonly Example<AsksForm>[]
} => ({
  total: days(15),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: days(1) },
    inspect: {
      name: 'Thẩm định hồ sơ, kiểm tra thực địa',
      do: 'inspect',
      by: 'economy',
      within: days(1),
      onFailed: 'supplement',
      basis: article('175/2024/NĐ-CP', 50),
    },
    consult: {
      name: 'Lấy ý kiến cơ quan quản lý nhà nước',
      do: 'consult',
      when: (form) => form.mustConsult.is(true),
      bodies: { construction: { by: 'specialist', at: 'department' } },
      within: days(12),
      silenceConsents: article('50/2014/QH13', 102),
      onDisagreed: { backTo: 'inspect' },
    },
    sign: { do: 'sign', by: 'chair', within: days(1), backTo: 'inspect', notBy: ['inspect'] },
    issue: { do: 'issue', result },
  },
  examples: [
    { path: 'receive inspect sign issue', given: { mustConsult: false }, ends: 'issued', spent: days(3) },
    {
      path: 'receive inspect consult sign issue',
      given: { mustConsult: true },
      ends: 'issued',
      spent: days(15),
    },
    {
      path: 'receive inspect consult:silent sign:returned inspect consult sign issue',
      given: { mustConsult: true },
      ends: 'issued',
      spent: days(29),
    },
    {
      path: 'receive inspect consult:disagreed inspect:failed supplement receive inspect:failed supplement receive inspect:failed',
      given: { mustConsult: true },
      ends: 'refused',
      spent: days(2),
    },
    { path: 'receive inspect sign:refused', given: { mustConsult: false }, ends: 'refused', spent: days(3) },
  ],
})
