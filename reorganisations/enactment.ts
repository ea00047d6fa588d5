/** Where a reorganisation is, from the steps that were done with it. Pure. */
import type {
  ArmedStatus,
  ReorganisationStatus,
  ReorganisationStep,
} from '../domain/territory/reorganisation/reorganisation-step.ts'

export interface Step {
  id: number
  run: number
  kind: ReorganisationStep
  actorId: string
  basis: string | null
  /** ms */
  validAt: number
  /** ms; null where the step names none. */
  effectiveAt: number | null
  base: number | null
  rowsHash: Uint8Array | null
  /** The change that has written its rows. */
  change: number | null
}

export interface Enactment {
  run: number
  status: ReorganisationStatus
  /** The instant that its rows have, or would have, ms. */
  effectiveAt: number | null
  proposed: Step | null
  approved: Step | null
  /** The changes that wrote its rows and moved them. */
  changes: readonly number[]
  /** Its rows came with the data of a load, and so did others that begin or end with it, as mandates. */
  byLoad: boolean
  /** What one person asked, and a second has not confirmed. */
  asked: Step | null
}

const declared: Enactment = {
  run: 0,
  status: 'declared',
  effectiveAt: null,
  proposed: null,
  approved: null,
  changes: [],
  byLoad: false,
  asked: null,
}

/** @param steps of one reorganisation, in the order in which they were recorded */
export const enactmentOf = (steps: readonly Step[]): Enactment => steps.reduce(after, declared)

function after(before: Enactment, step: Step): Enactment {
  const written = step.change === null ? [] : [step.change]
  switch (step.kind) {
    case 'proposed':
      return { ...declared, run: step.run, status: 'proposed', effectiveAt: step.effectiveAt, proposed: step }
    case 'approved':
      return { ...before, status: 'approved', approved: step }
    case 'takenBack':
      return { ...before, status: 'declared', proposed: null, approved: null }
    case 'armed':
      return { ...before, status: 'armed', changes: written }
    case 'postponementAsked':
    case 'callOffAsked':
    case 'undoAsked':
      return { ...before, asked: step }
    case 'postponed':
      return {
        ...before,
        asked: null,
        effectiveAt: step.effectiveAt,
        changes: [...before.changes, ...written],
      }
    case 'calledOff':
      return { ...before, asked: null, status: 'calledOff' }
    case 'undone':
      return { ...before, asked: null, status: 'undone' }
    case 'certified':
      return { ...before, status: 'certified' }
    case 'loaded':
      return {
        ...{ ...declared, run: step.run, status: 'loaded', effectiveAt: step.effectiveAt, changes: written },
        byLoad: true,
      }
  }
}

/** Whether its rows are written, and were not taken back. */
export const stands = ({ status }: Pick<Enactment, 'status'>): boolean =>
  status === 'armed' || status === 'certified' || status === 'loaded'

/** Whether its rows are true at an instant, ms. */
export const isEffective = ({ status, effectiveAt }: Enactment, at: number): boolean =>
  stands({ status }) && effectiveAt !== null && effectiveAt <= at

/** The run that a dossier has brought about; the latest where no step names it. */
export function stepsOfDossier<S extends Step & { dossierId: string | null }>(
  steps: readonly S[],
  dossierId: string,
): readonly S[] {
  const run = (steps.findLast((step) => step.dossierId === dossierId) ?? steps.at(-1))?.run
  return steps.filter((step) => step.run === run)
}

/**
 * Where an armed one is, from the steps of its run. A certificate closes it for good: what is undone later was certified.
 * @param at ms
 * @throws Error where it was never armed
 */
export function armedStatusOf(
  steps: readonly Step[],
  at: number,
): { status: ArmedStatus; effectiveAt: number } {
  const { status, effectiveAt } = enactmentOf(steps)
  if (effectiveAt === null || !steps.some(({ kind }) => kind === 'armed')) {
    throw new Error('it was never armed, so nothing can be said of its instant')
  }
  if (steps.some(({ kind }) => kind === 'certified')) return { status: 'certified', effectiveAt }
  if (status === 'calledOff' || status === 'undone') return { status, effectiveAt }
  return { status: at < effectiveAt ? 'toCome' : 'effective', effectiveAt }
}

/** The two who answer for it. */
export const personsOf = ({ proposed, approved }: Enactment): readonly string[] =>
  [proposed, approved].flatMap((step) => (step === null ? [] : [step.actorId]))
