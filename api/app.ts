import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { accountAt } from '../db/territory/authority/accounts.ts'
import { DomainError } from '../domain/errors.ts'
import { withAccounts } from './access/account.ts'
import { knownCaller } from './access/auth.ts'
import { explainEndedUnit } from './access/ended-unit.ts'
import { mergeRoutes } from './benefits/merge-routes.ts'
import { proposalRoutes } from './benefits/proposal-routes.ts'
import { collectionRoutes } from './dossiers/collection-routes.ts'
import { conflictRoutes } from './dossiers/conflict-routes.ts'
import { correctionRoutes } from './dossiers/correction-routes.ts'
import { dossierRoutes } from './dossiers/dossier-routes.ts'
import { dueRoutes } from './dossiers/due-routes.ts'
import { externalCodeRoutes } from './dossiers/external-code-routes.ts'
import { dossierSearchRoutes } from './dossiers/search-routes.ts'
import { filingRoutes } from './filing/filing-routes.ts'
import { internalDossierRoutes } from './filing/internal-dossier-routes.ts'
import { importRoutes } from './imports/import-routes.ts'
import { auditRoutes } from './operations/audit-routes.ts'
import { healthRoutes } from './operations/health-routes.ts'
import { noticeRoutes } from './operations/notice-routes.ts'
import { subscriptionRoutes } from './operations/subscription-routes.ts'
import { waveRoutes } from './operations/wave-routes.ts'
import { followRoutes } from './pages/follow-routes.ts'
import { formRoutes } from './pages/form-routes.ts'
import { handbookRoutes } from './pages/handbook-routes.ts'
import { registerRoutes } from './pages/register-routes.ts'
import { blankRoutes } from './papers/blank-routes.ts'
import { handOverRoutes } from './papers/hand-over-routes.ts'
import { originalRoutes } from './papers/original-routes.ts'
import { paperRoutes } from './papers/paper-routes.ts'
import { accountRoutes } from './payouts/account-routes.ts'
import { bankLineRoutes } from './payouts/bank-line-routes.ts'
import { cashListRoutes } from './payouts/cash-list-routes.ts'
import { ledgerRoutes } from './payouts/ledger-routes.ts'
import { moneyRoutes } from './payouts/money-routes.ts'
import { payoutReportRoutes } from './payouts/report-routes.ts'
import { payoutRunRoutes } from './payouts/run-routes.ts'
import { adoptionRoutes } from './procedures/adoption-routes.ts'
import { procedureRoutes } from './procedures/procedure-routes.ts'
import { createAcknowledger } from './requests/acknowledger.ts'
import { dossierRequestRoutes } from './requests/dossier-request-routes.ts'
import { requestStatusRoutes } from './requests/request-status-routes.ts'
import type { ApiDeps, RouteDeps } from './server/deps.ts'
import { answerError } from './server/errors.ts'
import { createMetrics, type Metrics } from './server/metrics.ts'
import { defaultRates, limitRates } from './server/rates.ts'
import { refuseUnstorable } from './server/refuse-unstorable.ts'
import { arrivalMs, cutOffSlowSenders, importArrivalMs, uploadArrivalMs } from './server/slow-senders.ts'
import { bulkTaskRoutes } from './tasks/bulk-task-routes.ts'
import { claimRoutes } from './tasks/claim-routes.ts'
import { countRoutes } from './tasks/count-routes.ts'
import { inboxRoutes } from './tasks/inbox-routes.ts'
import { statisticsRoutes } from './tasks/statistics-routes.ts'
import { taskAuthorityRoutes } from './tasks/task-authority-routes.ts'
import { taskRoutes } from './tasks/task-routes.ts'
import { goRoutes } from './territory/go-routes.ts'
import { jurisdictionRoutes } from './territory/jurisdiction-routes.ts'
import { mandateRoutes } from './territory/mandate-routes.ts'
import { placementRoutes } from './territory/placement-routes.ts'
import { previewRoutes } from './territory/preview-routes.ts'
import { readinessRoutes } from './territory/readiness-routes.ts'
import { reorganisationRoutes } from './territory/reorganisation-routes.ts'
import { unitLoadRoutes } from './territory/unit-load-routes.ts'
import { unitRoutes } from './territory/unit-routes.ts'

/** A form of the longest texts stays far below. */
const bodyLimitBytes = 256 * 1024

/** Answers are data: a browser that opens one runs nothing in it and shows it in no frame. */
const nothingButData = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }

/** In the order of the documentation. */
const everyRoute = [
  filingRoutes,
  internalDossierRoutes,
  dossierRoutes,
  dossierSearchRoutes,
  dossierRequestRoutes,
  dueRoutes,
  collectionRoutes,
  correctionRoutes,
  conflictRoutes,
  externalCodeRoutes,
  followRoutes,
  formRoutes,
  paperRoutes,
  originalRoutes,
  handOverRoutes,
  blankRoutes,
  inboxRoutes,
  taskRoutes,
  claimRoutes,
  taskAuthorityRoutes,
  bulkTaskRoutes,
  noticeRoutes,
  mandateRoutes,
  adoptionRoutes,
  importRoutes,
  proposalRoutes,
  mergeRoutes,
  auditRoutes,
  countRoutes,
  registerRoutes,
  statisticsRoutes,
  subscriptionRoutes,
  requestStatusRoutes,
  procedureRoutes,
  handbookRoutes,
  unitRoutes,
  readinessRoutes,
  jurisdictionRoutes,
  placementRoutes,
  previewRoutes,
  unitLoadRoutes,
  reorganisationRoutes,
  goRoutes,
  payoutRunRoutes,
  payoutReportRoutes,
  cashListRoutes,
  accountRoutes,
  moneyRoutes,
  bankLineRoutes,
  ledgerRoutes,
  waveRoutes,
  healthRoutes,
]

/** The API, ready to listen. It starts and files dossiers while the engine is away; closing it leaves `deps` open. */
export async function buildApp(given: ApiDeps): Promise<FastifyInstance> {
  const account = (subject: string, at: number) => accountAt(given.database.sql, subject, at)
  const deps = { ...given, verify: withAccounts(given.verify, account, given.now) }
  const app = createServer(deps)
  app.addHook('onRequest', async (_request, reply) => void nameRehearsal(reply, deps))
  // Bad tokens count too: an address that keeps sending them gets `tooManyRequests`.
  app.setErrorHandler(async (error, request, reply) =>
    answerError(
      await rating.count(request).then(
        () => explainEndedUnit(deps, knownCaller(request), error),
        (exceeded: unknown) => exceeded,
      ),
      request,
      reply,
    ),
  )
  app.setNotFoundHandler((request, reply) => answerError(new DomainError('notFound'), request, reply))
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: nothingButData } })
  refuseWhenClosing(app)
  cutOffSlowSenders(app, {
    anyMs: deps.arrivalMs ?? arrivalMs,
    fileMs: deps.fileArrivalMs ?? uploadArrivalMs,
  })
  const rating = await limitRates(app, deps.rates ?? defaultRates, deps.verify)
  refuseUnreadable(app)

  const metrics = createMetrics(deps.database, deps.now, app.log)
  const acknowledger = createAcknowledger(deps.database, deps.now, app.log)
  app.addHook('onClose', () => acknowledger.close())
  observe(app, metrics)
  await documentApi(app)

  const routeDeps: RouteDeps = {
    ...deps,
    requestTimeoutMs: deps.requestTimeoutMs ?? 8_000,
    metrics,
    acknowledger,
  }
  for (const routes of everyRoute) await app.register(routes(routeDeps))
  return app
}

function createServer(deps: ApiDeps): FastifyInstance {
  const app: FastifyInstance = Fastify({
    bodyLimit: bodyLimitBytes,
    // The framework's own answer carries no code of `domain/errors.ts`.
    return503OnClosing: false,
    requestTimeout: importArrivalMs,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000 },
    trustProxy: deps.trustedProxies === undefined ? false : [...deps.trustedProxies],
    // Bodies and query strings hold personal data: a line says which route, how it ended and how long it took.
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: (error, request, reply) => void answerError(error, request, nameRehearsal(reply, deps)),
    ...(deps.log === undefined ? {} : { loggerInstance: deps.log satisfies FastifyBaseLogger }),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  return app
}

/** An answer of a rehearsal is never to be taken for one of the live system. */
function nameRehearsal<R extends Pick<FastifyReply, 'header'>>(reply: R, { rehearsal }: ApiDeps): R {
  if (rehearsal !== undefined) reply.header('x-thong-suot-rehearsal', rehearsal)
  return reply
}

/** Refuses what cannot be read safely or stored, before a route sees it. */
function refuseUnreadable(app: FastifyInstance): void {
  app.addHook('preParsing', async ({ headers }) => {
    // A small compressed body could inflate to any size.
    if ((headers['content-encoding'] ?? 'identity') === 'identity') return
    throw new DomainError('unsupportedMediaType', {
      hint: 'Send the body as it is, without content-encoding.',
    })
  })
  app.addHook('preValidation', async (request) => {
    refuseUnstorable(request.params, ['params'])
    refuseUnstorable(request.query, ['querystring'])
    refuseUnstorable(request.body)
  })
}

/** A request that comes over an open connection while the process closes gets an error of `domain/errors.ts`, and is not begun. */
function refuseWhenClosing(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onRequest', async ({ routeOptions }) => {
    if (closing && routeOptions.url !== '/health') throw new DomainError('shuttingDown')
  })
}

function observe(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const { method } = request
    metrics.request({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    request.log.info(
      { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
}

async function documentApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Thông Suốt',
        description: 'Hồ sơ thủ tục hành chính: nộp, xử lý, tra cứu. Lỗi trả về theo RFC 9457.',
        version: '1',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    // A proxy may end TLS; this process cannot know.
    transformStaticCSP: (policy) => policy.replace(' upgrade-insecure-requests;', ''),
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
