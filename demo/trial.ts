/** One dossier of one procedure, from its filing to its end, with the caller at every desk. */
import { type Client, type Dossier, type Filing, ProblemError } from '../client/client.ts'
import { authority } from '../db/territory/authority/authority.ts'
import { findInventedOfficer } from '../db/territory/units/unit-lookup.ts'
import { type Role, roles } from '../domain/dossier/dossier.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { instantInShort } from '../domain/time/date-words.ts'
import type { Engine } from '../engine/connection.ts'
import { until } from '../harness/until.ts'
import { givenOf } from '../procedures/grammar/checks/examples.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { outcomeNames } from '../procedures/grammar/definition/step.ts'
import { deskOutcomes, type Plan } from '../procedures/grammar/plan/plan.ts'
import {
  sampleForm,
  sampleIdentity,
  sampleName,
  samplePapers,
  seeded,
} from '../procedures/registry/sample-form.ts'
import { clientOf } from './ask.ts'
import { tell, wordsOfStep } from './by-hand.ts'
import type { City } from './city.ts'
import type { Commune } from './communes.ts'
import { letPass } from './passing-time.ts'

/** Who answers at every desk. */
export interface Answers {
  /** The next word; null when nobody answers any more. */
  next(): Promise<string | null>
  /** A person who may be asked again; a list of answers that does not fit has to be mended. */
  patient: boolean
}

type Task = Dossier['tasks'][number]

/** What may be answered, the way forward first, and what it means. */
type Choices = ReadonlyMap<string, string>

const workMs = 60_000
/** Longer than a workflow of its own takes to end a step. */
const mayGoOnMs = 3_000

export class Trial {
  readonly #portal: Client
  readonly #reader: Client

  private constructor(
    private readonly world: { city: City; engine: Engine; answers: Answers; say: (line: string) => void },
    private readonly plan: Plan,
    clients: { portal: Client; reader: Client },
  ) {
    this.#portal = clients.portal
    this.#reader = clients.reader
  }

  static async open(world: Trial['world'], plan: Plan): Promise<Trial> {
    const { apiUrl, signing } = world.city
    const client = async (role: 'service' | 'operator') =>
      clientOf(apiUrl, await signing.issue({ id: `try-${role}`, role, unitId: null }, 1))
    return new Trial(world, plan, { portal: await client('service'), reader: await client('operator') })
  }

  /** @returns the dossier when it has ended @throws StartUpError where the answers end before, or do not fit */
  async go(procedure: Procedure, commune: Commune, seed: number): Promise<Dossier> {
    const { dossierId, code } = await this.#portal.file(filingOf(procedure, commune, seed))
    this.world.say(`Filed in ${commune.name} as ${code}\n`)
    for (let late = new Set<string>(); ; ) {
      const dossier = await this.#untilAsked(dossierId, late)
      const [task] = dossier.tasks.filter((open) => this.#asks(open))
      if (task === undefined) return dossier
      late = new Set(await this.#ask(dossier, task))
    }
  }

  /** The slip as a page to print; null where there is none. */
  async slip(dossierId: string): Promise<string | null> {
    const answer = await this.#portal.http.GET('/dossiers/{id}/slip', {
      params: { path: { id: dossierId } },
      parseAs: 'text',
    })
    return answer.response.ok && typeof answer.data === 'string' ? answer.data : null
  }

  /** What the engine does by itself comes first, and what was said to be late is late. */
  async #untilAsked(dossierId: string, late: ReadonlySet<string>): Promise<Dossier> {
    return await until(
      'somebody is asked, or the dossier has ended',
      async () => {
        const dossier = await this.#reader.read(dossierId)
        const settled = dossier.tasks.every(({ id, lateAt }) => !late.has(id) || lateAt !== null)
        const asked = dossier.tasks.some((open) => this.#asks(open))
        return (dossier.status === 'closed' || (asked && settled)) && dossier
      },
      workMs,
    )
  }

  /** A task of the engine needs no answer, unless a `byHand` workflow waits for a signal. */
  #asks({ holder, step }: Task): boolean {
    return holder !== 'engine' || wordsOfStep(this.plan.steps[step]) !== null
  }

  /** @returns ids of tasks whose time was let run out */
  async #ask(dossier: Dossier, task: Task): Promise<readonly string[]> {
    const { say } = this.world
    const choices = this.#choicesAt(task)
    say(`${taskInWords(task)}\n${choicesInWords(choices)}`)
    for (;;) {
      const answer = await this.#answer(choices, task)
      try {
        say(`  → ${answer}\n`)
        return await this.#act(dossier, task, answer)
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        const refused = `It is refused: ${error.problem.code}, ${error.problem.detail}`
        if (!this.world.answers.patient) throw cannotGoOn(refused, task, choices)
        say(refused)
      }
    }
  }

  async #answer(choices: Choices, task: Task): Promise<string> {
    const { answers, say } = this.world
    for (;;) {
      const said = await answers.next()
      if (said === null) throw cannotGoOn('The answers have ended, the dossier has not.', task, choices)
      const [first = ''] = choices.keys()
      const word = said === '' ? first : ([...choices.keys()][Number(said) - 1] ?? said)
      if (choices.has(word)) return word
      const what = `“${said}” cannot be answered here.`
      if (!answers.patient) throw cannotGoOn(what, task, choices)
      say(`${what} Give one of: ${[...choices.keys()].join(', ')}`)
    }
  }

  #choicesAt({ step, holder, lateAt }: Task): Choices {
    const names: Readonly<Record<string, string>> = outcomeNames
    const found = this.plan.steps[step]
    const onDue = found?.onDue ?? 'late'
    const waiting = `${names[onDue] ?? 'Quá hạn'}: its time is moved to now, then the engine goes on`
    const choices = new Map<string, string>()
    if (holder === 'applicant') {
      choices.set('completed', outcomeNames.completed).set('lapsed', `${outcomeNames.lapsed}: moved to now`)
    } else if (found !== undefined) {
      if (onDue === 'posted') choices.set(onDue, waiting)
      for (const outcome of deskOutcomes(found)) choices.set(outcome, names[outcome] ?? outcome)
      for (const [word, means] of wordsOfStep(found) ?? []) choices.set(word, means)
      if (lateAt === null && onDue !== 'posted') choices.set(onDue, waiting)
    }
    return choices.set('withdraw', 'Người nộp rút hồ sơ')
  }

  async #act({ id }: Dossier, task: Task, answer: string): Promise<readonly string[]> {
    if (answer === 'withdraw') await this.#portal.withdraw(id)
    else if (answer === 'completed') await this.#portal.supplement(id, { papers: [] })
    else if (task.outcomes.includes(answer)) await this.#decide(task, answer)
    else if (wordsOfStep(this.plan.steps[task.step])?.has(answer) === true) await this.#tell(id, task, answer)
    else return await this.#letPass(id, task)
    return []
  }

  async #decide(task: Task, outcome: string): Promise<void> {
    const { signing, apiUrl } = this.world.city
    const { unit } = task
    const officerId = await this.#officerFor(task)
    if (unit === null || officerId === null) throw new Error(`nobody sits at the desk of ${task.id}`)
    const token = await signing.issue({ id: officerId, role: 'officer', unitId: unit.id }, 1)
    await clientOf(apiUrl, token).decide(task.id, { outcome })
  }

  /** The first officer of the desk who may decide the task: who examined a dossier may not sign it. Else the first, who is refused. */
  async #officerFor({ id, unit, role }: Task): Promise<string | null> {
    if (unit === null || role === null) return null
    const { sql } = this.world.city.database
    const desk = { unitId: unit.id, role, asOfMs: Date.now() }
    let first: string | null = null
    for (let number = 1; ; number++) {
      const officer = await findInventedOfficer(sql, { ...desk, number })
      if (officer === null) return first
      const { allowed } = await authority(sql, { officerId: officer.id, taskId: id, asOfMs: desk.asOfMs })
      if (allowed) return officer.id
      first ??= officer.id
    }
  }

  /** Whether the step ends with it is for its workflow to know: where it does not, it waits for more. */
  async #tell(dossierId: string, { id }: Task, word: string): Promise<void> {
    const task = id.slice(dossierId.length + 1)
    await until(
      `the workflow of ${task} hears`,
      async () => {
        await tell(this.world.engine, dossierId, task, word)
        return true
      },
      workMs,
    )
    const closed = async () => (await this.#reader.read(dossierId)).tasks.every((open) => open.id !== id)
    await until(`${task} is closed`, closed, mayGoOnMs).catch(() => {})
  }

  /** Silence and the end of a posting close the task; lateness does not. */
  async #letPass(dossierId: string, { id, step, holder }: Task): Promise<readonly string[]> {
    const { city, engine } = this.world
    const task = id.slice(dossierId.length + 1)
    // Its workflow is started within a second of the filing.
    await until('the engine has taken the dossier up', async () => {
      await letPass({ database: city.database, engine }, { dossierId, task })
      return true
    })
    if (holder !== 'applicant' && this.plan.steps[step]?.onDue === 'late') return [id]
    await until(
      `the time of ${task} is over`,
      async () => (await this.#reader.read(dossierId)).tasks.every((open) => open.id !== id),
      workMs,
    )
    return []
  }
}

/** What the first example says of its form; the rest invented by the seed. */
function filingOf(procedure: Procedure, { unitId, areaId }: Commune, seed: number): Filing {
  const random = seeded(seed)
  const [example] = procedure.examples
  const form = sampleForm(procedure.form, random, example === undefined ? {} : givenOf(example))
  const person = { name: sampleName(random), identityNumber: sampleIdentity(random) }
  return {
    procedure: procedure.code,
    channel: 'online',
    receptionUnit: unitId,
    parties: [{ role: 'applicant', kind: 'person', ...person }],
    places: [{ kind: procedure.connecting, area: areaId }],
    form,
    papers: samplePapers(procedure),
  }
}

function taskInWords({ id, name, holder, role, unit, dueAt, lateAt }: Task): string {
  const nobody = holder === 'engine' ? 'quy trình riêng' : 'người nộp'
  const desk = role === null ? nobody : `${isRole(role) ? roles[role] : role}, ${unit?.name ?? 'nobody'}`
  const due = dueAt === null ? 'no time' : `due ${instantInShort(Date.parse(dueAt))}`
  return `${name} (${id.split('.').slice(1).join('.')}): ${desk}; ${due}${lateAt === null ? '' : ', late'}`
}

const isRole = (role: string): role is Role => Object.hasOwn(roles, role)

function choicesInWords(choices: Choices): string {
  const width = Math.max(...[...choices.keys()].map((word) => word.length))
  return [...choices]
    .map(([word, means], index) => `  ${index + 1} ${word.padEnd(width)}  ${means}`)
    .join('\n')
}

function cannotGoOn(what: string, { name, id }: Task, choices: Choices): StartUpError {
  return new StartUpError({
    what,
    why: `Open is ${name} (${id.split('.').slice(1).join('.')}).`,
    remedy: `Give one of: ${[...choices.keys()].join(', ')}.`,
  })
}
