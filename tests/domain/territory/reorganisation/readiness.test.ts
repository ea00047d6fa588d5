import { expect, test } from 'vitest'
import {
  checklistIds,
  criteria,
  criterionIds,
  type EnteredAnswer,
  readinessOf,
  type UnitFacts,
} from '../../../../domain/territory/reorganisation/readiness.ts'

const facts: UnitFacts = {
  decides: true,
  rolesWithoutOfficer: [],
  ...{ signers: 2, officers: 12, officersWithAccount: 12, inventedOfficers: 0 },
  ...{ seals: 1, sites: 2, assumedSites: 0, assumedSeals: 0, sitesForPublic: 1 },
}
const met = checklistIds.map((criterion): EnteredAnswer => ({ criterion, answer: 'met', team: 'Đoàn số 3' }))

test('every criterion of readiness has an id, a source and a rule for red', () => {
  expect(criteria.map(({ id }) => id)).toEqual([...criterionIds])
})

test('a unit that has everything is ready: green without a remark', () => {
  const { colour, criteria: judged } = readinessOf(facts, met)
  expect(colour).toBe('green')
  expect(judged.map(({ why }) => why).filter((why) => why !== null)).toEqual([])
})

test.each<[string, Partial<UnitFacts>, string, string]>([
  [
    'a role that nobody holds',
    { rolesWithoutOfficer: ['chair'] },
    'red',
    'Chưa có người: Chủ tịch hoặc Phó Chủ tịch UBND',
  ],
  ['nobody who signs', { signers: 0 }, 'red', 'Chưa có ai được ký'],
  ['one who signs', { signers: 1 }, 'amber', 'Chỉ có một người được ký'],
  ['no account', { officersWithAccount: 0 }, 'red', 'Chưa cán bộ nào có tài khoản'],
  ['some accounts', { officersWithAccount: 9 }, 'amber', '3 cán bộ chưa có tài khoản'],
  ['invented officers', { inventedOfficers: 12 }, 'amber', '12 cán bộ là dữ liệu chạy thử'],
  ['no seal', { seals: 0 }, 'red', 'Không có con dấu còn hiệu lực'],
  ['no site', { sites: 0, sitesForPublic: 1 }, 'red', 'Chưa có trụ sở'],
  ['no counter', { sitesForPublic: 0 }, 'red', 'Không có nơi tiếp công dân'],
  ['an address that nobody confirmed', { assumedSites: 1 }, 'amber', 'Địa chỉ trụ sở chưa được xác nhận'],
])('readiness of a unit is not green, and says why: %s', (_what, changes, colour, why) => {
  const found = readinessOf({ ...facts, ...changes }, met)
  expect(found.colour).toBe(colour)
  expect(found.criteria.flatMap((one) => one.why ?? [])).toEqual([why])
})

test('a criterion of readiness that no team has looked at is amber, one that a team refused is red', () => {
  expect(readinessOf(facts, met.slice(1)).colour).toBe('amber')
  const refused: EnteredAnswer = { criterion: 'softwareTried', answer: 'notMet', team: 'Đoàn số 3' }
  const found = readinessOf(facts, [refused, ...met.slice(1)])
  expect(found.colour).toBe('red')
  expect(found.criteria.flatMap((one) => one.why ?? [])).toEqual(['Đoàn số 3: chưa đạt'])
})

test('a branch decides nothing: it is ready without a seal and without anybody who signs', () => {
  const branch = { ...facts, decides: false, signers: 0, seals: 0 }
  expect(readinessOf(branch, met).colour).toBe('green')
})
