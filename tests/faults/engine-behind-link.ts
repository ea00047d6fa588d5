import { type Engine, openEngine } from '../../engine/connection.ts'
import { sharedServer } from '../shared-server.ts'
import { LinkProxy } from './link-proxy.ts'

export interface EngineBehindLink {
  engine: Engine
  /** What is between the engine and who speaks with it. */
  link: LinkProxy
  close(): Promise<void>
}

/** The engine of the tests, over a link that a test can break. */
export async function engineBehindLink(namespace: string): Promise<EngineBehindLink> {
  const port = Number((await sharedServer('temporalAddress')).split(':').at(-1))
  const link = await new LinkProxy(() => port).open()
  const engine = openEngine({ connection: { address: link.address }, namespace })
  return {
    engine,
    link,
    async close() {
      await engine.close()
      await link.close()
    },
  }
}
