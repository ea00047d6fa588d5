/** The reorganisations that are declared in code, by their ids. */
import { type Enactable, enactable } from '../../reorganisations/enactable.ts'
import hanoi from '../../reorganisations/hanoi-2025-07-01.ts'
import { readReferenceFiles } from '../load/reference-files.ts'

const declared: Readonly<Record<string, () => Promise<Enactable>>> = {
  [hanoi.id]: async () => enactable(hanoi, await readReferenceFiles()),
}

export const declaredIds: readonly string[] = Object.keys(declared)

/** With the data that it reads besides the rows; null where none of this id is declared. */
export const findDeclared = async (id: string): Promise<Enactable | null> => (await declared[id]?.()) ?? null
