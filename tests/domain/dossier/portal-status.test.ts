import { expect, test } from 'vitest'
import { type PortalFacts, portalStatuses, portalStatusOf } from '../../../domain/dossier/portal-status.ts'

const filed: PortalFacts = {
  ending: null,
  clock: 'notStarted',
  awaitsSupplement: false,
  awaitsPayment: false,
  accepted: false,
  takenUp: false,
  collected: false,
}
const accepted: PortalFacts = { ...filed, clock: 'running', accepted: true }
const worked: PortalFacts = { ...accepted, takenUp: true }
const ended = (ending: PortalFacts['ending']): PortalFacts => ({ ...worked, clock: 'stopped', ending })

test.each([
  [1, 'Mới đăng ký', 'notStarted', 'filed, not yet accepted', filed],
  [2, 'Được tiếp nhận', 'starts', 'accepted, nobody has taken it up', accepted],
  [3, 'Không được tiếp nhận', 'none', 'refused at reception', { ...filed, ending: 'notReceived' }],
  [4, 'Đang xử lý', 'runs', 'taken up by a desk', worked],
  [5, 'Yêu cầu bổ sung giấy tờ', 'restarts', 'to be completed', { ...worked, awaitsSupplement: true }],
  [
    5,
    'Yêu cầu bổ sung giấy tờ',
    'restarts',
    'completed before it is accepted',
    { ...filed, awaitsSupplement: true },
  ],
  [
    6,
    'Yêu cầu thực hiện nghĩa vụ tài chính',
    'paused',
    'waits for money',
    { ...worked, clock: 'paused', awaitsPayment: true },
  ],
  [7, 'Công dân yêu cầu rút hồ sơ', 'ends', 'withdrawn', ended('withdrawn')],
  [8, 'Dừng xử lý', 'ends', 'never completed', ended('lapsed')],
  [8, 'Dừng xử lý', 'ends', 'refused after it was accepted', ended('refused')],
  [8, 'Dừng xử lý', 'paused', 'stands still for another reason', { ...worked, clock: 'paused' }],
  [9, 'Đã xử lý xong', 'ends', 'the result waits to be collected', ended('issued')],
  [10, 'Đã trả kết quả', 'closed', 'the result was handed over', { ...ended('issued'), collected: true }],
] as const)('status %i of the portal: %s, clock %s: %s', (number, name, clock, _when, facts) => {
  expect(portalStatusOf(facts)).toEqual({ number, name, clock })
})

test('the portal has ten statuses', () => {
  expect(Object.keys(portalStatuses).map(Number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})
