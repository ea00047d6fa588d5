import type { Querying } from '../../db/database.ts'
import {
  alertContradiction,
  confirm,
  loadOrder,
  markSent,
  type Order,
  reject,
} from '../../db/money/payment.ts'
import type { TransferAnswer } from './gateways/gateway.ts'

/**
 * Writes down what the bank says of an order, whether it answers, is asked, or sends a notice of its own; twice,
 * late or out of order does no harm. What contradicts a settled order changes nothing and raises an alert.
 * @returns the order after that
 */
export async function recordAnswer(
  sql: Querying,
  orderId: string,
  answer: TransferAnswer,
  atMs: number,
): Promise<Order> {
  const moved = await move(sql, orderId, answer, atMs)
  const order = await loadOrder(sql, orderId)
  if (!moved && contradicts(order, answer)) {
    await alertContradiction(sql, orderId, `it is ${order.state}, and the bank says ${answer.kind}`, atMs)
  }
  return order
}

function move(sql: Querying, orderId: string, answer: TransferAnswer, atMs: number): Promise<boolean> {
  switch (answer.kind) {
    case 'confirmed':
      return confirm(sql, orderId, answer.ref, atMs)
    case 'rejected':
      return reject(sql, orderId, answer.reason, atMs)
    case 'accepted':
      return markSent(sql, orderId)
  }
}

function contradicts(order: Order, answer: TransferAnswer): boolean {
  switch (answer.kind) {
    case 'confirmed':
      // Another reference is another transfer: paid twice.
      return !(order.state === 'CONFIRMED' || order.state === 'RETURNED') || order.gatewayRef !== answer.ref
    case 'rejected':
      return order.state !== 'REJECTED'
    case 'accepted':
      return false
  }
}
