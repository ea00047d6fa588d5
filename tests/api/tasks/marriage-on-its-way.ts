import { expect } from 'vitest'
import type { ApiWorld, Filed } from '../app.ts'

/** Decides the task once it is open, as the commune's officer of a role. */
export async function decideTask(
  api: ApiWorld,
  { dossierId, task, role, outcome }: { dossierId: string; task: string; role: string; outcome: string },
): Promise<void> {
  await api.opened(dossierId, task)
  const { status, body } = await (await api.officer(role)).post(`/tasks/${dossierId}.${task}/decisions`, {
    outcome,
  })
  expect({ status, body }).toMatchObject({ status: 200 })
}

/** A dossier that waits for the chair's signature. */
export async function waitingForSignature(api: ApiWorld): Promise<Filed> {
  const filed = await api.opens()
  await decideTask(api, {
    dossierId: filed.dossierId,
    task: 'receive.1',
    role: 'oneStop',
    outcome: 'accepted',
  })
  await decideTask(api, {
    dossierId: filed.dossierId,
    task: 'review.1',
    role: 'civilStatus',
    outcome: 'approved',
  })
  await api.opened(filed.dossierId, 'sign.1')
  return filed
}
