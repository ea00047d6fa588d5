/**
 * A crash point that ends this process by SIGKILL the nth time it is passed: `CRASH_AT=after_claim:2`. Nothing
 * is flushed and no handler runs, as when the power goes.
 */
export function crashAt(spec = process.env.CRASH_AT): (name: string) => void {
  const [point, nth = '1'] = (spec ?? '').split(':')
  let passed = 0
  return (name) => {
    if (name !== point) return
    passed += 1
    if (passed === Number(nth)) process.kill(process.pid, 'SIGKILL')
  }
}
