import type { Dong } from '../../../domain/money.ts'

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

/** `code` tells why, where no words may go: of Node, `http503`, or one of this project. */
class GatewayFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** The bank certainly has not got the request. */
export class GatewayUnreachable extends GatewayFailure {
  override readonly name = 'GatewayUnreachable'
}

/** No answer, or none that can be understood: the bank may have executed the order or not. */
export class GatewayTimeout extends GatewayFailure {
  override readonly name = 'GatewayTimeout'
}

/** The bank knows the key with another account or amount; only a person can tell what it has paid. */
export class GatewayConflict extends GatewayFailure {
  override readonly name = 'GatewayConflict'
}
