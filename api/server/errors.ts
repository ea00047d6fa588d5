/** The only file with status codes. Every failure leaves as one RFC 9457 problem, and never quotes what was sent. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isDatabaseAway, isDatabaseBusy } from '../../db/sql-error.ts'
import { errorRemedies } from '../../domain/error-remedies.ts'
import { type ErrorTrace, errorTrace } from '../../domain/error-trace.ts'
import { DomainError, type ErrorCode, errorMessages, type FieldProblem } from '../../domain/errors.ts'
import { fieldProblems } from './field-problems.ts'

interface Answer {
  status: number
  retryAfterSeconds?: number
}

const answers: Record<ErrorCode, Answer> = {
  invalidInput: { status: 400 },
  malformedBody: { status: 400 },
  bodyTooLarge: { status: 413 },
  unsupportedMediaType: { status: 415 },
  fileTooLarge: { status: 413 },
  fileTypeRefused: { status: 415 },
  tooManyFiles: { status: 409 },
  unauthenticated: { status: 401 },
  forbidden: { status: 403 },
  notFound: { status: 404 },
  unknownProcedure: { status: 422 },
  notInForce: { status: 422 },
  unknownArea: { status: 422 },
  keyReused: { status: 409 },
  dossierClosed: { status: 409 },
  notStarted: { status: 409 },
  staleTask: { status: 409 },
  staleRevision: { status: 409 },
  unknownOutcome: { status: 422 },
  notCompetent: { status: 403 },
  noMandate: { status: 403 },
  sealNotInForce: { status: 403 },
  ownCase: { status: 403 },
  conflictDeclared: { status: 403 },
  sameOfficer: { status: 403 },
  sumExceeded: { status: 403 },
  budgetExceeded: { status: 409 },
  unitEnded: { status: 410 },
  roleNotHeld: { status: 422 },
  lentToOneself: { status: 422 },
  mandateOverlaps: { status: 409 },
  claimedByAnother: { status: 409 },
  supplementAlreadyAsked: { status: 409 },
  notAwaitingSupplement: { status: 409 },
  alreadyExtended: { status: 409 },
  tooLateToExtend: { status: 409 },
  noResult: { status: 409 },
  alreadyCollected: { status: 409 },
  correctionPending: { status: 409 },
  externalCodeTaken: { status: 409 },
  alreadyDecided: { status: 409 },
  tooManyAttempts: { status: 429, retryAfterSeconds: 15 * 60 },
  mergedAlready: { status: 409 },
  alreadyPlaced: { status: 409 },
  requestLapsed: { status: 409 },
  cannotBeWritten: { status: 422 },
  editionKept: { status: 409 },
  cannotStandThere: { status: 409 },
  importRunning: { status: 409, retryAfterSeconds: 30 },
  unknownSource: { status: 422 },
  reorganisationStatus: { status: 409 },
  runPaused: { status: 409 },
  secondPersonNeeded: { status: 403 },
  approvalTakenBack: { status: 409 },
  reorganisationArmed: { status: 409 },
  reorganisationImpossible: { status: 422 },
  instantPassed: { status: 422 },
  builtOnSince: { status: 409 },
  notYetApplied: { status: 503, retryAfterSeconds: 5 },
  tooManyPending: { status: 429, retryAfterSeconds: 5 },
  tooManyRequests: { status: 429, retryAfterSeconds: 10 },
  engineUnavailable: { status: 503, retryAfterSeconds: 5 },
  databaseUnavailable: { status: 503, retryAfterSeconds: 5 },
  databaseBusy: { status: 503, retryAfterSeconds: 1 },
  shuttingDown: { status: 503, retryAfterSeconds: 1 },
  storeUnavailable: { status: 503, retryAfterSeconds: 5 },
  keysUnavailable: { status: 503, retryAfterSeconds: 5 },
  internal: { status: 500 },
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
  /** The dossier or the request it is about. */
  id?: string
}

/** The codes that a route may answer with, as status codes, for its documentation. */
export const statusOf = (code: ErrorCode): number => answers[code].status

export function problemOf(error: DomainError, instance?: string): Problem {
  const { code, details } = error
  return {
    type: `/errors/${code}`,
    title: errorMessages[code].vi,
    status: statusOf(code),
    detail: `${errorMessages[code].en}. ${details.hint ?? errorRemedies[code]}`,
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
