/** HTML that is safe to serve: values in a template are escaped, unless they are HTML made here. */

export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[] | null

/** A template tag: `html\`<td>${name}</td>\``. Values belong between tags or in quoted attributes, nowhere else. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(fixed.reduce((text, piece, i) => `${text}${textOf(parts[i - 1] ?? null)}${piece}`))
}

function textOf(part: Part): string {
  if (part === null) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(({ text }) => text).join('')
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
