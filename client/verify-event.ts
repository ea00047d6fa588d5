interface Envelope {
  /** Comes again where the acknowledgement was lost: keep the ids of a week. */
  id: string
  /** Legal instant, ISO 8601. */
  timestamp: string
}

/** What a subscription receives of a dossier. Ids, codes, outcomes and times; read the dossier for what else is needed. */
export interface DossierEvent extends Envelope {
  type: 'dossier.filed' | 'dossier.changed' | 'dossier.closed' | 'dossier.corrected'
  data: {
    dossier: string
    code: string
    procedure: string
    what: string
    revision: number | null
    task: string | null
    outcome: string | null
    opened: readonly string[]
    closed: readonly { key: string; outcome: string | null }[]
    clock: 'start' | 'pause' | 'resume' | 'stop' | null
    ending: string | null
    /** Number of the correction that it belongs to. */
    correction?: number
  }
}

/** What a subscription receives of a reorganisation of units. It takes the place of what was sent of the same one before. */
export interface UnitEvent extends Envelope {
  type: 'unit.changed'
  data: {
    reorganisation: string
    /** Number of the change of reference data that has written it. */
    change: number
    what: 'armed' | 'postponed' | 'calledOff' | 'undone'
    /** False: it was decided. True: its instant has come. */
    inEffect: boolean
    /** ISO 8601; of what is called off, the instant that it had. */
    effectiveAt: string
    ends: readonly {
      unit: string
      /** The units that stand in its place; one alone does not take over all of it where there are several. */
      successors: readonly string[]
      /** Until when `receptionUnit` may name it; null where nothing stands in its place. */
      acceptedUntil: string | null
    }[]
    begins: readonly string[]
    /** From the instant on, of units that begin, succeed, or receive elsewhere. */
    addresses: readonly { unit: string; address: string | null }[]
  }
}

export type WebhookEvent = DossierEvent | UnitEvent

/** Somebody else sent it, or an old request was sent again: answer it 401 and believe none of it. */
export class ForgedEventError extends Error {
  override readonly name = 'ForgedEventError'
}

const freshForMs = 5 * 60_000

/**
 * The event in a request, once it is certain that the holder of the secret sent it, as standard-webhooks describes.
 * @param body as it came, before anything parsed it
 * @param secret as it was given to `POST /subscriptions`: `whsec_…`
 * @throws {ForgedEventError}
 */
export async function verifyEvent(
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string,
  secret: string,
): Promise<WebhookEvent> {
  const header = (name: string) => String(headers instanceof Headers ? headers.get(name) : headers[name])
  const [id, timestamp] = [header('webhook-id'), header('webhook-timestamp')]
  if (!(Math.abs(Date.now() - Number(timestamp) * 1_000) < freshForMs)) {
    throw new ForgedEventError('signed more than five minutes from now')
  }
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytesOf(secret.slice('whsec_'.length)), hmac, false, [
    'verify',
  ])
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  // Several while a secret is being replaced.
  for (const signature of header('webhook-signature').split(' ')) {
    const mac = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(signature)?.[1]
    if (mac !== undefined && (await crypto.subtle.verify('HMAC', key, bytesOf(mac), signed)))
      return JSON.parse(body)
  }
  throw new ForgedEventError('not signed with this secret')
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
