/** Returns the value of a settled promise or throws its error: of several, the caller chooses which error is thrown first. */
export function unwrapSettled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}
