import type { Change, Delegation } from '../../../reorganisations/grammar/reorganisation.ts'

export const FIELD = 'Hoạt động xây dựng'
export const [CODE, SECOND] = ['1.013239', '1.013234'] as const
export const [DEPARTMENT, WARD] = ['hanoi:so-xay-dung', 'new:00004'] as const

/** The department delegates the signature of a procedure to a ward. */
export const delegates = (over: Partial<Delegation> & { basis?: string } = {}): Change => ({
  ...{ kind: 'powerDelegated', power: 'sign', tier: 'department', by: DEPARTMENT, to: WARD },
  ...{ procedures: [{ code: CODE, field: FIELD }], officers: [], basis: 'Quyết định 1/QĐ-SXD' },
  ...over,
})
