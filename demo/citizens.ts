/** Citizens, who file online or on paper, send supplements, and sometimes withdraw. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Client, Receipt } from '../client/client.ts'
import { ask, wordsOf } from './ask.ts'
import type { Intention } from './intentions.ts'
import { type Observed, surprised } from './observed.ts'
import { codeOf } from './two-persons.ts'

const concurrency = 4
const pollMs = 1_500

/** Who files for a citizen: the portal, or an officer at the counter of a unit. */
export interface Filers {
  portal: Client
  counters: Map<string, Client>
}

/** Where citizens go: to a unit of before until the reorganisation is in effect, then to its successor. */
export interface Addresses {
  /** By every clock, and by the clock of some process: between the two either unit may be the right one. */
  hasCome: () => boolean
  mayHaveCome: () => boolean
  /** The unit of before that receives each filing, by its number. */
  former: ReadonlyMap<number, string>
  /** Numbers of those that the portal addresses to the unit of before also after its end. */
  outdated: ReadonlySet<number>
}

export class Citizens {
  readonly #filers: Filers
  readonly #addresses: Addresses
  readonly #observed: Observed
  readonly #following: Promise<void>[] = []
  #patient = true

  /** @param filed is called with each receipt before anybody can see the dossier */
  constructor(
    { filers, addresses }: { filers: Filers; addresses: Addresses },
    observed: Observed,
    readonly filed: (dossierId: string, intention: Intention) => void,
  ) {
    this.#filers = filers
    this.#addresses = addresses
    this.#observed = observed
  }

  /** Files them all, a few concurrently. @param spread one after the other at like distances between two instants, ms */
  async file(intentions: readonly Intention[], spread?: { from: number; until: number }): Promise<void> {
    const left = [...intentions.entries()]
    const counter = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [index, intention] = next
        if (spread !== undefined) {
          const at = spread.from + ((spread.until - spread.from) * (index + 0.5)) / intentions.length
          await pause(Math.max(0, at - Date.now()))
        }
        await surprised(this.#observed, `filing ${intention.number}`, this.#file(intention))
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
    const { number } = intention
    const sent = Date.now()
    const { receipt, toFormer } = await this.#send(intention)
    const { dossierId, code } = receipt
    const routed = receipt.routed !== undefined && receipt.routed !== null
    const answer = { engineAway, sent, answered: Date.now(), toFormer, routed }
    this.#observed.receipts.push({ number, dossierId, code, ...answer })
    this.filed(dossierId, intention)
    this.#following.push(
      surprised(this.#observed, `applicant of ${code}`, this.#follow(dossierId, intention)),
    )
  }

  async #send(intention: Intention): Promise<{ receipt: Receipt; toFormer: boolean }> {
    const { number, body } = intention
    const { hasCome, mayHaveCome, former, outdated } = this.#addresses
    const unit = former.get(number) ?? body.receptionUnit
    const toFormer = !hasCome() || (body.channel === 'online' && outdated.has(number))
    const receptionUnit = toFormer ? unit : body.receptionUnit
    const filer = this.#filerAt(intention, receptionUnit)
    try {
      const receipt = await filer.file({ ...body, receptionUnit }, { key: `demo-${number}` })
      return { receipt, toFormer }
    } catch (error) {
      // The counter has closed for good between two citizens: this one goes to the next.
      const closed = filer !== this.#filers.portal && mayHaveCome() && codeOf(error) === 'unitEnded'
      if (toFormer && closed) {
        await this.#untilCome()
        return await this.#send(intention)
      }
      throw new Error(`was answered ${wordsOf(error)}`)
    }
  }

  #filerAt({ body: { channel } }: Intention, unitId: string): Client {
    if (channel === 'online') return this.#filers.portal
    const counter = this.#filers.counters.get(unitId)
    if (counter === undefined) throw new Error(`${unitId} has no counter open`)
    return counter
  }

  /** Looks at the dossier until it is the applicant's turn. Each thing that happens makes one revision. */
  async #follow(id: string, intention: Intention): Promise<void> {
    const { items, corrected } = intention
    for (const [before, { kind }] of items.entries()) {
      if (kind !== 'supplement' && kind !== 'withdraw') continue
      while ((await this.#revisionOf(id, intention)) < before) {
        if (!this.#patient) return
        await pause(pollMs)
      }
      const supplement = { ...(corrected === null ? {} : { form: corrected }), papers: [] }
      const send = (): Promise<boolean> => {
        const { filer, hasClosed } = this.#filerNow(intention)
        const about = { kind, what: `${kind} of ${id}`, hasEnded: hasClosed }
        return ask(this.#observed, about, (options) =>
          kind === 'supplement' ? filer.supplement(id, supplement, options) : filer.withdraw(id, {}, options),
        )
      }
      const { hasClosed } = this.#filerNow(intention)
      if ((await send()) || !hasClosed()) continue
      await this.#untilCome()
      await send()
    }
  }

  async #revisionOf(id: string, intention: Intention): Promise<number> {
    const { filer, hasClosed } = this.#filerNow(intention)
    try {
      return (await filer.read(id)).revision
    } catch (error) {
      if (!hasClosed()) throw error
      await this.#untilCome()
      return (await this.#filerNow(intention).filer.read(id)).revision
    }
  }

  /** Through whom a citizen acts, and whether that counter has closed for good since. */
  #filerNow(intention: Intention): { filer: Client; hasClosed: () => boolean } {
    const { hasCome, mayHaveCome, former } = this.#addresses
    const { number, body } = intention
    if (hasCome()) return { filer: this.#filerAt(intention, body.receptionUnit), hasClosed: () => false }
    const unit = former.get(number) ?? body.receptionUnit
    return { filer: this.#filerAt(intention, unit), hasClosed: mayHaveCome }
  }

  async #untilCome(): Promise<void> {
    while (!this.#addresses.hasCome()) await pause(20)
  }
}
