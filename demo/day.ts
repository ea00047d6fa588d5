/** Who is at work on the day: officers of before, citizens, and from the instant on officers of communes and custodians. */
import type { Client } from '../client/client.ts'
import type { Engine } from '../engine/connection.ts'
import type { AreaMoves } from './area-moves.ts'
import { clientOf } from './ask.ts'
import { Citizens } from './citizens.ts'
import type { City } from './city.ts'
import type { Commune } from './communes.ts'
import { Custodians, openCustodians } from './custodians.ts'
import type { CutOver } from './cutover.ts'
import type { Intention } from './intentions.ts'
import { type Observed, surprised } from './observed.ts'
import { type Desk, Officers, openCounters, openDesks, seatKey } from './officers.ts'
import { PassingTime } from './passing-time.ts'
import { arrangeSubstitutions, type Substitution } from './substitutions.ts'
import type { Today } from './today.ts'

export interface World {
  city: City
  engine: Engine
  cutOver: CutOver
  moves: AreaMoves
  say: (line: string) => void
}

/** Who does what today, and what they observe. */
export interface Day extends World {
  observed: Observed
  officers: Officers
  custodians: Custodians
  time: PassingTime
  citizens: Citizens
  /** Open counters by unit; more open in the course of the day. */
  counters: Map<string, Client>
  desks: readonly Desk[]
  /** Each ends when those who do it have gone home. */
  work: Promise<unknown>[]
}

/** The officers of wards, districts and departments are at work. */
export async function openDay(
  world: World,
  { intentions, backlog, takenUp, former, parts }: Today,
): Promise<Day> {
  const { city, engine, cutOver, moves, say } = world
  const observed: Observed = {
    ...{ receipts: [], decisions: [], bulk: [], placements: [], surprises: [] },
    ...{ backlogPlaced: 0, backlogDecided: [], tooLate: 0, engineAway: false },
  }
  const { hasCome, mayHaveCome } = cutOver
  const officers = new Officers(observed, takenUp, mayHaveCome)
  const custodians = new Custodians(observed, backlog)
  const time = new PassingTime({ database: city.database, engine }, (task) => officers.takeUp(task))
  const portal = await clientAs('service', city)
  const asOfMs = Date.now()
  const counters = new Map(await openCounters(city, former.values(), asOfMs))
  const filers = { portal, counters }
  const addresses = { hasCome, mayHaveCome, former, outdated: outdatedOf(parts.since) }
  const citizens = new Citizens({ filers, addresses }, observed, (id, intention) => {
    officers.brief(id, intention)
    custodians.brief(id, intention)
    time.expect(id, intention)
  })
  const desks = await openDesks(city, intentions, { asOfMs, moves })
  const work: Promise<unknown>[] = [officers.work(desks), surprised(observed, 'passing time', time.run())]
  const ending = desks.filter(({ ends }) => ends).length
  say(
    `${desks.length} officers look into their inboxes, ${ending} of them at wards and districts that will end`,
  )
  return { ...world, observed, officers, custodians, time, citizens, counters, desks, work }
}

/** Every other of what comes online still names the unit of before, as the list of a portal does. */
const outdatedOf = (since: readonly Intention[]): ReadonlySet<number> =>
  new Set(
    since
      .filter(({ body }) => body.channel === 'online')
      .flatMap(({ number }, index) => (index % 2 === 0 ? [number] : [])),
  )

export interface OpenCommunes {
  substitutions: readonly Substitution[]
  /** Units that keep what nobody has placed. */
  keepers: readonly string[]
}

/** From its instant on communes decide what districts and wards had. */
export async function openCommunes(
  { city, observed, officers, custodians, moves, desks: former, work, say }: Day,
  {
    intentions,
    communes,
    at,
  }: { intentions: readonly Intention[]; communes: readonly Commune[]; at: number },
): Promise<OpenCommunes> {
  const supervisor = await clientAs('supervisor', city)
  const substitutions = await arrangeSubstitutions(city.database.sql, supervisor, communes)
  const open = await openDesks(city, intentions, { asOfMs: at, substitutions, moves })
  const there = new Set(former.map(seatKey))
  const desks = open.filter((desk) => !there.has(seatKey(desk)))
  const keepers = await openCustodians(city, intentions, at)
  work.push(officers.work(desks), custodians.work(keepers))
  say(
    `${desks.length} officers open their desks at communes, ${substitutions.length} of them as substitutes; ${keepers.size} custodians keep what nobody has placed; ${observed.tooLate} decisions were too late for the old desks`,
  )
  return { substitutions, keepers: [...keepers.keys()] }
}

const cityUnit = 'hanoi:01'

type Caller = 'service' | 'supervisor' | 'operator'

/** The portal that files, the city's supervisor, or the operator who may read every dossier. */
export async function clientAs(role: Caller, { apiUrl, signing }: City): Promise<Client> {
  return clientOf(
    apiUrl,
    await signing.issue({ id: `demo-${role}`, role, unitId: role === 'supervisor' ? cityUnit : null }, 1),
  )
}
