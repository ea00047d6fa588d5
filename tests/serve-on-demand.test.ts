import { afterEach, expect, test } from 'vitest'
import { type OnDemand, serveOnDemand } from './serve-on-demand.ts'

let servers: OnDemand | null = null
afterEach(() => servers?.stop())

async function ask(name: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${servers?.url}/${name}`)
  return { status: response.status, text: await response.text() }
}

test('a shared server is started by the first request for it, once, and stopped at the end; one without a request is not started', async () => {
  const events: string[] = []
  const server = (name: string) => async () => {
    events.push(`start ${name}`)
    return { value: `address of ${name}`, stop: async () => void events.push(`stop ${name}`) }
  }
  const running = await serveOnDemand({
    first: server('first'),
    second: server('second'),
    third: server('third'),
  })
  servers = running
  expect(events).toEqual([])
  const answers = [await ask('first'), ...(await Promise.all([ask('second'), ask('second'), ask('first')]))]
  expect(answers.map(({ text }) => text)).toEqual(
    ['first', 'second', 'second', 'first'].map((name) => `address of ${name}`),
  )
  await running.stop()
  servers = null
  expect(events).toEqual(['start first', 'start second', 'stop second', 'stop first'])
})

test('a request for a shared server that does not start is answered with the reason, one for an unknown server with 404', async () => {
  servers = await serveOnDemand({ broken: () => Promise.reject(new Error('no disk')) })
  expect(await ask('broken')).toMatchObject({ status: 500, text: expect.stringContaining('no disk') })
  expect(await ask('toString')).toMatchObject({ status: 404 })
})
