/** Whether a reorganisation can go: what is red on the page that is read before its instant, and why. Pure. */
import { listDueMs } from './freeze-due.ts'
import type { ReadinessColour } from './readiness.ts'

/** In the order of the page. */
export const goCheckIds = [
  'armed',
  'otherArmed',
  'definition',
  'rehearsal',
  'units',
  'rows',
  'desks',
  'unplaced',
  'runs',
  'deliveries',
  'clock',
  'schema',
  'list',
] as const
export type GoCheckId = (typeof goCheckIds)[number]

export interface GoCheck {
  id: GoCheckId
  colour: ReadinessColour
  /** How many are red, or amber where none is. */
  count: number
  what: string
  /** Null where it is green. */
  why: string | null
  /** What it is about, by id and number; the first of them. */
  named: readonly string[]
}

export const goDecisions = ['go', 'noGo'] as const
export type GoDecision = (typeof goDecisions)[number]

/** A rehearsal, by what it says of itself. */
export interface Rehearsed {
  /** ms */
  madeAt: number
  /** Whether it played the rows that were approved. */
  sameRows: boolean
  /** What its last report found after its instant; null where none was made then. */
  failures: number | null
}

/** Instants in ms. */
export interface GoFacts {
  now: number
  /** By the clock of the database, at the same moment. */
  databaseNow: number
  effectiveAt: number
  armed: boolean
  /** Another reorganisation that is armed. */
  otherArmed: string | null
  /** Whether this build makes of the base the rows that were approved; null where nothing is approved. */
  sameDefinition: boolean | null
  /** Of this reorganisation, the oldest first. */
  rehearsals: readonly Rehearsed[]
  /** Those that something begins with. */
  units: readonly { id: string; colour: ReadinessColour }[]
  /** What the check of the rows finds from the instant on, and not without the reorganisation; by kind, unit or power. */
  rows: readonly { kind: string; of: string }[]
  /** Open tasks that no officer can open from the instant on, by unit and role. */
  withoutOfficer: readonly { desk: string; tasks: number }[]
  unplacedTasks: number
  alerts: readonly { kind: string; count: number }[]
  /** Of the minute's round; null where it never ended. */
  roundAgeSeconds: number | null
  outboxLagSeconds: number
  stoppedSubscriptions: number
  failingDeliveries: number
  schemaIsCurrent: boolean
  /** When the last list of the instant was frozen. */
  frozenAt: number | null
  /** Whether the engine has said what it ran then. */
  engineAsked: boolean
}

export interface Go {
  /** `go` where no check is red. */
  verdict: GoDecision
  red: number
  checks: readonly GoCheck[]
}

const named = 20
/** Until the relay has frozen it, which waits a minute at most for what is being written. */
const graceMs = 2 * 60_000
const roundLateSeconds = 300
const lagSeconds = 60
const skewMs = 1_000

export function judgeGo(facts: GoFacts): Go {
  const checks = goCheckIds.map((id) => judges[id](facts))
  const red = checks.filter(({ colour }) => colour === 'red').length
  return { verdict: red === 0 ? 'go' : 'noGo', red, checks }
}

interface Found {
  red?: readonly string[]
  amber?: readonly string[]
  why: string
}

function check(
  id: GoCheckId,
  what: string,
  { red = [], amber = [], why }: Found,
  { counts }: { counts?: number } = {},
): GoCheck {
  const found = red.length > 0 ? red : amber
  const colour = red.length > 0 ? 'red' : amber.length > 0 ? 'amber' : 'green'
  return {
    ...{ id, colour, what, named: found.slice(0, named) },
    count: found.length === 0 ? 0 : (counts ?? found.length),
    why: found.length === 0 ? null : why,
  }
}

/** One thing that is so or not. */
const only = (isSo: boolean, name = ''): readonly string[] => (isSo ? [name] : [])

/** A city changes: what was played earlier says little of the rows and the dossiers of today. */
const rehearsedWithinMs = 14 * 86_400_000

/** What keeps the last of them from counting; nothing where one counts. */
function rehearsalLacks(rehearsals: readonly Rehearsed[], now: number): readonly string[] {
  const lacks = rehearsals.map(({ madeAt, sameRows, failures }): readonly string[] => [
    ...only(!sameRows, 'of other rows than those approved'),
    ...only(now - madeAt > rehearsedWithinMs, 'older than 14 days'),
    ...only(failures === null, 'no report was made after its instant'),
    ...only(failures !== null && failures > 0, `failures: ${failures}`),
  ])
  return lacks.some((one) => one.length === 0) ? [] : (lacks.at(-1) ?? ['no rehearsal is recorded'])
}

const judges: Readonly<Record<GoCheckId, (facts: GoFacts) => GoCheck>> = {
  armed: ({ armed }) =>
    check('armed', 'Its rows are written', {
      red: only(!armed, 'not armed'),
      why: 'Nothing changes at the instant until it is armed.',
    }),
  otherArmed: ({ otherArmed }) =>
    check('otherArmed', 'No other reorganisation is armed', {
      red: only(otherArmed !== null, otherArmed ?? ''),
      why: 'Reorganisations wait for each other: this one has its certificate outstanding.',
    }),
  definition: ({ sameDefinition }) =>
    check('definition', 'This build makes the rows that were approved', {
      red: only(sameDefinition === false, 'other rows'),
      why: 'Its file was changed since the approval, or this process is of another build.',
    }),
  rehearsal: ({ rehearsals, now }) =>
    check('rehearsal', 'It was rehearsed on a copy, and nothing failed', {
      amber: rehearsalLacks(rehearsals, now),
      why: 'What has not been played through, with the rows of today, is met at the instant.',
    }),
  units: ({ units }) =>
    check('units', 'The units that something begins with are ready', {
      red: units.filter(({ colour }) => colour === 'red').map(({ id }) => id),
      amber: units.filter(({ colour }) => colour === 'amber').map(({ id }) => id),
      why: 'The preview of the reorganisation says of each what is missing.',
    }),
  rows: ({ rows }) =>
    check('rows', 'Its rows leave nothing behind', {
      red: rows.map(({ kind, of }) => `${kind}: ${of}`),
      why: 'Whether or not anything is open there: `npm run check -- --rows` names each once it is armed, with its remedy.',
    }),
  desks: ({ withoutOfficer }) =>
    check(
      'desks',
      'Each open task can be opened by somebody',
      {
        red: withoutOfficer.map(({ desk, tasks }) => `${desk}: ${tasks}`),
        why: 'From the instant on no unit is responsible for them, or nobody there holds the role.',
      },
      { counts: withoutOfficer.reduce((sum, { tasks }) => sum + tasks, 0) },
    ),
  unplaced: ({ unplacedTasks }) =>
    check(
      'unplaced',
      'Each open dossier lies in an area that is not split',
      {
        amber: only(unplacedTasks > 0, `${unplacedTasks} tasks`),
        why: 'Custodians keep them until somebody says where they lie.',
      },
      { counts: unplacedTasks },
    ),
  runs: ({ alerts, roundAgeSeconds }) =>
    check('runs', 'Workflows and record agree', {
      red: [
        ...alerts.map(({ kind, count }) => `${kind}: ${count}`),
        ...only(roundAgeSeconds === null || roundAgeSeconds > roundLateSeconds, 'the round does not run'),
      ],
      why: 'Alerts wait for a person, or nobody has compared for five minutes: see the page of operations.',
    }),
  deliveries: ({ outboxLagSeconds, stoppedSubscriptions, failingDeliveries }) =>
    check('deliveries', 'What is committed is carried', {
      red: [
        ...only(outboxLagSeconds > lagSeconds, `messages wait ${Math.round(outboxLagSeconds)} s`),
        ...only(stoppedSubscriptions > 0, `${stoppedSubscriptions} subscriptions are stopped`),
      ],
      amber: only(failingDeliveries > 0, `${failingDeliveries} deliveries failed and are tried again`),
      why: 'A portal or the engine does not hear what happens.',
    }),
  clock: ({ now, databaseNow }) =>
    check('clock', 'This process and the database have the same time', {
      red: only(Math.abs(now - databaseNow) > skewMs, `${Math.round(now - databaseNow)} ms`),
      why: 'A process whose clock is off lives on the other side of the instant for as long.',
    }),
  schema: ({ schemaIsCurrent }) =>
    check('schema', 'The database has the schema of this build', {
      red: only(!schemaIsCurrent, 'of an older build'),
      why: 'Run `npm run migrate` of this build.',
    }),
  list: ({ now, effectiveAt, frozenAt, engineAsked }) =>
    check('list', 'The list of open runs is frozen', {
      // One that was frozen by hand earlier lacks what was filed since.
      red: only(
        frozenAt === null
          ? now >= effectiveAt - listDueMs
          : frozenAt < effectiveAt - listDueMs && now >= effectiveAt - listDueMs + graceMs,
        'none since it is due',
      ),
      amber: only(frozenAt !== null && !engineAsked, 'the engine has not said what it ran'),
      why: 'Without it the certificate proves nothing: `npm run freeze`, as long as the instant is to come. The engine is asked when it answers, also later.',
    }),
}
