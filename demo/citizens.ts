/** Citizens, who file online or on paper, send supplements, and sometimes withdraw. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '../client/client.ts'
import { ask, wordsOf } from './ask.ts'
import type { Intention } from './intentions.ts'
import { type Observed, surprised } from './observed.ts'

const concurrency = 4
const pollMs = 1_500

/** Who files for a citizen: the portal, or an officer at the counter of the commune. */
export interface Filers {
  portal: Client
  counters: ReadonlyMap<string, Client>
}

export class Citizens {
  readonly #filers: Filers
  readonly #observed: Observed
  readonly #following: Promise<void>[] = []
  #patient = true

  /** @param filed is called with each receipt before anybody can see the dossier */
  constructor(
    filers: Filers,
    observed: Observed,
    readonly filed: (dossierId: string, intention: Intention) => void,
  ) {
    this.#filers = filers
    this.#observed = observed
  }

  /** Files them all, a few concurrently. */
  async file(intentions: readonly Intention[]): Promise<void> {
    const left = [...intentions]
    const counter = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        await surprised(this.#observed, `filing ${next.number}`, this.#file(next))
      }
    }
    await Promise.all(Array.from({ length: concurrency }, counter))
  }

  /** Resolves when nobody waits for anything any more. */
  async goHome(): Promise<void> {
    this.#patient = false
    await Promise.all(this.#following)
  }

  async #file(intention: Intention): Promise<void> {
    const { engineAway } = this.#observed
    const filer = this.#filerOf(intention)
    const { number, body } = intention
    const receipt = await filer.file(body, { key: `demo-${number}` }).catch((error: unknown) => {
      throw new Error(`was answered ${wordsOf(error)}`)
    })
    const { dossierId, code } = receipt
    this.#observed.receipts.push({ number, dossierId, code, engineAway })
    this.filed(dossierId, intention)
    this.#following.push(
      surprised(this.#observed, `applicant of ${code}`, this.#follow(filer, dossierId, intention)),
    )
  }

  #filerOf({ body, commune }: Intention): Client {
    if (body.channel === 'online') return this.#filers.portal
    const counter = this.#filers.counters.get(commune.unitId)
    if (counter === undefined) throw new Error(`${commune.name} has no counter open`)
    return counter
  }

  /** Looks at the dossier until it is the applicant's turn. Each thing that happens makes one revision. */
  async #follow(filer: Client, id: string, { items, corrected }: Intention): Promise<void> {
    for (const [before, { kind }] of items.entries()) {
      if (kind !== 'supplement' && kind !== 'withdraw') continue
      while ((await filer.read(id)).revision < before) {
        if (!this.#patient) return
        await pause(pollMs)
      }
      const supplement = { ...(corrected === null ? {} : { form: corrected }), papers: [] }
      await ask(this.#observed, kind, `${kind} of ${id}`, (options) =>
        kind === 'supplement' ? filer.supplement(id, supplement, options) : filer.withdraw(id, {}, options),
      )
    }
  }
}
