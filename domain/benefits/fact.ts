/** What is recorded of an entitlement. A fact is never changed: one that was wrong is withdrawn by another. */

/**
 * `granted`: owed from its month on, so many times the amount; `suspended` and `ended`: the first month without; `resumed`: the first month
 * again after the suspension that it names; `placed`: where the person is paid; `payees`: who gets it; `withdrawn`: the fact that it names
 * counts no longer.
 */
export const factKinds = [
  'granted',
  'suspended',
  'resumed',
  'ended',
  'placed',
  'payees',
  'withdrawn',
] as const
export type FactKind = (typeof factKinds)[number]

/** For whom a payee receives: for themselves, as guardian, carer or heir, or as who is authorised in writing. */
export const payeeRoles = ['self', 'guardian', 'carer', 'heir', 'authorised'] as const
export type PayeeRole = (typeof payeeRoles)[number]
