/** What text may contain, wherever it comes in. */

/** PostgreSQL keeps no NUL in text, and UTF-8 no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text)

/**
 * Whether this can be the name of a person or organisation: it has a letter, no sign that nobody sees (controls, format signs such as U+200B,
 * breaks of lines), none that stands for a letter which was lost (U+FFFD), and no link. Names are printed on slips and official notices.
 */
export const isName = (text: string): boolean =>
  /\p{L}/u.test(text) && !/[\p{C}\p{Zl}\p{Zp}\uFFFD]/u.test(text) && !/:\/\/|\bwww\./i.test(text)
