/** Citizens, who file online or on paper, complete what is asked for, and sometimes think better of it. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '../client/client.ts'
import { ask, wordsOf } from './ask.ts'
import type { Intention } from './intentions.ts'
import { surprised, type Told } from './told.ts'

const atOnce = 4
const pollMs = 1_500

/** Who files for a citizen: the portal, or an officer at the counter of the commune. */
export interface Filers {
  portal: Client
  counters: ReadonlyMap<string, Client>
}

export class Citizens {
  readonly #filers: Filers
  readonly #told: Told
  readonly #following: Promise<void>[] = []
  #patient = true

  /** @param filed is told of each receipt before anybody can look into the dossier */
  constructor(
    filers: Filers,
    told: Told,
    readonly filed: (dossierId: string, intention: Intention) => void,
  ) {
    this.#filers = filers
    this.#told = told
  }

  /** Files them all, a few at once. */
  async file(intentions: readonly Intention[]): Promise<void> {
    const left = [...intentions]
    const counter = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        await surprised(this.#told, `filing ${next.number}`, this.#file(next))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, counter))
  }

  /** Resolves when nobody waits for anything any more. */
  async goHome(): Promise<void> {
    this.#patient = false
    await Promise.all(this.#following)
  }

  async #file(intention: Intention): Promise<void> {
    const { engineAway } = this.#told
    const filer = this.#filerOf(intention)
    const { number, body } = intention
    const receipt = await filer.file(body, { key: `demo-${number}` }).catch((error: unknown) => {
      throw new Error(`was answered ${wordsOf(error)}`)
    })
    const { dossierId, code } = receipt
    this.#told.receipts.push({ number, dossierId, code, engineAway })
    this.filed(dossierId, intention)
    this.#following.push(
      surprised(this.#told, `applicant of ${code}`, this.#follow(filer, dossierId, intention)),
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
      await ask(this.#told, kind, `${kind} of ${id}`, (options) =>
        kind === 'supplement' ? filer.supplement(id, supplement, options) : filer.withdraw(id, {}, options),
      )
    }
  }
}
