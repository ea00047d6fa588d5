import { uuid7 } from '../domain/uuid7.ts'
import { drawRandom } from './random-bytes.ts'

/** An id of a row that is recorded now; see `uuid7`. */
export const newId = (): string => uuid7(Date.now(), drawRandom(10))
