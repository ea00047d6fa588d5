import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../harness/until.ts'
import { LinkProxy } from './link-proxy.ts'

/** Answers each line with the same line, and remembers what arrived. */
let server: Server
let link: LinkProxy
let arrived: string[] = []
let accepts: Socket[] = []
const open: Socket[] = []

beforeEach(async () => {
  arrived = []
  accepts = []
  server = createServer((socket) => {
    accepts.push(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      arrived.push(String(data))
      socket.write(data)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  link = await new LinkProxy(() => port).open()
})

afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy()
  await link.close()
  server.close()
})

interface Client {
  socket: Socket
  heard(): string
  lost(): boolean
}

async function client(): Promise<Client> {
  const socket = connect(link.port, '127.0.0.1')
  open.push(socket)
  let heard = ''
  let lost = false
  socket.on('error', () => {})
  socket.on('data', (data) => {
    heard += String(data)
  })
  socket.on('close', () => {
    lost = true
  })
  await once(socket, 'connect')
  return { socket, heard: () => heard, lost: () => lost }
}

const heardBy = (one: Client, text: string) => until(`${text} is heard`, () => one.heard() === text)

describe('a link', () => {
  test('passes what is said when nothing is wrong', async () => {
    const one = await client()
    one.socket.write('a')
    await heardBy(one, 'a')
  })

  test('refused: what was open is lost, nobody gets in, and afterwards it works again', async () => {
    const one = await client()
    await link.set({ is: 'refuse' })
    await until('the connection is lost', () => one.lost())
    await expect(client()).rejects.toThrow('ECONNREFUSED')
    await link.set({ is: 'none' })
    const two = await client()
    two.socket.write('b')
    await heardBy(two, 'b')
  })

  test('black hole: what was said meanwhile arrives late, not never', async () => {
    const one = await client()
    await link.set({ is: 'blackHole' })
    one.socket.write('a')
    // Another link past the same server shows that time has passed and nothing came.
    const other = await new LinkProxy(() => portOf(server)).open()
    const witness = connect(other.port, '127.0.0.1')
    open.push(witness)
    witness.write('w')
    await until('the witness is answered', () => arrived.includes('w'))
    expect(arrived).toEqual(['w'])
    await link.set({ is: 'none' })
    await heardBy(one, 'a')
    witness.destroy()
    await other.close()
  })

  test('reply cut: the request is carried out, and the client hears nothing of it', async () => {
    const one = await client()
    await link.set({ is: 'cutReply', times: 1 })
    one.socket.write('a')
    await until('the connection is lost', () => one.lost())
    expect([arrived, one.heard(), link.cuts]).toEqual([['a'], '', 1])
  })

  test('replies dropped: carried out, unheard, and the connection is up until it ends', async () => {
    const one = await client()
    await link.set({ is: 'dropReplies' })
    one.socket.write('a')
    await until('it has arrived', () => arrived.length === 1)
    expect([one.heard(), one.lost()]).toEqual(['', false])
    await link.set({ is: 'none' })
    await until('the connection is lost', () => one.lost())
  })

  test.each(['up', 'down'] as const)(
    'half open: what goes %s vanishes, and nobody loses the connection',
    async (silent) => {
      const one = await client()
      one.socket.write('a')
      await heardBy(one, 'a')
      await link.set({ is: 'halfOpen', silent })
      one.socket.write('b')
      const [accepted] = accepts
      accepted?.write('c')
      if (silent === 'up') await heardBy(one, 'ac')
      else await until('b has arrived', () => arrived.join('') === 'ab')
      expect([arrived.join(''), one.heard()]).toEqual(silent === 'up' ? ['a', 'ac'] : ['ab', 'a'])
      expect([one.lost(), accepted?.destroyed]).toEqual([false, false])
      await link.set({ is: 'none' })
      await until('the connection that lost bytes is reset', () => one.lost())
    },
  )

  test('half open: the end of a connection is not passed on in the silent direction', async () => {
    const one = await client()
    one.socket.write('a')
    await heardBy(one, 'a')
    await link.set({ is: 'halfOpen', silent: 'down' })
    accepts[0]?.resetAndDestroy()
    // What a second connection says shows that time has passed.
    const two = await client()
    two.socket.write('b')
    await until('b has arrived', () => arrived.join('') === 'ab')
    expect(one.lost()).toBe(false)
    await link.set({ is: 'none' })
    await until('the first connection is reset', () => one.lost())
  })

  test('half open: a connection that lost nothing goes on afterwards', async () => {
    const one = await client()
    await link.set({ is: 'halfOpen', silent: 'down' })
    await link.set({ is: 'none' })
    one.socket.write('a')
    await heardBy(one, 'a')
  })

  test('delayed: what is said keeps its order', async () => {
    const one = await client()
    await link.set({ is: 'delay', ms: 20, jitterMs: 20 })
    for (const letter of 'abcdef') one.socket.write(letter)
    await heardBy(one, 'abcdef')
  })
})

function portOf(of: Server): number {
  const address = of.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}
