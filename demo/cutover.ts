/** A reorganisation in the midst of the day: two persons arm it, its instant passes while the worker is down, it is undone and enacted again. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { allRunningRuns } from '../activities/reconcile/workflows.ts'
import { type Certified, issueCertificate } from '../certificate/issue-certificate.ts'
import { faultKinds } from '../certificate/lines/certified-line.ts'
import { readCertificateKey } from '../certificate/signature.ts'
import { freezeRuns } from '../db/certificate/frozen-list.ts'
import { armAsTwo } from '../db/reorganisations/enactment/arm-as-two.ts'
import { undoReorganisation } from '../db/reorganisations/enactment/take-back.ts'
import { type CutoverOutcome, cutoverOutcomes } from '../domain/certificate/run-facts.ts'
import type { Engine } from '../engine/connection.ts'
import type { Finding } from '../harness/checker.ts'
import { type Enactable, enactable } from '../reorganisations/enactable.ts'
import { reorganisation } from '../reorganisations/grammar/reorganisation.ts'
import type { Backlog, KeptBacklog } from './backlog.ts'
import type { City } from './city.ts'
import type { Commune } from './communes.ts'
import { forecast, readinessInWords } from './forecast.ts'

/** What the certificate says of the dossiers that were open just before the instant. */
export interface Cutover {
  open: number
  stays: number
  newDesk: number
  /** Kept by a custodian until somebody says where they lie. */
  toPlace: number
  /** For an applicant, the engine or the bank. */
  waits: number
  closedMeanwhile: number
  missing: number
  doubled: number
  deskless: number
  /** Rows of the backlog of the old districts, and those of them that became no dossier. */
  importedRows: number
  quarantined: number
  /** Imported dossiers that have ended by the evening: before the instant they were not open at it. */
  importedEnded: number
}

/** In a line. */
export const describeCutover = ({ open, stays, newDesk, toPlace, waits, closedMeanwhile }: Cutover): string =>
  `${open} open at the instant of the reorganisation: ${stays} stay, ${newDesk} have a new desk, ${toPlace} are to be placed, ${waits} wait, ${closedMeanwhile} ended before it was undone`

const [first, second] = ['demo-cutover-1', 'demo-cutover-2']
const basis = 'Điều chỉnh địa giới trong ngày trình diễn'

/** Time for two persons to agree, ms. */
const aheadMs = 8_000

/** The area of a commune goes to another. */
export class AreaMoves {
  readonly #of: Enactable
  /** What its preview found. */
  readonly findings: Finding[] = []
  /** Its first instant, and one between it and its undoing, ms. */
  #at = 0
  #until = 0

  constructor(
    private readonly world: { city: City; engine: Engine; say: (line: string) => void },
    readonly from: Commune,
    readonly to: Commune,
  ) {
    const declared = reorganisation<null>({
      id: 'demo-area-moves',
      name: `Địa bàn của ${from.name} về ${to.name}`,
      basis,
      effectiveAt: '2100-01-01T00:00:00+07:00',
      changes: () => [{ kind: 'areaMoves', area: from.areaId, tier: 'commune', to: to.unitId }],
      openQuestions: [],
    })
    this.#of = enactable(declared, null)
  }

  /** Freezes what is open, and arms it some seconds ahead. */
  async arm(): Promise<void> {
    const { city, engine, say } = this.world
    const { line, finding } = await forecast(city.database, this.#of, Date.now() + aheadMs)
    this.findings.push(finding)
    say(`Preview of ${line}`)
    say(`Readiness of ${await readinessInWords(city.database)}`)
    const at = Date.now() + aheadMs
    const running = await allRunningRuns(engine)
    const list = await freezeRuns(city.database, { takenFor: at, running, actorId: first })
    await this.#enact(at)
    this.#at = at
    say(
      `${list.runs} open dossiers listed, proposed by one and approved by another: ${this.from.name} gives its area to ${this.to.name} in seconds`,
    )
  }

  /** Once it has taken effect: what was done between stays; then the same rows again. */
  async undoAndRedo(): Promise<void> {
    const { city, say } = this.world
    await reached(this.#at)
    this.#until = Date.now()
    const effectiveAt = Date.now() + aheadMs
    for (const actorId of [first, second]) {
      await undoReorganisation(city.database, this.#of, { actorId, at: Date.now(), effectiveAt, basis })
    }
    await reached(effectiveAt)
    say(`The area is back at ${this.from.name}; now it goes again`)
    const again = Date.now() + aheadMs
    await this.#enact(again)
    await reached(again)
  }

  #enact(effectiveAt: number): Promise<void> {
    const persons = { proposes: first, approves: second }
    return armAsTwo(this.world.city.database, this.#of, { ...persons, effectiveAt, now: Date.now })
  }

  /** What became of the dossiers that were open just before its first instant until it was undone, as known in the evening. */
  async certify(
    { batch }: Pick<Backlog, 'batch'>,
    { ended }: Pick<KeptBacklog, 'ended'>,
  ): Promise<{ cutover: Cutover; finding: Finding }> {
    const { city } = this.world
    const folder = await mkdtemp(join(tmpdir(), 'thong-suot-demo-certificate-'))
    try {
      const key = await readCertificateKey(join(folder, 'certificate.pem'))
      const out = join(folder, `${randomUUID()}.jsonl`)
      const certified = await issueCertificate(city.database, city.databaseUrl, {
        ...{ at: this.#at, until: this.#until, knownAt: Date.now() - 1, key, out },
      })
      const outcomes = outcomesIn(await readFile(out, 'utf8'))
      const { rowsIn: importedRows, quarantined } = batch
      const imported = { importedRows, quarantined, importedEnded: ended }
      return {
        cutover: { ...cutoverOf(outcomes, certified), ...imported },
        finding: findingOf(outcomes, certified),
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

const reached = (at: number): Promise<void> => pause(Math.max(0, at - Date.now()) + 100)

const runLine = z.object({ kind: z.literal('run'), outcome: z.enum(cutoverOutcomes) })

type Outcomes = ReadonlyMap<CutoverOutcome, number>

/** How many runs have each outcome. */
function outcomesIn(text: string): Outcomes {
  const counts = new Map<CutoverOutcome, number>()
  for (const line of text.split('\n').filter(Boolean)) {
    const { success, data } = runLine.safeParse(JSON.parse(line))
    if (success) counts.set(data.outcome, (counts.get(data.outcome) ?? 0) + 1)
  }
  return counts
}

function cutoverOf(
  outcomes: Outcomes,
  { faults }: Certified,
): Omit<Cutover, 'importedRows' | 'quarantined' | 'importedEnded'> {
  const of = (...names: readonly CutoverOutcome[]) =>
    names.reduce((sum, name) => sum + (outcomes.get(name) ?? 0), 0)
  const { missing, doubled, deskless } = faults.counts
  return {
    open: of(...cutoverOutcomes),
    stays: of('stays'),
    newDesk: of('newDesk'),
    toPlace: of('withCustodian'),
    waits: of('waitsForApplicant', 'waitsForEngine', 'waitsForBank'),
    closedMeanwhile: of('closed'),
    ...{ missing, doubled, deskless },
  }
}

function findingOf(outcomes: Outcomes, { faults, list }: Certified): Finding {
  return {
    invariant: 'the certificate finds every dossier at one desk',
    checked: [...outcomes.values()].reduce((sum, runs) => sum + runs, 0),
    violations: [
      ...(list === null ? ['no list was frozen before the instant'] : []),
      ...faultKinds.flatMap((kind) => faults.named[kind].map((run) => `${run} is ${kind}`)),
    ],
  }
}
