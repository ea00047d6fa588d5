import type { RecipientKind } from '../../domain/dossier/notices.ts'
/** A notice in words, about to leave. Personal: it goes to the gateway and into no log. */
export interface OutgoingNotice {
  /** Business key: a notice sent twice under one key is delivered once. */
  key: string
  recipient: { kind: RecipientKind; id: string }
  /** Phone number; null where none is known, and then the gateway knows its officers and citizens otherwise. */
  address: string | null
  subject: string
  body: string
}

/** Takes notices to people: by SMS, by mail, into a portal. */
export interface NoticeGateway {
  /**
   * Takes these over, each at most once for its key.
   * @param at instant, ms
   * @returns keys of what was taken; the rest is brought again later
   */
  deliver(notices: readonly OutgoingNotice[], at: number): Promise<ReadonlySet<string>>
}
