/**
 * The cut-over of 1 July in the demo: the city stands as before it, and two persons set the instant of Hà Nội's own reorganisation to come in
 * seconds. The law is moved, and not the clock.
 */
import { engineRuns } from '../activities/reconcile/engine-runs.ts'
import { freezeRuns } from '../db/certificate/frozen-list.ts'
import { armAsTwo } from '../db/reorganisations/enactment/arm-as-two.ts'
import { postponeReorganisation } from '../db/reorganisations/enactment/take-back.ts'
import { knownReorganisations, reorganisationOf } from '../db/reorganisations/known-reorganisations.ts'
import { readReferenceRows } from '../db/reorganisations/rows/reference-rows.ts'
import type { Engine } from '../engine/connection.ts'
import type { Finding } from '../harness/checker.ts'
import type { Enactable } from '../reorganisations/enactable.ts'
import type { Produced } from '../reorganisations/grammar/produce.ts'
import type { Backlog } from './backlog.ts'
import { type Certificate, certify, closeOn } from './certify.ts'
import type { City } from './city.ts'
import { forecast, readinessInWords } from './forecast.ts'
import { type StaffTaken, staffList, takeOverStaff } from './staff.ts'
import { agreeAhead, byBoth, clocksMs, persons } from './two-persons.ts'

const basis = 'Ngày trình diễn'

/** For two persons to agree, and for the staff list to be in before the instant: at least, and by how long a preview takes here, ms. */
const leadMs = 30_000
const leadOfPreviews = 6
/** What has to be left of it, so that there is time to postpone it: at least, and by how long arming took here, ms. Else the same two do. */
const marginMs = 6_000
const marginOfArmings = 2
/** A staff list is judged twice, for its preview and for itself, and written. */
const staffOfArmings = 3

export class CutOver {
  /** What its preview, its staff list and its certificate found. */
  readonly findings: Finding[] = []
  /** ms; infinite until it is armed. */
  #at = Number.POSITIVE_INFINITY
  #staff: StaffTaken | null = null

  private constructor(
    private readonly world: { city: City; engine: Engine; say: (line: string) => void },
    private readonly of: Enactable,
  ) {}

  static async open(world: CutOver['world']): Promise<CutOver> {
    return new CutOver(world, reorganisationOf(await knownReorganisations(), 'hanoi-2025-07-01'))
  }

  /** Its instant, ms; infinite as long as nobody has set it. */
  readonly instant = (): number => this.#at
  /** By every clock. */
  readonly hasCome = (): boolean => Date.now() >= this.#at + clocksMs
  /** By the clock of some process. */
  readonly mayHaveCome = (): boolean => Date.now() >= this.#at - clocksMs

  /** What it would make of the rows that stand, at an instant in ms. */
  async produced(at: number): Promise<Produced> {
    return this.of.produce(await readReferenceRows(this.world.city.database.sql), at)
  }

  /**
   * Previewed, proposed, approved, armed; the staff of what begins; readiness; and what is open, listed.
   * @param begins what it was found to make, for the staff list
   */
  async prepare(begins: Pick<Produced, 'changes'>): Promise<void> {
    const { city, engine, say } = this.world
    const preview = await timed(() => forecast(city.database, this.of, Date.now() + leadMs))
    this.findings.push(preview.value.finding)
    say(`Preview of ${preview.value.line}`)
    const lead = Math.max(leadMs, leadOfPreviews * preview.tookMs)
    const arming = await timed(() =>
      agreeAhead(lead, (effectiveAt) =>
        armAsTwo(city.database, this.of, { ...persons, effectiveAt, now: Date.now }),
      ),
    )
    this.#at = arming.value
    say('Proposed and armed by one, approved by another: the districts end in seconds')
    const margin = Math.max(marginMs, marginOfArmings * arming.tookMs)
    await this.#haveTime(Math.max(marginMs, staffOfArmings * arming.tookMs))
    this.#staff = await takeOverStaff(city, staffList(begins, this.#at))
    this.findings.push(this.#staff.finding)
    say(`Imported: ${this.#staff.line}`)
    const runs = await engineRuns({ database: city.database, engine })
    await this.#haveTime(margin)
    const list = await freezeRuns(city.database, { takenFor: this.#at, ...runs, actorId: persons.proposes })
    say(`${list.runs} open dossiers are listed, for the certificate`)
    say(`Readiness at the instant of ${await readinessInWords(city.database, this.#at)}`)
  }

  /** @param margin how much, ms */
  async #haveTime(margin: number): Promise<void> {
    if (this.#at - Date.now() > margin) return
    const { database } = this.world.city
    this.#at = await agreeAhead(2 * margin, (effectiveAt) =>
      byBoth((actorId) => {
        const asked = { actorId, at: Date.now(), effectiveAt, basis }
        return postponeReorganisation(database, this.of, asked)
      }),
    )
    this.world.say('The same two have postponed it by seconds')
  }

  /** What became of the dossiers that were open just before its instant until now; where nothing is wrong, what waited for it may go on. */
  async certifyAndClose(backlog: Backlog): Promise<Certificate> {
    const { city, say } = this.world
    const certificate = await certify(city, backlog, { at: this.#at, until: Date.now() })
    this.findings.push(...certificate.findings)
    const closed = await closeOn(city.database, certificate, { at: this.#at, now: Date.now() })
    say(
      closed === null
        ? 'The certificate has findings, so the reorganisation stays open'
        : 'The certificate is issued, and the reorganisation closed',
    )
    if (this.#staff !== null) this.findings.push(await this.#staff.again())
    return certificate
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; tookMs: number }> {
  const began = Date.now()
  const value = await work()
  return { value, tookMs: Date.now() - began }
}
