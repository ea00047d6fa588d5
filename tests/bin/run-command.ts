import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const fileOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export interface Ended {
  code: number | null
  stderr: string
  stdout: string
}

/** Runs a command; one that has not ended after a minute is killed, and its code is null. */
export async function runCommandLine(command: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const [file = '', ...args] = command.split(' ')
  return await new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', fileOf(file), ...args],
      { env: { ...process.env, ...env }, timeout: 180_000, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null
        resolve({ code, stderr, stdout })
      },
    )
  })
}
