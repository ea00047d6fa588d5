import type { Dong } from '../../../domain/money.ts'

/** So many orders at most are one batch. `assumed`: each bank has a limit of its own. */
export const largestBatch = 500

/** What the bank is asked to do. `orderKey` is what it knows the order by, on every attempt the same. */
export interface TransferOrder {
  orderKey: string
  account: string
  payeeName?: string
  amountDong: Dong
}

/** `accepted`: the bank has the order and has not settled it yet; the money may still go or stay. */
export type TransferAnswer =
  | { kind: 'confirmed'; ref: string }
  | { kind: 'rejected'; reason: string }
  | { kind: 'accepted' }

/** What the bank says of an order that it has; `known` is what it was asked to pay, as far as the bank tells. */
export type KnownTransfer = TransferAnswer & {
  known?: { amountDong?: Dong | undefined; accountEnding?: string | undefined } | undefined
}

export type InquiryAnswer = KnownTransfer | { kind: 'notFound' }

/** Whether the bank knows the order with another amount or account, as far as it tells. */
export function isOtherwise(
  { amountDong, account }: Pick<TransferOrder, 'amountDong' | 'account'>,
  known: KnownTransfer['known'],
): boolean {
  const otherAmount = known?.amountDong !== undefined && known.amountDong !== amountDong
  const otherAccount = known?.accountEnding !== undefined && !account.endsWith(known.accountEnding)
  return otherAmount || otherAccount
}

/**
 * A bank. It must hold an order key to one transfer at least for as long as one of our requests may still be under
 * way to it, and keep finding that transfer by inquiry for as long as we may ask.
 */
export interface PaymentGateway {
  /**
   * `onSent` is called when the order is with the bank and nothing of its answer is known yet.
   * @throws GatewayUnreachable, GatewayTimeout, GatewayConflict
   */
  transfer(order: TransferOrder, onSent?: () => void): Promise<TransferAnswer>
  /** @throws GatewayUnreachable, GatewayTimeout */
  inquire(orderKey: string): Promise<InquiryAnswer>
}

/**
 * Orders that travel together. The key is the home of its orders: as long as they are open, they travel under this key or one that
 * is derived from it, and a batch that is made again after a restore of the database has the same key.
 */
export interface OrderBatch {
  batchKey: string
  /** Of different keys, `largestBatch` at most. */
  orders: readonly TransferOrder[]
}

/** What the bank says of one order of a batch; `conflict`: it knows the order's key with another content. */
export type BatchAnswer = TransferAnswer | { kind: 'conflict' }

/** By order key. An order that is missing is unknown. */
export type BatchAnswers = ReadonlyMap<string, BatchAnswer>

/** What the bank knows of a batch. While it is `inProgress`, an order that is missing may still be executed. */
export interface KnownBatch {
  inProgress: boolean
  /** By order key. */
  answers: ReadonlyMap<string, KnownTransfer>
}

/** A bank that takes many orders in one call. As with single orders, it must hold each order key to one transfer; see PaymentGateway. */
export interface BatchGateway {
  /**
   * `onSent` is called when the batch is with the bank and nothing of its answer is known yet.
   * @throws GatewayUnreachable, GatewayTimeout: some, all or none of it may be executed; GatewayConflict
   */
  sendBatch(batch: OrderBatch, onSent?: () => void): Promise<BatchAnswers>
  /** @throws GatewayUnreachable, GatewayTimeout */
  inquireBatch(batch: OrderBatch): Promise<KnownBatch | 'notFound'>
  /** @throws GatewayUnreachable, GatewayTimeout */
  inquire(orderKey: string): Promise<InquiryAnswer>
}

/** What a file says of itself, so that a line that was lost or changed is seen. */
export interface ControlTotals {
  count: number
  sumDong: Dong
  /** SHA-256 of the lines of orders as they are written, in hex. */
  sha256: string
}

export interface BankFile {
  /** By the key of the batch. */
  fileName: string
  content: string
  totals: ControlTotals
}

/** What a return file says, by order key. An order of the batch that it leaves out is still with the bank. */
export interface ReturnFile {
  answers: ReadonlyMap<string, TransferAnswer>
  totals: ControlTotals
}

/** A bank that takes a batch as a file and answers with another one. It cannot be asked: its return file is the only word on an order. */
export interface FileGateway {
  /**
   * Puts the file of a batch into its folder, once; the same batch again finds the same file.
   * @throws GatewayConflict where the batch has a file with another content
   */
  writeBatch(batch: OrderBatch): Promise<BankFile>
  /** @throws ReturnFileRefused */
  readReturn(batch: OrderBatch, bytes: Uint8Array): ReturnFile
}

/** A way to the payee, by what it can do. Cash has no gateway: a list is printed (`cash-list/`), and who signed it is entered by a person. */
export type Gateway =
  | ({ kind: 'instant' } & PaymentGateway)
  | ({ kind: 'batch' } & BatchGateway)
  | ({ kind: 'file' } & FileGateway)

/** `code` tells why, where no words may go: of Node, `http503`, or one of this project. */
class GatewayFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** The bank certainly does nothing on this request: it has not got it, or turned it away by its limit of calls. */
export class GatewayUnreachable extends GatewayFailure {
  override readonly name = 'GatewayUnreachable'
  constructor(
    code: string,
    message: string,
    /** When the bank wants to be called again, if it said so. */
    readonly retryAfterMs?: number,
  ) {
    super(code, message)
  }
}

/** No answer, or none that can be understood: the bank may have executed the order or not. */
export class GatewayTimeout extends GatewayFailure {
  override readonly name = 'GatewayTimeout'
}

/** The bank knows the key with another account or amount; only a person can tell what it has paid. */
export class GatewayConflict extends GatewayFailure {
  override readonly name = 'GatewayConflict'
}
