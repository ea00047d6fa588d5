import { readReferenceFiles } from '../db/load/reference-files.ts'
import { type Enactable, enactable } from '../reorganisations/enactable.ts'
import hanoi from '../reorganisations/hanoi-2025-07-01.ts'

/** The reorganisations that this build declares, each with the data that it reads. */
const declared: Readonly<Record<string, () => Promise<Enactable>>> = {
  [hanoi.id]: async () => enactable(hanoi, await readReferenceFiles()),
}

export const findReorganisation = async (id: string): Promise<Enactable | null> =>
  Object.hasOwn(declared, id) ? ((await declared[id]?.()) ?? null) : null
