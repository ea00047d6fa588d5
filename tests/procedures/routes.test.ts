import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDurations, type Duration, days, workingDays, workingHours } from '../../domain/time/duration.ts'
import { check } from '../../procedures/grammar/checks/check.ts'
import { notFound } from '../../procedures/grammar/checks/evidence.ts'
import { article, document } from '../../procedures/grammar/definition/basis.ts'
import { type Procedure, procedure } from '../../procedures/grammar/definition/procedure.ts'
import {
  routeAssumed,
  routeNames,
  type StandardRoute,
  shares,
} from '../../procedures/grammar/definition/standard-route.ts'
import { sameDuration } from '../../procedures/grammar/same-value.ts'
import { free } from '../../procedures/kit/fees.ts'
import { benefitForm, personForm } from '../../procedures/kit/forms.ts'
import { benefit } from '../../procedures/routes/benefit.ts'
import { certification } from '../../procedures/routes/certification.ts'
import { citySignOff } from '../../procedures/routes/city-sign-off.ts'
import { commune } from '../../procedures/routes/commune.ts'
import { communeConsulting } from '../../procedures/routes/commune-consulting.ts'
import { communeInspecting } from '../../procedures/routes/commune-inspecting.ts'
import { communeThenDepartment } from '../../procedures/routes/commune-then-department.ts'
import { department } from '../../procedures/routes/department.ts'
import { land } from '../../procedures/routes/land.ts'
import { military } from '../../procedures/routes/military.ts'
import { police } from '../../procedures/routes/police.ts'
import { posting } from '../../procedures/routes/posting.ts'
import { uncaughtMutants } from './mutants.ts'

const head = {
  code: '9.000021',
  name: 'Thủ tục trên quy trình chuẩn',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('60/2014/QH13', 18)],
  source: 'Viết cho kiểm thử',
  connecting: 'residence',
  papers: { request: { name: 'Đơn đề nghị', originals: 1 } },
  feeDong: free,
} as const
const result = 'Kết quả'

function on<K extends string>(route: StandardRoute<K>): Procedure {
  return procedure({ ...head, form: personForm, ...route })
}

/** Every route, with its statutory time where one is given. */
function routesOf(total?: Duration): readonly Procedure[] {
  const of = { result, ...(total === undefined ? {} : { total }) }
  const bodies = { police: { by: 'police' }, land: { by: 'specialist', at: 'department' } } as const
  const paid = { ...of, by: 'socialAffairs', benefit: 'lumpSum', basis: document('20/2021/NĐ-CP') } as const
  return [
    on(certification(of)),
    on(commune({ ...of, by: 'economy' })),
    on(communeConsulting({ ...of, by: 'economy', bodies })),
    on(communeInspecting({ ...of, by: 'economy' })),
    on(posting({ ...of, by: 'economy' })),
    on(land(of)),
    procedure({ ...head, form: benefitForm, ...benefit(paid) }),
    on(department(of)),
    on(communeThenDepartment({ ...of, by: 'military' })),
    on(citySignOff({ ...of, by: 'socialAffairs' })),
    on(police(of)),
    on(military(of)),
  ]
}

describe('a standard route', () => {
  const all = routesOf(workingDays(20))

  it('is tested here for each name', () => {
    expect(all.map(({ route }) => route).toSorted()).toEqual(Object.keys(routeNames).toSorted())
  })

  it.each(all)('$route passes every check, and its examples catch every slip', (definition) => {
    expect(check(definition)).toEqual([])
    expect(uncaughtMutants(definition)).toEqual([])
  })

  it.each([workingHours(2), workingDays(1), workingDays(2.5), days(6), days(90)])(
    'keeps every statutory time: %o',
    (total) => {
      for (const definition of routesOf(total)) expect(check(definition)).toEqual([])
    },
  )

  it('that is given no time says that it assumes one, and the definition has to say so too', () => {
    for (const definition of routesOf()) {
      const rules = check(definition).map(({ rule }) => rule)
      expect(rules).toEqual(definition.route === 'benefit' ? ['gapUnsaid', 'paysOnGaps'] : ['gapUnsaid'])
      if (definition.route === 'benefit') continue
      expect(check({ ...definition, assumed: [notFound.time] })).toEqual([])
    }
  })

  it('is named among what the definition assumes', () => {
    expect(on(police({ result })).assumed).toEqual([routeAssumed('police', false)])
    const within = { receive: workingHours(1), review: workingHours(2), sign: workingHours(1) }
    const approved = on(police({ result, within }))
    expect(approved).toMatchObject({ total: workingHours(4), assumed: [routeAssumed('police', true)] })
    expect(check(approved)).toEqual([])
  })
})

describe('the shares of a route', () => {
  const weights = { receive: 1, verify: 5, forward: 1, assess: 4, decide: 2 }
  const total = fc.oneof(
    fc.integer({ min: 2, max: 400 }).map((halves) => workingDays(halves / 2)),
    fc.integer({ min: 2, max: 100 }).map(workingHours),
    fc.integer({ min: 5, max: 365 }).map(days),
  )

  it('sum to its statutory time, and leave no step without', () => {
    fc.assert(
      fc.property(total, (time) => {
        const [first, ...rest] = Object.values(shares(time, weights))
        if (first === undefined) return false
        const least = Math.min(...[first, ...rest].flatMap((share) => Object.values(share)))
        return least > 0 && sameDuration(addDurations(first, ...rest), time)
      }),
    )
  })

  it('pass the dossier on within half a working day', () => {
    expect(shares(workingDays(30), weights).receive).toEqual(workingDays(0.5))
    expect(shares(days(30), weights).receive).toEqual(days(1))
  })

  it('are refused where there is too little to divide', () => {
    expect(() => shares(days(4), weights)).toThrow(RangeError)
  })
})
