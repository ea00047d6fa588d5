/**
 * The text in Unicode NFC. Keyboards and files deliver Vietnamese both composed and decomposed; without one form
 * equal names compare as different.
 */
export function nfc(text: string): string {
  return text.normalize('NFC')
}

/** The text without tone and vowel marks, đ as d: "Đặng Thị Huệ" becomes "Dang Thi Hue". */
export function withoutDiacritics(text: string): string {
  // đ is a letter of its own: NFD leaves it whole, so stripping marks alone would miss every "Đ".
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
}

/** The text for searching: the same in lower case. */
export const foldDiacritics = (text: string): string => withoutDiacritics(text).toLowerCase()

/** A name as it is searched: words in lower case without diacritics, one space between them, nothing else. */
export function searchable(text: string): string {
  return foldDiacritics(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** A searchable name from each of its words on: "Nguyễn Thị Lan" gives "nguyen thi lan", "thi lan" and "lan". */
export function nameTails(name: string): readonly string[] {
  const words = searchable(name).split(' ')
  return words[0] === '' ? [] : words.map((_, from) => words.slice(from).join(' '))
}

/** A name for addresses and files: "Đăng ký khai sinh" becomes "dang-ky-khai-sinh". Empty if nothing is left. */
export function slugOf(text: string): string {
  return foldDiacritics(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
