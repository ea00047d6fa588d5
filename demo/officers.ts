/** Officers at their desks: each looks into the own inbox and decides what lies there, one thing after the other. */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { findSyntheticOfficer } from '../db/read/unit.ts'
import { responsibleUnit } from '../db/responsibility.ts'
import { ApiClient } from './api-client.ts'
import { ask } from './ask.ts'
import type { City } from './city.ts'
import type { Intention } from './intentions.ts'
import { surprised, type Told } from './told.ts'

export interface Desk {
  unitId: string
  role: string
  api: ApiClient
}

/** The desks that these dossiers will come to today, each with its officer's token. */
export async function openDesks(
  { database: { sql }, signing, apiUrl }: City,
  intentions: readonly Intention[],
): Promise<readonly Desk[]> {
  const asOfMs = Date.now()
  const desks = new Map<string, { unitId: string; role: string }>()
  const asked = new Set<string>()
  for (const { procedure, plan, commune } of intentions) {
    for (const { tier, role, power } of Object.values(plan.steps).flatMap((step) => step.desks)) {
      const matter = {
        ...{ areaId: commune.areaId, procedureCode: procedure.code, field: procedure.field },
        ...{ power, tier },
      }
      const question = `${JSON.stringify(matter)} ${role}`
      if (asked.has(question)) continue
      asked.add(question)
      const responsible = await responsibleUnit(sql, matter, asOfMs)
      if (responsible === null) throw new Error(`nobody is responsible for ${question}`)
      desks.set(`${responsible.unitId} ${role}`, { unitId: responsible.unitId, role })
    }
  }
  return await Promise.all(
    [...desks.values()].map(async ({ unitId, role }) => {
      const officer = await findSyntheticOfficer(sql, { unitId, role, asOfMs })
      if (officer === null) throw new Error(`${unitId} has nobody for ${role}`)
      const token = await signing.issue({ id: officer.id, role: 'officer', unitId }, 1)
      return { unitId, role, api: new ApiClient(apiUrl, token) }
    }),
  )
}

const inbox = z.object({ items: z.array(z.object({ task: z.string(), dossier: z.string() })) })
const lookAgainMs = 700

/** All officers at work, until told to rest or to go home. */
export class Officers {
  readonly #told: Told
  readonly #outcomes = new Map<string, string>()
  #at: 'work' | 'rest' | 'home' = 'work'

  constructor(told: Told) {
    this.#told = told
  }

  /** What the officers will find when they look into the dossier. */
  brief(dossierId: string, { items }: Intention): void {
    for (const item of items) {
      if (item.kind === 'decide') this.#outcomes.set(`${dossierId}.${item.task}`, item.outcome)
    }
  }

  rest(): void {
    this.#at = 'rest'
  }

  resume(): void {
    this.#at = 'work'
  }

  goHome(): void {
    this.#at = 'home'
  }

  /** Resolves when everybody has gone home. */
  async work(desks: readonly Desk[]): Promise<void> {
    await Promise.all(
      desks.map((desk) => surprised(this.#told, `${desk.role} of ${desk.unitId}`, this.#sitAt(desk))),
    )
  }

  async #sitAt({ api, unitId }: Desk): Promise<void> {
    while (this.#at !== 'home') {
      const page = this.#at === 'work' ? await api.get(`/inbox?unit=${unitId}`, inbox) : { items: [] }
      // What is not for a decision is about to be withdrawn.
      const decided = page.items.filter(({ task }) => this.#outcomes.has(task))
      for (const { task } of decided) {
        if (this.#at !== 'work') break
        const body = { outcome: this.#outcomes.get(task) }
        await ask(api, this.#told, { kind: 'decide', path: `/tasks/${task}/decisions`, body })
      }
      if (decided.length === 0) await pause(lookAgainMs)
    }
  }
}
