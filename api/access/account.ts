import type { Caller, VerifyToken } from './auth.ts'

/**
 * Lets an officer act under an account of the identity provider: the subject of the token becomes the officer whose account it is. A subject
 * without an account is the id of an officer itself. Asked once for each caller that the verifier keeps, half a minute at most.
 */
export function withAccounts(
  verify: VerifyToken,
  officerOf: (subject: string) => Promise<string | null>,
): VerifyToken {
  const known = new WeakMap<Caller, Promise<Caller>>()
  const resolve = async (caller: Caller): Promise<Caller> => {
    const id = await officerOf(caller.id)
    return id === null ? caller : { ...caller, id }
  }
  return async (token) => {
    const caller = await verify(token)
    if (caller.role !== 'officer') return caller
    const asked = known.get(caller) ?? resolve(caller)
    known.set(caller, asked)
    return await asked.catch((error: unknown) => {
      known.delete(caller)
      throw error
    })
  }
}
