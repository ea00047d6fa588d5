import { z } from 'zod'
import { channels, lastBlank, lateEntries, partyKinds, partyRoles } from '../../domain/dossier/dossier.ts'
import { placeKinds } from '../../domain/territory/place.ts'
import { isName } from '../../domain/text.ts'
import {
  areaId,
  externalCode,
  identityNumber,
  instant,
  line,
  paper,
  phone,
  point,
  unitId,
  wholePoint,
} from '../server/schemas.ts'

const party = z.strictObject({
  role: z.enum(partyRoles),
  kind: z.enum(partyKinds),
  name: line(200).refine(isName, {
    error: 'must be a name: a letter at least, no sign that nobody sees, no break of a line, no link',
  }),
  identityNumber: identityNumber.optional(),
  phone: phone.optional(),
})

const place = z
  .strictObject({
    kind: z.enum(placeKinds),
    area: areaId.optional(),
    oldWard: z
      .string()
      .regex(/^[0-9]{5}$/)
      .optional()
      .describe('Code of the commune until 30 June 2025'),
    newWard: z
      .string()
      .regex(/^[0-9]{5}$/)
      .optional()
      .describe('Code of the commune since 1 July 2025'),
    ...point,
    neighbourhood: line(100)
      .optional()
      .describe('Tổ dân phố or thôn, by the numbers that the old commune used until 30 June 2025'),
    address: line(500).optional(),
  })
  .refine(wholePoint, { path: ['lat'], error: 'must come with lon, and lon with it' })
  .refine(({ neighbourhood, oldWard }) => neighbourhood === undefined || oldWard !== undefined, {
    path: ['neighbourhood'],
    error: 'needs the oldWard whose numbers it has',
  })

/** What a filing is sent as. */
export const filing = z.strictObject({
  procedure: z.string().min(1).max(20).describe('National code, e.g. 1.000894'),
  channel: z.enum(channels),
  receptionUnit: unitId,
  groupId: z.uuid().optional(),
  parties: z.array(party).min(1).max(20),
  places: z.array(place).min(1).max(5),
  form: z.record(z.string(), z.unknown()).describe('By the form schema of the procedure'),
  papers: z.array(paper).max(100).default([]),
  externalCodes: z.array(externalCode).max(10).optional().describe('What other systems call it'),
  received: z
    .strictObject({
      at: instant,
      reason: z.enum(lateEntries),
      blank: z
        .number()
        .int()
        .min(1)
        .max(lastBlank)
        .optional()
        .describe('Number of the blank of the unit on which it was received; each is entered once'),
    })
    .optional()
    .describe(
      'Legal receipt where it is entered later, by an officer of the one-stop desk; the clock counts from it',
    ),
})
export type FilingBody = z.infer<typeof filing>
