/** Fees, in đồng by channel, as many procedures have them. */

export const free = { online: 0, counter: 0, post: 0 } as const

/** No source tells what Hà Nội takes. Say `notFound.fee` in `assumed`. */
export const feeNotFound = { online: null, counter: null, post: null } as const
