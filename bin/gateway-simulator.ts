/** Runs the simulated bank as a process of its own, until SIGTERM or Ctrl-C. */

import { startGatewaySimulator } from '../activities/payment/bank-simulator/simulator.ts'
import { OperatorError } from '../domain/operator-error.ts'
import { readOptions } from './process/terminal/options.ts'

const share = { type: 'string', default: '0' } as const
const { values } = readOptions({
  options: {
    port: { type: 'string', default: '0' },
    ledger: { type: 'string', default: '.data/bank-ledger.jsonl' },
    seed: share,
    'execute-then-time-out': share,
    'time-out-only': share,
    reject: share,
    refuse: share,
    'accept-first': share,
    'answer-twice': share,
    'forget-keys': { type: 'boolean', default: false },
    'notify-url': { type: 'string' },
  },
})

function numberOf(option: string, text: string, most: number): number {
  const value = Number(text)
  if (text !== '' && value >= 0 && value <= most) return value
  throw new OperatorError(`--${option} is "${text}"; give a number from 0 to ${most}`)
}

const shareOf = (
  option: 'execute-then-time-out' | 'time-out-only' | 'reject' | 'refuse' | 'accept-first' | 'answer-twice',
) => numberOf(option, values[option], 1)

const simulator = await startGatewaySimulator({
  port: numberOf('port', values.port, 65_535),
  ledgerFile: values.ledger,
  notifyUrl: values['notify-url'],
  misbehaviour: {
    seed: numberOf('seed', values.seed, Number.MAX_SAFE_INTEGER),
    executeThenTimeOut: shareOf('execute-then-time-out'),
    timeOutOnly: shareOf('time-out-only'),
    reject: shareOf('reject'),
    refuse: shareOf('refuse'),
    acceptFirst: shareOf('accept-first'),
    answerTwice: shareOf('answer-twice'),
    forgetKeys: values['forget-keys'],
  },
})
const stop = () => void simulator.close()
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.stdout.write(`The simulated bank listens at ${simulator.url}\n`)
