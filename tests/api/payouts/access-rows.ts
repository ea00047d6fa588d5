/** Who may ask what of money: the rows of the access table for payouts, entitlements and the books. */
import { commune } from '../../dossier-story.ts'
import type { Matter, Row } from '../access-matter.ts'

const ownMoney = { officer: 'own', supervisor: 'own', operator: 'all' } as const
const run = ({ paid }: Matter) => paid.run

const nobody = '00000000-0000-4000-8000-000000000000'

export const moneyRows: Readonly<Record<string, Row>> = {
  // Those about which the caller may decide. Officers of the department alone decide, and none of the matrix is one: see proposal-routes.test.ts.
  'get /entitlement-proposals': { reach: { officer: 'all' } },
  'post /entitlement-proposals/{id}/decision': {
    reach: {},
    id: () => nobody,
    body: () => ({ outcome: 'refused', reason: 'Trùng tên' }),
  },
  'post /beneficiary-merges': {
    reach: {},
    body: () => ({ kept: nobody, merged: nobody, fromMonth: '2026-01', reason: 'Hai số của một người' }),
  },
  'post /beneficiary-merges/{id}/decision': {
    reach: {},
    id: () => nobody,
    body: () => ({ outcome: 'kept', reason: 'Hai người' }),
  },
  // Who begins internal dossiers: see payouts/payout-routes.test.ts.
  'post /payout-runs/dry-run': { reach: { officer: 'all' }, body: () => ({ periods: [] }) },
  // For officers of the city and its departments, none of whom is in the matrix: see payouts/bank-line-routes.test.ts.
  'get /bank-lines': { reach: { operator: 'all' }, query: 'bank=nganhang' },
  'post /bank-lines/explanations': { reach: { officer: 'all', operator: 'all' } },
  'post /imports/statement': { reach: { operator: 'all' }, query: 'bank=nganhang' },
  'get /payout-runs/{id}': { reach: ownMoney, id: run },
  'post /payout-runs/{id}/pause': { reach: { officer: 'own' }, id: run, body: () => ({ reason: 'Chờ' }) },
  'post /payout-runs/{id}/resume': { reach: { officer: 'own' }, id: run, body: () => ({ reason: 'Xong' }) },
  'get /payout-runs/{id}/report': { reach: ownMoney, id: run },
  'get /payout-runs/{id}/orders': {
    reach: ownMoney,
    id: run,
    query: `unit=${encodeURIComponent(commune)}&benefit=me-vnah`,
  },
  'post /payout-runs/{id}/cash-lists/{unit}': { reach: { officer: 'own' }, id: run },
  'get /payout-runs/{id}/cash-lists/{unit}': { reach: { officer: 'own' }, id: run },
  'post /payout-runs/{id}/cash-lists/{unit}/receipts': {
    reach: { officer: 'own' },
    id: run,
    body: () => ({}),
  },
  'get /payment-orders/{id}': { reach: ownMoney, id: ({ paid }) => paid.order },
  'post /payment-orders/{id}/account/looks': {
    reach: { officer: 'own' },
    id: ({ paid }) => paid.order,
    body: () => ({ reason: 'Ngân hàng báo sai số tài khoản' }),
  },
  'get /entitlements/{id}': { reach: ownMoney, id: ({ paid }) => paid.entitlement },
  'get /beneficiaries/{id}/history': { reach: ownMoney, id: ({ paid }) => paid.beneficiary },
  'get /units/{id}/ledger': {
    reach: ownMoney,
    id: () => commune,
    query: 'month=2025-06',
  },
}
