/** The handbook of a procedure as a page of HTML, for telephones and for paper. */
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import type { Handbook, HandbookSection } from '../../procedures/handbook/handbook.ts'
import { Html, html } from './html.ts'
import { headersFor } from './official-page.ts'
import { planDrawing } from './plan-drawing.ts'

const style = `
@page { size: A4; margin: 15mm }
body { font: 1.06rem/1.5 system-ui, sans-serif; color: #111; max-width: 42rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.4rem; line-height: 1.25 }
h2 { font-size: 1.15rem; margin: 1.6rem 0 .4rem; border-bottom: 1px solid #999 }
h3 { font-size: 1rem; margin: .8rem 0 .2rem }
dl { display: grid; grid-template-columns: max-content auto; gap: 0 .8rem; margin: 0 }
dt { color: #444 }
dd { margin: 0 }
ul, ol { margin: .3rem 0; padding-left: 1.4rem }
li { margin: .25rem 0 }
nav a { display: inline-block; padding: .3rem .8rem .3rem 0 }
svg { display: block; width: 100%; max-width: 30rem; margin: .6rem 0 }
.caution { border: 2px solid #9b1c1c; border-radius: .3rem; padding: .5rem .8rem }
@media print { nav { display: none } body { padding: 0; font-size: 10.5pt } li, h2, h3 { break-inside: avoid } h2, h3 { break-after: avoid } svg { max-width: 110mm } }
`

/** Public and the same for everybody: cached for ten minutes, then revalidated by its ETag. */
const kept = { 'cache-control': 'public, max-age=600' } as const
export const pageHeaders: Readonly<Record<string, string>> = { ...headersFor(style), ...kept }
export const textHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/markdown; charset=utf-8',
  'x-content-type-options': 'nosniff',
  ...kept,
}

export function handbookPage({ name, facts, caution, sections }: Handbook, plan: Plan): string {
  return html`<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title><style>${new Html(style)}</style></head>
<body>
<main>
<h1>${name}</h1>
<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
${caution === null ? null : html`<p class="caution"><strong>Lưu ý.</strong> ${caution}</p>`}
<nav aria-label="Trên trang này">${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a> `)}</nav>
${sections.map((section) => sectionOf(section, section.id === 'steps' ? planDrawing(plan, name) : null))}
</main>
</body>
</html>`.text
}

function sectionOf({ id, title, lists }: HandbookSection, drawing: Html | null): Html {
  return html`<section id="${id}"><h2>${title}</h2>
${lists.map(({ heading, lines }) => {
  const items = lines.map((line) => html`<li>${line}</li>`)
  const list = id === 'steps' ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
  return html`${heading === null ? null : html`<h3>${heading}</h3>`}${list}`
})}${drawing}</section>
`
}
