import { workingDays } from '../../domain/time/duration.ts'
import { document } from '../grammar/definition/basis.ts'
import {
  examplesOf,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'

/** Land, within one commune: inspected, then paid for while the clock is paused, then signed. */
export function land(
  of: RouteTime<'receive' | 'inspect' | 'review' | 'sign'> & {
    result: string
  },
): StandardRoute<'receive' | 'inspect' | 'review' | 'collectFee' | 'sign' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(20), { receive: 1, inspect: 5, review: 4, sign: 2 })
  return {
    route: 'land',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      inspect: {
        name: 'Kiểm tra hồ sơ và thực địa',
        do: 'inspect',
        by: 'economy',
        within: within.inspect,
        onFailed: 'supplement',
      },
      review: {
        name: 'Kiểm tra điều kiện, chuyển thông tin cho cơ quan thuế',
        do: 'review',
        by: 'economy',
        within: within.review,
      },
      collectFee: {
        name: 'Tạm dừng chờ thực hiện nghĩa vụ tài chính (nếu có)',
        do: 'collectFee',
        by: 'oneStop',
        within: workingDays(1),
        basis: document('1610/QĐ-TTPVHCC', 'tạm dừng đến khi có chứng từ nộp tiền'),
      },
      sign: { do: 'sign', by: 'chair', within: within.sign, backTo: 'review', notBy: ['review'] },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, [
      ['receive inspect review collectFee sign issue', 'issued'],
      ['receive inspect:failed supplement receive inspect review collectFee sign issue', 'issued'],
      ['receive inspect review collectFee sign:returned review collectFee sign issue', 'issued'],
      ['receive inspect review:refused', 'refused'],
    ]),
  }
}
