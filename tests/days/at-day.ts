/**
 * `npm run at:day -- 2027-02-06 npm run faults -- --only F01`: runs a command whose clock, and that of all it starts, begins at a day. Ends
 * as the command ends, with 2 when it could not run.
 */
import { spawn } from 'node:child_process'
import { explain } from '../../bin/process/run.ts'
import { OperatorError } from '../../domain/operator-error.ts'
import { startOf } from './other-days.ts'
import { shiftedClock } from './shifted-clock.ts'

try {
  const [day = '', program, ...args] = process.argv.slice(2)
  const startMs = startOf(day)
  if (program === undefined)
    throw new OperatorError('No command is named after the day: npm run at:day -- 2027-02-06 npm run demo')
  const env = { ...process.env, ...(await shiftedClock(startMs)) }
  const child = spawn(program, args, { env, stdio: 'inherit' })
  // What it starts is ended by itself, in good order.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void child.kill(signal))
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 130))
  })
} catch (error) {
  explain(error)
  process.exitCode = 2
}
