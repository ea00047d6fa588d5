import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { isEngineAway, openEngine } from '../../engine/connection.ts'
import { until } from '../../harness/until.ts'

/** An engine that closes each connection it gets: every call fails at once, and is tried again. */
async function refusingEngine() {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { address: `127.0.0.1:${address.port}`, connections: () => connections }
}

/** What is thrown where nobody catches it. */
function uncaught(): Promise<unknown> {
  return new Promise((resolve) => {
    process.once('uncaughtException', resolve)
    onTestFinished(() => void process.off('uncaughtException', resolve))
  })
}

test('a call that would be tried again after the close is cancelled, and nothing is thrown where nobody catches it', async () => {
  const refusing = await refusingEngine()
  const thrown = uncaught().then((error) => ({ thrown: error }))
  const engine = openEngine({ connection: { address: refusing.address }, namespace: 'none' })
  const answer = engine.connection.workflowService.getSystemInfo({}).catch((error: unknown) => error)
  await until('its first attempt has failed', async () => refusing.connections() > 1)
  await engine.close()
  expect(await Promise.race([answer, thrown])).toSatisfy(isEngineAway)
})

test('a call after the close is cancelled', async () => {
  const engine = openEngine({ connection: { address: '127.0.0.1:1' }, namespace: 'none' })
  await engine.close()
  await expect(engine.connection.workflowService.getSystemInfo({})).rejects.toThrow(
    'The connection is closed.',
  )
})
