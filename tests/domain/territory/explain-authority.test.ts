import { expect, test } from 'vitest'
import {
  type AuthorityGrounds,
  explainAuthority,
  explainSumExceeded,
} from '../../../domain/territory/explain-authority.ts'

const grounds: AuthorityGrounds = {
  power: 'sign',
  role: 'chair',
  field: 'Hộ tịch',
  unitName: 'Phường Ba Đình',
  custodian: false,
  mandate: { kind: 'own', actingForName: null, basis: 'Quyết định 1' },
  refusal: null,
}

test.each<[string, Partial<AuthorityGrounds>, string]>([
  [
    'by an own mandate',
    {},
    'Phường Ba Đình có thẩm quyền ký ban hành; Chủ tịch hoặc Phó Chủ tịch UBND theo chức vụ (căn cứ: Quyết định 1).',
  ],
  [
    'for somebody who delegated it',
    { mandate: { kind: 'delegated', actingForName: 'Lê An', basis: 'Quyết định 2' } },
    'Phường Ba Đình có thẩm quyền ký ban hành; Chủ tịch hoặc Phó Chủ tịch UBND, ký thay Lê An theo ủy quyền (căn cứ: Quyết định 2).',
  ],
  [
    'as custodian',
    { power: 'receive', custodian: true },
    'Phường Ba Đình là đơn vị tạm giữ, được tiếp nhận; Chủ tịch hoặc Phó Chủ tịch UBND theo chức vụ (căn cứ: Quyết định 1).',
  ],
  [
    'not by a custodian on substance',
    { custodian: true, refusal: 'notCompetent' },
    'Phường Ba Đình chỉ tạm giữ hồ sơ: không được ký ban hành trước khi xác định địa bàn.',
  ],
  [
    'not by a unit that is no custodian',
    { power: 'receive', custodian: true, refusal: 'notCompetent' },
    'Thẩm quyền tiếp nhận vào thời điểm này thuộc Phường Ba Đình.',
  ],
  [
    'not by another unit',
    { refusal: 'notCompetent' },
    'Thẩm quyền ký ban hành vào thời điểm này thuộc Phường Ba Đình.',
  ],
  [
    'not where the tables have a gap',
    { unitName: null, refusal: 'notCompetent' },
    'Chưa xác định được đơn vị có thẩm quyền ký ban hành vào thời điểm này.',
  ],
  [
    'not without a desk for it',
    { refusal: 'noMandate' },
    'Không giữ ủy quyền với vai trò Chủ tịch hoặc Phó Chủ tịch UBND trong lĩnh vực Hộ tịch vào thời điểm này.',
  ],
])('authority in words: %s', (_what, changes, words) => {
  expect(explainAuthority({ ...grounds, ...changes })).toBe(words)
})

test.each([
  [2, '2 cán bộ giữ vai trò Chủ tịch hoặc Phó Chủ tịch UBND với hạn mức đủ.'],
  [
    0,
    'không ai giữ vai trò Chủ tịch hoặc Phó Chủ tịch UBND với hạn mức đủ: cần nâng hạn mức trong danh sách cán bộ.',
  ],
])('a sum that is exceeded, in words, where %i others may sign', (officers, others) => {
  const by = {
    upToDong: 50_000_000n,
    basis: 'Quyết định 1',
    unitName: 'Phường Ba Đình',
    role: 'chair' as const,
  }
  expect(explainSumExceeded({ ...by, officers })).toBe(
    `Quyết định này chi nhiều hơn hạn mức được ký là 50.000.000 đ (căn cứ: Quyết định 1). Tại Phường Ba Đình: ${others}`,
  )
})
