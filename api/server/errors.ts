/** The only file with status codes. Every failure leaves as one RFC 9457 problem, and never quotes what was sent. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isDatabaseAway, isDatabaseBusy } from '../../db/sql-error.ts'
import { type ErrorTrace, errorTrace } from '../../domain/error-trace.ts'
import { DomainError, type ErrorCode, errorMessages, type FieldProblem } from '../../domain/errors.ts'
import { fieldProblems } from './field-problems.ts'

interface Answer {
  status: number
  /** What the caller can do about it. */
  remedy: string
  retryAfterSeconds?: number
}

const answers: Record<ErrorCode, Answer> = {
  invalidInput: { status: 400, remedy: 'Correct the fields named and send it again.' },
  malformedBody: { status: 400, remedy: 'Send one JSON document in UTF-8, or a file to its end.' },
  bodyTooLarge: { status: 413, remedy: 'Send a smaller body; files go to POST /dossiers/:id/papers/:kind.' },
  unsupportedMediaType: {
    status: 415,
    remedy: 'Send it as application/json; a file of a paper as multipart/form-data.',
  },
  fileTooLarge: {
    status: 413,
    remedy: 'Scan it with fewer dots or in grey, or send its pages as several parts.',
  },
  fileTypeRefused: {
    status: 415,
    remedy: 'Send it as PDF, JPEG, PNG, TIFF, HEIC, DOCX or XLSX, whatever the extension of its name.',
  },
  tooManyFiles: { status: 409, remedy: 'Put what belongs together into one file.' },
  unauthenticated: { status: 401, remedy: 'Send a valid bearer token in the Authorization header.' },
  forbidden: { status: 403, remedy: 'Ask somebody whose role may do this.' },
  notFound: { status: 404, remedy: 'Check the address and the id.' },
  unknownProcedure: { status: 422, remedy: 'Take a code from GET /procedures.' },
  notInForce: { status: 422, remedy: 'Take a procedure in force today from GET /procedures.' },
  unknownArea: { status: 422, remedy: 'Give the code of a commune, or an area, that exists today.' },
  keyReused: { status: 409, remedy: 'Use a new Idempotency-Key for a new request.' },
  dossierClosed: { status: 409, remedy: 'Read the dossier: it has ended and takes no more decisions.' },
  notStarted: { status: 409, remedy: 'Wait until the dossier has its first task, then send it again.' },
  staleTask: { status: 409, remedy: 'Read the dossier or the inbox again: somebody was faster.' },
  staleRevision: { status: 409, remedy: 'Read the dossier again and decide on what it says now.' },
  unknownOutcome: { status: 422, remedy: 'Take one of the outcomes that the dossier lists for the task.' },
  notCompetent: { status: 403, remedy: 'Leave the task to the unit responsible for it.' },
  noMandate: { status: 403, remedy: 'Leave the task to an officer with the mandate, or have it lent.' },
  sealNotInForce: {
    status: 403,
    remedy: 'Let the unit that took its place sign, with its own seal; GET /units/:id lists the seals.',
  },
  sameOfficer: { status: 403, remedy: 'Leave the task to another officer.' },
  unitEnded: { status: 410, remedy: 'Name one of the units that stand in its place.' },
  roleNotHeld: {
    status: 422,
    remedy: 'Name who holds the role there by an own mandate, and a time within it.',
  },
  mandateOverlaps: {
    status: 409,
    remedy: 'Read GET /mandates of the unit; end the mandate that exists first.',
  },
  claimedByAnother: { status: 409, remedy: 'Ask the officer to release it, or a supervisor to reassign it.' },
  supplementAlreadyAsked: { status: 409, remedy: 'Decide on the dossier as it is.' },
  notAwaitingSupplement: { status: 409, remedy: 'Read the dossier: nothing is asked of the applicant now.' },
  alreadyExtended: { status: 409, remedy: 'Keep the date that was set.' },
  tooLateToExtend: {
    status: 409,
    remedy: 'Finish it; a date is moved a working day before it at the latest.',
  },
  noResult: { status: 409, remedy: 'Read the dossier: it has no result yet.' },
  alreadyCollected: { status: 409, remedy: 'Read the dossier: it says when and to whom.' },
  correctionPending: { status: 409, remedy: 'Read the dossier: wait for the end of that correction.' },
  externalCodeTaken: { status: 409, remedy: 'Look it up with GET /external-codes.' },
  alreadyDecided: { status: 409, remedy: 'Read the dossier: its result stands.' },
  tooManyAttempts: {
    status: 429,
    remedy: 'Wait, and send code and secret as they are on the receipt.',
    retryAfterSeconds: 15 * 60,
  },
  alreadyPlaced: { status: 409, remedy: 'Read the dossier: a commune is responsible for it.' },
  requestLapsed: { status: 409, remedy: 'Read the dossier and decide again under a new key.' },
  cannotBeWritten: {
    status: 422,
    remedy:
      'Look at what the request names (an officer, a length of time), correct it and send it under a new key.',
  },
  editionKept: {
    status: 409,
    remedy: 'Look at the preview of the adoption again: it says why, and the next run judges it again.',
  },
  cannotStandThere: {
    status: 409,
    remedy: 'Correct the step, the signature or the supplements of the row, and import it again.',
  },
  importRunning: {
    status: 409,
    remedy: 'Read GET /imports/:id of that import; send this one when it has ended.',
    retryAfterSeconds: 30,
  },
  unknownSource: {
    status: 422,
    remedy: 'Name a source that has a file in data/imports, or add that file.',
  },
  reorganisationStatus: {
    status: 409,
    remedy: 'Read GET /reorganisations/:id: it says what may be done next.',
  },
  secondPersonNeeded: { status: 403, remedy: 'Leave it to the other person.' },
  approvalTakenBack: { status: 409, remedy: 'Look at the rows it names, and propose it again.' },
  reorganisationArmed: { status: 409, remedy: 'Wait until the reorganisation is closed.' },
  reorganisationImpossible: {
    status: 422,
    remedy: 'Correct its file, or what stands, and propose it again.',
  },
  instantPassed: { status: 422, remedy: 'Name an instant to come.' },
  builtOnSince: { status: 409, remedy: 'Undo what is later first.' },
  notYetApplied: {
    status: 503,
    remedy: 'Read GET /decisions/:id, or send it again under the same key.',
    retryAfterSeconds: 5,
  },
  tooManyPending: { status: 429, remedy: 'Wait and send it again under the same key.', retryAfterSeconds: 5 },
  tooManyRequests: {
    status: 429,
    remedy: 'Wait as long as Retry-After says and send it again; send fewer at a time.',
    retryAfterSeconds: 10,
  },
  engineUnavailable: {
    status: 503,
    remedy: 'Wait and send it again under the same key.',
    retryAfterSeconds: 5,
  },
  databaseUnavailable: {
    status: 503,
    remedy: 'Wait and send it again under the same key.',
    retryAfterSeconds: 5,
  },
  databaseBusy: {
    status: 503,
    remedy: 'Nothing of it was done. Wait and send it again under the same key.',
    retryAfterSeconds: 1,
  },
  shuttingDown: {
    status: 503,
    remedy: 'Nothing of it was done. Send it again under the same key: another process will take it.',
    retryAfterSeconds: 1,
  },
  storeUnavailable: {
    status: 503,
    remedy:
      'Wait and send it again under the same key; if the file stays missing, tell the operator of the store.',
    retryAfterSeconds: 5,
  },
  keysUnavailable: { status: 503, remedy: 'Wait and send it again.', retryAfterSeconds: 5 },
  internal: { status: 500, remedy: 'Send it again under the same key; if it stays, tell us the time.' },
}

export const problemType = 'application/problem+json'

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: ErrorCode
  instance?: string
  fields?: readonly FieldProblem[]
  /** The dossier or the decision it is about. */
  id?: string
}

/** The codes that a route may answer with, as status codes, for its documentation. */
export const statusOf = (code: ErrorCode): number => answers[code].status

export function problemOf(error: DomainError, instance?: string): Problem {
  const { code, details } = error
  const { status, remedy } = answers[code]
  return {
    type: `/errors/${code}`,
    title: errorMessages[code].vi,
    status,
    detail: `${errorMessages[code].en}. ${details.hint ?? remedy}`,
    code,
    ...(instance === undefined ? {} : { instance }),
    ...(details.fields === undefined ? {} : { fields: details.fields }),
    ...(details.id === undefined ? {} : { id: details.id }),
  }
}

export function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = domainErrorOf(thrown)
  const { status, ...answer } = answers[error.code]
  const retryAfterSeconds = error.details.retryAfterSeconds ?? answer.retryAfterSeconds
  // The class and where it was thrown, never the message: a driver's may quote what was sent.
  if (error.code === 'internal') {
    request.log.error({ code: error.code, failure: failureOf(thrown) }, 'request failed')
  } else if (status >= 500) {
    request.log.warn({ code: error.code, failure: failureOf(thrown) }, 'request has to wait')
  }
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  if (error.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
  const problem = problemOf(error, request.url.split('?')[0])
  return reply.code(status).type(problemType).serializer(JSON.stringify).send(problem)
}

const byFastifyCode: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'bodyTooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedMediaType',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformedBody',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformedBody',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformedBody',
  FST_ERR_BAD_URL: 'notFound',
  FST_ERR_MAX_PARAM_LENGTH: 'notFound',
  FST_ERR_NOT_FOUND: 'notFound',
}

/** Every failure as one of the closed set. */
export function domainErrorOf(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    const part = thrown.validationContext ?? 'body'
    const issues = thrown.validation.map(({ keyword, message, params, instancePath }) => ({
      ...params,
      code: keyword,
      message,
      path: instancePath === '/' ? [] : instancePath.split('/').slice(1),
    }))
    return new DomainError('invalidInput', { fields: fieldProblems(issues, part === 'body' ? [] : [part]) })
  }
  if (isDatabaseBusy(thrown)) return new DomainError('databaseBusy', {}, { cause: thrown })
  if (isDatabaseAway(thrown)) return new DomainError('databaseUnavailable', {}, { cause: thrown })
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null
  const known = typeof code === 'string' ? byFastifyCode[code] : undefined
  return new DomainError(known ?? 'internal', {}, { cause: thrown })
}

/** Our own error only wraps what went wrong. */
const failureOf = (thrown: unknown): ErrorTrace =>
  errorTrace(thrown instanceof DomainError ? (thrown.cause ?? thrown) : thrown)
