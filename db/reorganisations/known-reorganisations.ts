/** The reorganisations of the city, with the tables that they read. */

import { DomainError } from '../../domain/errors.ts'
import { type Enactable, enactable } from '../../reorganisations/enactable.ts'
import hanoi from '../../reorganisations/hanoi-2025-07-01.ts'
import offices from '../../reorganisations/offices-2027-01-01.ts'
import reception from '../../reorganisations/reception-2027-01-01.ts'
import schools from '../../reorganisations/schools-and-health-stations-2027-01-01.ts'
import { readReferenceFiles } from '../load/reference-files.ts'

export async function knownReorganisations(): Promise<readonly Enactable[]> {
  const files = await readReferenceFiles()
  return [
    enactable(hanoi, files),
    enactable(reception, files),
    enactable(offices, null),
    enactable(schools, files),
  ]
}

/** @throws {DomainError} `notFound` */
export function reorganisationOf(known: readonly Enactable[], id: string): Enactable {
  const found = known.find((one) => one.id === id)
  if (found === undefined) {
    throw new DomainError('notFound', { hint: `There are: ${known.map((one) => one.id).join(', ')}.` })
  }
  return found
}
