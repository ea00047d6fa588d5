/**
 * The cut-over of 1 July in the demo: the city stands as before it, and two persons set the instant of Hà Nội's own reorganisation to come in
 * seconds. The law is moved, and not the clock.
 */
import { freezeRuns } from '../db/certificate/frozen-list.ts'
import { armAsTwo } from '../db/reorganisations/enactment/arm-as-two.ts'
import { postponeReorganisation } from '../db/reorganisations/enactment/take-back.ts'
import { knownReorganisations, reorganisationOf } from '../db/reorganisations/known-reorganisations.ts'
import { readReferenceRows } from '../db/reorganisations/rows/reference-rows.ts'
import type { Engine } from '../engine/connection.ts'
import { askOfLists } from '../engine/frozen-runs.ts'
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

/**
 * The instant that two persons agree on first, ms ahead. How long arming takes is known when it is done, and once an instant has come nobody
 * can move it: so they agree on a late one, and move it to one that leaves time for what follows here.
 */
const firstLeadMs = 600_000
/** For the staff list to be in before the instant, with time to postpone it: at least, and by how long arming took here, ms. */
const leadMs = 25_000
const leadOfArmings = 8
/** What has to be left of it for the list of what is open: at least, and by how long moving it took here, ms. Else the same two postpone it. */
const marginMs = 6_000
const marginOfMoves = 3

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
    const { line, finding } = await forecast(city.database, this.of, Date.now() + firstLeadMs)
    this.findings.push(finding)
    say(`Preview of ${line}`)
    const arming = await timed(() =>
      agreeAhead(firstLeadMs, (effectiveAt) =>
        armAsTwo(city.database, this.of, { ...persons, effectiveAt, now: Date.now }),
      ),
    )
    say('Proposed and armed by one, approved by another')
    const moving = await timed(() => this.#move(Math.max(leadMs, leadOfArmings * arming.tookMs)))
    say('The same two have moved it: the districts end in seconds')
    this.#staff = await takeOverStaff(city, staffList(begins, this.#at))
    this.findings.push(this.#staff.finding)
    say(`Imported: ${this.#staff.line}`)
    const margin = Math.max(marginMs, marginOfMoves * moving.tookMs)
    if (this.#at - Date.now() < margin) {
      await this.#move(2 * margin)
      say('The same two have postponed it by seconds')
    }
    const list = await freezeRuns(city.database, { takenFor: this.#at, actorId: persons.proposes })
    await askOfLists({ database: city.database, engine })
    say(`${list.runs} open dossiers are listed, for the certificate`)
    say(`Readiness at the instant of ${await readinessInWords(city.database, this.#at)}`)
  }

  async #move(lead: number): Promise<void> {
    const { database } = this.world.city
    this.#at = await agreeAhead(lead, (effectiveAt) =>
      byBoth((actorId) => {
        const asked = { actorId, at: Date.now(), effectiveAt, basis }
        return postponeReorganisation(database, this.of, asked)
      }),
    )
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
