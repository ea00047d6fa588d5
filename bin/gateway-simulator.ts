/** Runs the simulated bank as a process of its own, until SIGTERM or Ctrl-C. Every way to err is an option: `--half-batch 0.1`. */

import {
  type Misbehaviour,
  type Setting,
  type Share,
  shares,
  usual,
} from '../activities/payment/bank-simulator/misbehaviour.ts'
import { startGatewaySimulator } from '../activities/payment/bank-simulator/simulator.ts'
import { keysOf } from '../domain/keys-of.ts'
import { OperatorError } from '../domain/operator-error.ts'
import { readOptions } from './process/terminal/options.ts'

const optionOf = (name: Share | Setting): string =>
  name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)

const numbers = new Map<Share | Setting, number>([
  ...keysOf(shares).map((share) => [share, 1] as const),
  ...keysOf(usual).map((setting) => [setting, Number.MAX_SAFE_INTEGER] as const),
])
const text = { type: 'string' } as const
const { values } = readOptions({
  options: {
    port: { ...text, default: '0' },
    ledger: { ...text, default: '.data/bank-ledger.jsonl' },
    /** Each key at once; the same as `--forget-keys-after-ms 0`. */
    'forget-keys': { type: 'boolean', default: false },
    'notify-url': text,
    ...Object.fromEntries([...numbers.keys()].map((name) => [optionOf(name), text])),
  },
})

function numberOf(option: string, given: unknown, most: number): number {
  const value = Number(given)
  if (given !== '' && value >= 0 && value <= most) return value
  throw new OperatorError(`--${option} is "${given}"; give a number from 0 to ${most}`)
}

const misbehaviour: Partial<Misbehaviour> = values['forget-keys'] ? { forgetKeysAfterMs: 0 } : {}
const given = new Map<string, unknown>(Object.entries(values))
for (const [name, most] of numbers) {
  const value = given.get(optionOf(name))
  if (value !== undefined) misbehaviour[name] = numberOf(optionOf(name), value, most)
}

const simulator = await startGatewaySimulator({
  port: numberOf('port', values.port, 65_535),
  ledgerFile: values.ledger,
  misbehaviour,
  ...(values['notify-url'] === undefined ? {} : { notifyUrl: values['notify-url'] }),
})
const stop = () => void simulator.close()
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.stdout.write(`The simulated bank listens at ${simulator.url}\n`)
