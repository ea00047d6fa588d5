import { inject } from 'vitest'
import type { SharedName } from './global-setup.ts'

const asked = new Map<SharedName, Promise<string>>()

/**
 * What the files of a run share: a server, a bundle. The first file of the run that asks has it started, which takes
 * some seconds: ask in `beforeAll`. A file that never asks waits for nothing.
 * @throws Error with the reason, where it did not start
 */
export function sharedServer(name: SharedName): Promise<string> {
  const answer = asked.get(name) ?? ask(name)
  asked.set(name, answer)
  return answer
}

async function ask(name: SharedName): Promise<string> {
  const response = await fetch(`${inject('sharedServersUrl')}/${name}`)
  const text = await response.text()
  if (!response.ok) throw new Error(`${name} did not start: ${text}`)
  return text
}
