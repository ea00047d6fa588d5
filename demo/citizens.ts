/** Citizens, who file online or on paper, complete what is asked for, and sometimes think better of it. */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type ApiClient, problemOf } from './api-client.ts'
import { ask } from './ask.ts'
import type { Intention } from './intentions.ts'
import { surprised, type Told } from './told.ts'

const receipt = z.object({ dossierId: z.string(), code: z.string() })
const standing = z.object({ revision: z.int() })
const atOnce = 4
const lookAgainMs = 1_500

/** Who files for a citizen: the portal, or an officer at the counter of the commune. */
export interface Filers {
  portal: ApiClient
  counters: ReadonlyMap<string, ApiClient>
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
    const api = this.#filerOf(intention)
    const answer = await api.post('/dossiers', `demo-${intention.number}`, intention.body)
    if (answer.status !== 201) {
      const { code } = problemOf(answer)
      this.#told.surprises.push(`filing ${intention.number} was answered ${answer.status} ${code}`)
      return
    }
    const { dossierId, code } = receipt.parse(answer.body)
    this.#told.receipts.push({ number: intention.number, dossierId, code, engineAway })
    this.filed(dossierId, intention)
    this.#following.push(
      surprised(this.#told, `applicant of ${code}`, this.#follow(api, dossierId, intention)),
    )
  }

  #filerOf({ body, commune }: Intention): ApiClient {
    if (body.channel === 'online') return this.#filers.portal
    const counter = this.#filers.counters.get(commune.unitId)
    if (counter === undefined) throw new Error(`${commune.name} has no counter open`)
    return counter
  }

  /** Looks at the dossier until it is the applicant's turn. Each thing that happens makes one revision. */
  async #follow(api: ApiClient, dossierId: string, { items, corrected }: Intention): Promise<void> {
    for (const [before, { kind }] of items.entries()) {
      if (kind !== 'supplement' && kind !== 'withdraw') continue
      while ((await api.get(`/dossiers/${dossierId}`, standing)).revision < before) {
        if (!this.#patient) return
        await pause(lookAgainMs)
      }
      const form = corrected === null ? {} : { form: corrected }
      await ask(
        api,
        this.#told,
        kind === 'supplement'
          ? { kind, path: `/dossiers/${dossierId}/supplements`, body: { ...form, papers: [] } }
          : { kind, path: `/dossiers/${dossierId}/withdrawal`, body: {} },
      )
    }
  }
}
