/**
 * What a sealed value is bound to: its field and the row that it belongs to. A value copied to another row does not open there, so nobody
 * who can write to the database pays one dossier to the account of another. The versions of a form are one row here: which of them was
 * signed or confirmed is kept by their rows alone. The id comes last: no name of a field can be read as part of it.
 *
 * Two values need none. A cursor of a search is in no row; the proof of a key (`sealing-keys.ts`) opens under its own key alone.
 */

/** A supplement's too: its values become the dossier's as they are. */
export const formContext = (dossierId: string, field: string): string => `form.${field} ${dossierId}`

export const identityContext = (partyId: string): string => `party.identity ${partyId}`

export const secretContext = (subscriptionId: string): string => `subscription.secret ${subscriptionId}`

/** Of an order's account. */
export const accountContext = (orderId: string): string => `order.account ${orderId}`

/** Of the account of an entitlement's payee. */
export const channelContext = (channelId: string): string => `entitlement.account ${channelId}`

/** Of the name of a paper's file. */
export const nameContext = (fileId: string): string => `paper.name ${fileId}`

/** What was sealed before values were bound to rows names its field alone. Opened so by `npm run keys -- bind`, and nowhere else. */
export const unboundContext = (context: string): string => context.slice(0, context.lastIndexOf(' '))
