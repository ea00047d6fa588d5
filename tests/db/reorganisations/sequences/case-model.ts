/** Dossiers on the land, what was asked of them and what became of it. The oracle; nothing of SQL. */
import { type Holder, LandModel } from './land-model.ts'

export interface ModelTask {
  key: string
  role: string
  power: string
  /** Null: open. */
  outcome: string | null
  decidedBy: string | null
  claim: { officer: string; row: number } | null
}

export interface ModelDossier {
  id: string
  area: string
  field: string
  tasks: ModelTask[]
  closed: boolean
  /** Placements, the oldest first. */
  moves: { at: number; from: string }[]
}

export interface ModelRequest {
  id: string
  dossier: ModelDossier
  task: ModelTask
  outcome: string
  officer: string
  at: number
  status: 'pending' | 'applied' | 'refused' | 'lapsed'
}

export type Answer = 'allowed' | 'noMandate' | 'notCompetent' | 'sameOfficer'

const lapseAfterMs = 15 * 60_000

const steps: Readonly<Record<string, { role: string; power: string; outcomes: readonly string[] }>> = {
  receive: { role: 'oneStop', power: 'receive', outcomes: ['accepted', 'accepted', 'accepted', 'rejected'] },
  review: {
    role: 'civilStatus',
    power: 'process',
    outcomes: ['approved', 'approved', 'approved', 'refused'],
  },
  sign: { role: 'chair', power: 'sign', outcomes: ['signed', 'returned'] },
}

/** What follows a step, by its outcome; nothing follows the others. */
const follows: Readonly<Record<string, string>> = { accepted: 'review', approved: 'sign', returned: 'review' }

export class CaseModel extends LandModel {
  readonly dossiers: ModelDossier[] = []
  readonly requests: ModelRequest[] = []

  constructor(public now: number) {
    super()
  }

  file(id: string, area: string, field: string): void {
    const dossier: ModelDossier = { id, area, field, tasks: [], closed: false, moves: [] }
    this.#open(dossier, 'receive')
    this.dossiers.push(dossier)
  }

  #open(dossier: ModelDossier, step: string): void {
    const { role, power } = steps[step] ?? { role: '', power: '' }
    const number = dossier.tasks.filter(({ key }) => key.startsWith(`${step}.`)).length + 1
    dossier.tasks.push({ key: `${step}.${number}`, role, power, outcome: null, decidedBy: null, claim: null })
  }

  open(): readonly { dossier: ModelDossier; task: ModelTask }[] {
    return this.dossiers.flatMap((dossier) =>
      dossier.tasks.filter(({ outcome }) => outcome === null).map((task) => ({ dossier, task })),
    )
  }

  outcomesOf({ key }: ModelTask): readonly string[] {
    return steps[key.split('.')[0] ?? '']?.outcomes ?? []
  }

  areaAt({ area, moves }: ModelDossier, at: number): string {
    return moves.find((move) => move.at > at)?.from ?? area
  }

  responsible(dossier: ModelDossier, task: ModelTask, at: number): Holder | null {
    return this.holder({ area: this.areaAt(dossier, at), field: dossier.field, power: task.power }, at)
  }

  mayDecide(officer: string, dossier: ModelDossier, task: ModelTask, at: number): Answer {
    const seats = this.seatsOf(officer, at).filter(({ role }) => role === task.role)
    if (seats.length === 0) return 'noMandate'
    const responsible = this.responsible(dossier, task, at)
    if (!seats.some(({ unit }) => unit === responsible?.unit)) return 'notCompetent'
    if (responsible?.custodian === true && task.power !== 'receive') return 'notCompetent'
    const reviewed = dossier.tasks.some((t) => t.key.startsWith('review.') && t.decidedBy === officer)
    return task.key.startsWith('sign.') && reviewed ? 'sameOfficer' : 'allowed'
  }

  /** Whose claim of a task holds at an instant. */
  claimant(dossier: ModelDossier, task: ModelTask, at: number): string | null {
    const { claim } = task
    if (claim === null) return null
    const unit = this.responsible(dossier, task, at)?.unit
    const holds = this.seatsOf(claim.officer, at).some((seat) => seat.row === claim.row && seat.unit === unit)
    return holds ? claim.officer : null
  }

  claim(officer: string, dossier: ModelDossier, task: ModelTask): void {
    const unit = this.responsible(dossier, task, this.now)?.unit
    const seat = this.seatsOf(officer, this.now).find((s) => s.unit === unit && s.role === task.role)
    if (seat !== undefined) task.claim = { officer, row: seat.row }
  }

  /** What became of it. */
  apply(request: ModelRequest): void {
    const { dossier, task, outcome } = request
    if (request.status !== 'pending') return
    if (dossier.closed || task.outcome !== null) {
      request.status = 'refused'
      return
    }
    request.status = 'applied'
    task.outcome = outcome
    task.decidedBy = request.officer
    const next = follows[outcome]
    if (next === undefined) dossier.closed = true
    else this.#open(dossier, next)
  }

  lapse(): void {
    for (const request of this.requests) {
      if (request.status === 'pending' && request.at < this.now - lapseAfterMs) request.status = 'lapsed'
    }
  }

  place(dossier: ModelDossier, area: string): void {
    dossier.moves.push({ at: this.now, from: dossier.area })
    dossier.area = area
    for (const task of dossier.tasks) if (this.claimant(dossier, task, this.now) === null) task.claim = null
  }
}
