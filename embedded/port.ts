import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { StartUpError } from '../domain/start-up-error.ts'

/** What is to listen, which port is configured, and where the last chosen one is remembered. */
export type PortRequest = {
  server: string
  /** The configured port; without it the remembered one, or any free one. */
  wanted: number | undefined
  /** The environment variable that changes it, for the error message. */
  variable: string
  rememberIn: string
  log: (line: string) => void
}

/**
 * The port on 127.0.0.1 for an embedded server. It stays the same from one start to the next, so that addresses
 * other programs were given stay true.
 *
 * @throws StartUpError when the wanted port is in use.
 */
export async function choosePort({
  server,
  wanted,
  variable,
  rememberIn,
  log,
}: PortRequest): Promise<number> {
  if (wanted !== undefined) {
    if (await isFree(wanted)) return wanted
    throw new StartUpError({
      what: `Port ${wanted} on 127.0.0.1, wanted for ${server}, is in use.`,
      why: 'Another program listens there; two cannot share a port.',
      remedy: `Stop that program, or choose another port: ${variable}=<port>; without ${variable} a free one is found.`,
    })
  }
  const remembered = readPort(rememberIn)
  if (remembered !== undefined && (await isFree(remembered))) return remembered
  const port = await freePort()
  if (remembered !== undefined) {
    log(`Port ${remembered}, used for ${server} until now, was taken by another program; using ${port}.`)
  }
  writeFileSync(rememberIn, `${port}\n`)
  return port
}

function readPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined
  } catch {
    return undefined
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('the system gave no port'))
      })
    })
  })
}
