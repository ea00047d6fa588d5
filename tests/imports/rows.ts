/** Rows of an invented source system, for tests. */
import { createVault, type Vault } from '../../db/identity/identity-vault.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { type SourceMapping, sourceMappingOf } from '../../imports/source-mapping.ts'
import { type Registry, registryOf } from '../../procedures/registry/registry.ts'
import { consultation } from '../procedures/invented/consultation.ts'
import { payout } from '../procedures/invented/payout.ts'
import { registration } from '../procedures/invented/registration.ts'

export const asOf = Date.parse('2025-06-27T17:00:00+07:00')

export const registry: Registry = registryOf([registration, payout, consultation])

export const vault: Vault = createVault({
  current: 'k1',
  keys: { k1: Buffer.alloc(32, 1).toString('base64') },
  lookup: Buffer.alloc(32, 2).toString('base64'),
})

export const mapping: SourceMapping = sourceMappingOf({
  source: 'thu-nghiem',
  name: 'Phần mềm cũ của kiểm thử',
  columns: { oldCode: ['Mã hồ sơ'], step: ['Bước hiện tại'], receivedAt: ['Ngày tiếp nhận'] },
  steps: {
    'Mới tiếp nhận': { kind: 'receive' },
    'Thụ lý': { kind: 'review' },
    'Trình ký': { kind: 'sign', which: 'last' },
    'Chi trả': { kind: 'payout' },
    'Chờ bổ sung': { kind: 'supplement' },
  },
  ended: ['Đã trả kết quả'],
})

/** Accepted on 16 June 2025 by quận Ba Đình for somebody in phường Trúc Bạch, which went whole to phường Ba Đình. */
export const rowOf = (oldCode: string, about: RawRow = {}): RawRow => ({
  ...{
    oldCode,
    procedure: registration.code,
    applicantName: 'Nguyễn Thị Lan',
    identityNumber: '001085000001',
  },
  ...{ oldWard: '00004', receptionUnit: '001', receivedAt: '13/06/2025 09:30', acceptedAt: '16/06/2025' },
  ...{ promisedAt: '10/07/2025', usedDays: '2', step: 'Thụ lý' },
  ...about,
})

export async function* rowsOf(rows: readonly (RawRow | null)[]): AsyncGenerator<RawRow | null> {
  yield* rows
}
