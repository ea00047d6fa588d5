/** Fees, in đồng by channel, as many procedures have them. */

export const free = { online: 0, counter: 0, post: 0 } as const

/** No source tells what Hà Nội takes. Say `notFound.fee` in `assumed`. */
export const feeNotFound = { online: null, counter: null, post: null } as const

/** What the city sets, it takes nothing of online since 1 January 2026 (77/2025/NQ-HĐND); at the counter nobody knows. */
export const onlineFree = { online: 0, counter: null, post: null } as const
