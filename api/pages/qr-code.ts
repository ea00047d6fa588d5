import { renderSVG } from 'uqr'
import { Html } from './html.ts'

/** A QR code drawn into the page itself, so that the page still loads nothing. With the quiet zone of four modules that the standard asks for. */
export const qrCode = (text: string): Html => new Html(renderSVG(text, { ecc: 'M', border: 4 }))

/**
 * What the QR code of a slip says: the page where citizens follow, with the code; the code alone where none is named.
 * Never the secret: what a camera reads ends in a browser's history, in logs of proxies and in somebody else's photograph,
 * and a counter that scans the slip needs the code only.
 */
export function lookupOf(code: string, followUrl: string | undefined): string {
  if (followUrl === undefined) return code
  const url = new URL(followUrl)
  url.searchParams.set('code', code)
  return url.href
}
