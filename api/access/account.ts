import type { AccountAt } from '../../db/territory/authority/accounts.ts'
import type { Caller, VerifyToken } from './auth.ts'

interface Known {
  caller: Promise<Caller>
  /** Ms. */
  until: number
}

/**
 * Lets an officer act under an account of the identity provider: the subject of the token becomes the officer whose account it is at that instant.
 * A subject without an account is the id of an officer itself. Asked once for each caller that the verifier keeps, half a minute at most, and
 * again where the account passes on meanwhile.
 */
export function withAccounts(
  verify: VerifyToken,
  accountAt: (subject: string, at: number) => Promise<AccountAt>,
  now: () => number,
): VerifyToken {
  const known = new WeakMap<Caller, Known>()
  const ask = (caller: Caller, at: number): Known => {
    const asked: Known = {
      until: Infinity,
      caller: accountAt(caller.id, at).then(({ officerId, changesAt }) => {
        asked.until = changesAt ?? Infinity
        return officerId === null ? caller : { ...caller, id: officerId }
      }),
    }
    return asked
  }
  return async (token) => {
    const caller = await verify(token)
    if (caller.role !== 'officer') return caller
    const at = now()
    const kept = known.get(caller)
    const asked = kept !== undefined && at < kept.until ? kept : ask(caller, at)
    known.set(caller, asked)
    return await asked.caller.catch((error: unknown) => {
      known.delete(caller)
      throw error
    })
  }
}
