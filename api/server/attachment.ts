import { withoutDiacritics } from '../../domain/vietnamese.ts'

/**
 * The header that has a browser save a file and not show it, under a name in any script: RFC 6266, with the name by
 * RFC 8187 (formerly 5987) and in plain ASCII for who does not read that.
 */
export function attachment(name: string): string {
  const plain = withoutDiacritics(name)
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  // encodeURIComponent leaves some signs that the header's grammar does not.
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
