import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { type BankLedger, readBankLedger } from '../../../activities/payment/bank-simulator/bank-ledger.ts'

export interface BankProcess {
  url: string
  ledger(): Promise<BankLedger>
  /** SIGKILL: nobody listens at its address any more. */
  kill(): Promise<void>
  /** SIGKILL, then the same bank on the same book and port. */
  killAndRestart(): Promise<void>
}

/** The simulated bank as a process of its own, with a book that ends with the test. */
export async function startBank(...misbehaviour: string[]): Promise<BankProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'bank-'))
  const ledger = ['--ledger', join(folder, 'book.jsonl')]
  let bank = await spawnBank([...ledger, ...misbehaviour])
  onTestFinished(async () => {
    await end(bank.child)
    rmSync(folder, { recursive: true })
  })
  const { url } = bank
  return {
    url,
    ledger: () => readBankLedger(url),
    kill: () => end(bank.child),
    async killAndRestart() {
      await end(bank.child)
      bank = await spawnBank([...ledger, ...misbehaviour, '--port', new URL(url).port])
    },
  }
}

async function spawnBank(args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/gateway-simulator.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+/.exec(line)?.[0]
    if (url !== undefined) return { child, url }
  }
  throw new Error('the simulated bank ended before it listened')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
