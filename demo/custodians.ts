/** Officers of custodians, who find out where a dossier lies that was filed from an old commune that went several ways. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '../client/client.ts'
import { placementQueue } from '../db/territory/responsibility/placement.ts'
import { responsibleUnit } from '../db/territory/responsibility/responsibility.ts'
import type { Backlog } from './backlog.ts'
import type { City } from './city.ts'
import type { Intention } from './intentions.ts'
import { type Observed, surprised } from './observed.ts'
import { openCounters } from './officers.ts'

const pollMs = 700

/** The same, with the unit that keeps at an instant (ms) what is filed: of some fields it is a department. */
export async function withCustodians(
  { database: { sql } }: City,
  intentions: readonly Intention[],
  asOfMs: number,
): Promise<readonly Intention[]> {
  return await Promise.all(
    intentions.map(async (intention) => {
      const { split, procedure } = intention
      if (split === null) return intention
      const matter = {
        ...{ areaId: split.unplacedAreaId, procedureCode: procedure.code, field: procedure.field },
        ...{ power: 'receive', tier: 'commune' },
      }
      const responsible = await responsibleUnit(sql, matter, asOfMs)
      if (responsible?.custodian !== true) throw new Error(`nobody keeps ${split.unplacedAreaId}`)
      return { ...intention, split: { ...split, custodianId: responsible.unitId } }
    }),
  )
}

/** One officer of each unit that keeps what somebody files from there today. */
export const openCustodians = (
  city: City,
  intentions: readonly Intention[],
  asOfMs: number,
): Promise<ReadonlyMap<string, Client>> =>
  openCounters(
    city,
    intentions.flatMap(({ split }) => split?.custodianId ?? []),
    asOfMs,
  )

/** Whether these units keep nothing that is to be placed. */
export async function isPlacementDone(
  { database: { sql } }: City,
  units: Iterable<string>,
): Promise<boolean> {
  for (const unitId of units) {
    const { items } = await placementQueue(sql, { unitId, limit: 1, asOfMs: Date.now() })
    if (items.length > 0) return false
  }
  return true
}

export class Custodians {
  readonly #observed: Observed
  readonly #backlog: ReadonlySet<string>
  /** By dossier: the area it will be found to lie in. */
  readonly #lies = new Map<string, string>()
  #at: 'work' | 'home' = 'work'

  /** @param backlog of which nobody knows more than its row says */
  constructor(observed: Observed, backlog: Pick<Backlog, 'dossiers'>) {
    this.#observed = observed
    this.#backlog = backlog.dossiers
  }

  brief(dossierId: string, { split }: Intention): void {
    if (split !== null) this.#lies.set(dossierId, split.areaId)
  }

  goHome(): void {
    this.#at = 'home'
  }

  async work(custodians: ReadonlyMap<string, Client>): Promise<void> {
    await Promise.all(
      [...custodians].map(([unitId, officer]) =>
        surprised(this.#observed, `custodian ${unitId}`, this.#keep(unitId, officer)),
      ),
    )
  }

  async #keep(unitId: string, officer: Client): Promise<void> {
    while (this.#at === 'work') {
      let after: string | undefined
      do {
        const query = { unit: unitId, ...(after === undefined ? {} : { after }) }
        const { data: kept } = await officer.http.GET('/placements', { params: { query } })
        for (const { dossier, parts, suggestion } of kept?.items ?? []) {
          // An imported one may lie in any part; where nothing suggests one, the first is taken.
          const [part] = this.#backlog.has(dossier) ? [suggestion ?? parts[0]] : []
          const area = this.#lies.get(dossier) ?? part?.area
          if (area !== undefined) await this.#place(officer, dossier, area)
        }
        after = kept?.next ?? undefined
      } while (after !== undefined && this.#at === 'work')
      await pause(pollMs)
    }
  }

  async #place(officer: Client, id: string, area: string): Promise<void> {
    const { data: placed, error } = await officer.http.POST('/placements/{id}', {
      params: { path: { id }, header: { 'idempotency-key': `demo-place-${id}` } },
      body: { area, basis: 'Xác minh nơi ở với tổ dân phố' },
    })
    if (placed !== undefined && this.#backlog.has(id)) this.#observed.backlogPlaced += 1
    else if (placed !== undefined)
      this.#observed.placements.push({ dossierId: id, area: placed.area, by: placed.unit })
    // A custodian and who assigns by law may both have found it.
    else if (!this.#backlog.has(id) || error.code !== 'alreadyPlaced')
      this.#observed.surprises.push(`placing ${id} was answered ${error.code}`)
  }
}
