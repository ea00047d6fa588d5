/** The engine's steps between the arming of a reorganisation and the end of its dossier: they wait for what the rows will say. */
import { condition, setHandler } from '@temporalio/workflow'
import type { ArmedStatus } from '../../domain/territory/reorganisation/reorganisation-step.ts'
import { reorganisationSteppedSignal } from '../../engine/messages.ts'
import { enactments } from '../proxies.ts'

/** The signal says at once what changes it; this is for one that did not arrive. Four a day, so a year fits into a history. */
const lookAgainMs = 6 * 3_600_000
/** Past the instant by the clock of the database, also where that of the engine is a little ahead. */
const afterInstantMs = 500

/** Waits for the instant, wherever it is moved to. */
export async function takingEffect({ dossierId }: { dossierId: string }): Promise<string> {
  const status = await reached(dossierId, (now) => now !== 'toCome')
  return status === 'calledOff' ? 'calledOff' : 'effective'
}

/** Waits for a clean certificate. Called off it is only where its clock was behind that of the database. */
export async function certification({ dossierId }: { dossierId: string }): Promise<string> {
  return await reached(dossierId, (now) => now === 'certified' || now === 'calledOff' || now === 'undone')
}

async function reached(dossierId: string, is: (status: ArmedStatus) => boolean): Promise<ArmedStatus> {
  let stepped = false
  setHandler(reorganisationSteppedSignal, () => {
    stepped = true
  })
  for (;;) {
    stepped = false
    const { status, inMs } = await enactments.followReorganisation({ dossierId })
    if (is(status)) return status
    const waitMs = status === 'toCome' ? Math.min(inMs + afterInstantMs, lookAgainMs) : lookAgainMs
    await condition(() => stepped, waitMs)
  }
}
