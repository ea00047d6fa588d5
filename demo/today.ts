/** What is taken over before the day begins, and what is filed in it. */
import { oldUnitId } from '../domain/territory/territory-ids.ts'
import { firstDesk } from '../procedures/grammar/plan/plan.ts'
import { loadProcedures } from '../procedures/registry/registry.ts'
import type { Produced } from '../reorganisations/grammar/produce.ts'
import {
  type Backlog,
  backlogSize,
  describeBacklog,
  type TakenUp,
  takenUpToday,
  takeOverBacklog,
} from './backlog.ts'
import type { City } from './city.ts'
import { type Commune, drawCommunes } from './communes.ts'
import type { CutOver } from './cutover.ts'
import { type Intention, intentionsOf } from './intentions.ts'
import { isFormer, unitOfDesk } from './officers.ts'
import { wardsOfSplit } from './offices-split.ts'

export interface StoryOptions {
  seed: number
  dossiers: number
  say: (line: string) => void
}

export interface Today {
  communes: readonly Commune[]
  intentions: readonly Intention[]
  parts: Parts
  /** The unit of before that receives each filing, by its number. */
  former: ReadonlyMap<number, string>
  backlog: Backlog
  takenUp: TakenUp
  /** What the reorganisation will make. */
  produced: Produced
}

/** Takes the backlog over, and draws what is filed today. */
export async function today(
  city: City,
  cutOver: CutOver,
  { seed, dossiers, say }: StoryOptions,
): Promise<Today> {
  const registry = await loadProcedures()
  const backlog = await takeOverBacklog(city, registry, { rows: backlogSize(dossiers), seed })
  say(`Imported: ${describeBacklog(backlog)}`)
  const now = Date.now()
  // So few that several tasks meet at each desk.
  const count = Math.min(8, Math.ceil(dossiers / 8))
  const produced = await cutOver.produced(now)
  const communes = await drawCommunes(produced.after, { count, seed, at: now, without: wardsOfSplit })
  say(`The API of the city is at ${city.apiUrl}; today in ${communes.map(({ name }) => name).join(', ')}`)
  const intentions = intentionsOf(registry, { communes, count: dossiers, seed, now })
  const procedures = new Set(intentions.map(({ procedure }) => procedure))
  const fields = new Set([...procedures].map(({ field }) => field))
  say(
    `${procedures.size} procedures of ${fields.size} fields; what would take days is moved to now, and said so`,
  )
  const former = await formerUnits(city, intentions)
  const takenUp = await takenUpToday(city, registry, communes.at(-1)?.areaId ?? '')
  return { communes, intentions, parts: partsOf(intentions), former, backlog, takenUp, produced }
}

/** Where each is received before the districts end: the first desk's ward or district, else the ward. */
async function formerUnits(
  city: City,
  intentions: readonly Intention[],
): Promise<ReadonlyMap<number, string>> {
  const asOfMs = Date.now()
  const former = new Map<number, string>()
  for (const intention of intentions) {
    const desk = firstDesk(intention.plan)
    const received = desk === null ? '' : await unitOfDesk(city, intention, desk, asOfMs)
    const [, ward = ''] = intention.commune.areaId.split(':')
    former.set(intention.number, isFormer(received) ? received : oldUnitId(ward))
  }
  return former
}

export interface Parts {
  before: readonly Intention[]
  /** Filed while the districts end. */
  across: readonly Intention[]
  since: readonly Intention[]
}

/**
 * A half before the districts end. Of it is what was received on an earlier day, by a ward or district; what comes from a ward that is split then
 * comes after it, when nobody can tell where it lies.
 */
function partsOf(all: readonly Intention[]): Parts {
  const since = all.filter(({ split }) => split !== null)
  const earlier = all.filter(({ body }) => body.received !== undefined)
  const others = all.filter((one) => !since.includes(one) && !earlier.includes(one))
  const half = Math.max(0, Math.round(all.length / 2) - earlier.length)
  const rest = others.slice(half)
  const across = rest.slice(0, Math.ceil(rest.length / 2))
  return {
    before: [...earlier, ...others.slice(0, half)].sort((a, b) => a.number - b.number),
    across,
    since: [...rest.slice(across.length), ...since],
  }
}
