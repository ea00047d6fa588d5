/** What a promise of `Promise.allSettled` came to: asks at once, and lets the caller say whose failure is told first. */
export function unwrapSettled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}
