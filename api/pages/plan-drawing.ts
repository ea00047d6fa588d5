/** The steps of a plan as a drawing for narrow screens: one column, and in each step what leads back or ends. */
import { endings } from '../../domain/dossier/dossier.ts'
import { type Plan, type PlanStep, stepsInOrder } from '../../procedures/grammar/plan/plan.ts'
import { aboutOf, type Lane, onwardOf, otherWays, type Way } from '../../procedures/grammar/plan/plan-ways.ts'
import { type Html, html } from './html.ts'

const WIDTH = 360
const LANE = 9
const LINE = 17
const PADDING = 9
const GAP = 32
const FONT_SIZE = 13

interface Box {
  id: string
  optional: boolean
  name: readonly string[]
  about: readonly string[]
  ways: readonly (Way & { lines: readonly string[]; y: number })[]
  onward: string
  spoken: string
  top: number
  height: number
}

/** SVG; the same plan and name give the same drawing. @param name of the procedure, for who does not see it */
export function planDrawing(plan: Plan, name: string): Html {
  const ways = new Map(stepsInOrder(plan).map((id) => [id, otherWays(plan, id)]))
  const lanes = lanesOf([...ways.values()].flat())
  const left = 6 + LANE * lanes.length
  const boxes = boxesOf(plan, ways, WIDTH - 2 - left)
  const end = bottomOf(boxes.at(-1)) + GAP
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${end + 34}" role="img" aria-labelledby="drawing-title drawing-text" font-family="system-ui, sans-serif" font-size="${FONT_SIZE}" fill="#111">
<title id="drawing-title">Sơ đồ các bước: ${name}</title>
<desc id="drawing-text">${boxes.map(({ spoken }) => spoken).join(' ')} Cuối cùng: ${endings.issued}.</desc>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#333"/></marker></defs>
${boxes.map((box) => drawn(box, left))}
${lanes.map((lane, i) => drawnLane(lane, boxes, left, left - 5 - LANE * i))}
<rect x="${left}" y="${end}" width="${WIDTH - 2 - left}" height="32" rx="16" fill="#e3f1e5" stroke="#2c6b37"/>
<text x="${(left + WIDTH - 2) / 2}" y="${end + 21}" text-anchor="middle" font-weight="bold">${endings.issued}</text>
</svg>`
}

/** One lane for all ways that lead to a step in the same manner. */
function lanesOf(ways: readonly Way[]): readonly Lane[] {
  const keyed = ways.flatMap(({ leads }) =>
    leads === null ? [] : [[`${leads.asks} ${leads.to}`, leads] as const],
  )
  return [...new Map(keyed).values()]
}

function boxesOf(plan: Plan, ways: ReadonlyMap<string, readonly Way[]>, width: number): readonly Box[] {
  const boxes: Box[] = []
  for (const [id, own] of ways) {
    const step = plan.steps[id]
    if (step === undefined) continue
    const top = boxes.length === 0 ? 1 : bottomOf(boxes.at(-1)) + GAP
    boxes.push(boxOf({ id, step, ways: own, number: boxes.length + 1 }, top, width))
  }
  return boxes
}

const bottomOf = (box: Box | undefined): number => (box === undefined ? 0 : box.top + box.height)

function boxOf(
  { id, step, ways, number }: { id: string; step: PlanStep; ways: readonly Way[]; number: number },
  top: number,
  width: number,
): Box {
  const inside = width - 2 * PADDING
  const name = wrapped(`${number}. ${step.name}${step.when === null ? '' : ' (nếu có)'}`, inside, 0.62)
  const about = aboutOf(step)
  const lines = about.flatMap((line) => wrapped(line, inside))
  let y = top + PADDING + LINE * (name.length + lines.length) + (ways.length > 0 ? 6 : 0)
  const placed = ways.map((way) => {
    const of = { ...way, lines: wrapped(way.words, inside - 12), y }
    y += LINE * of.lines.length
    return of
  })
  return {
    ...{ id, optional: step.when !== null, name, about: lines, ways: placed, onward: onwardOf(step) },
    spoken: `${number}. ${[step.name, ...about].join(', ')}.${ways.map(({ words }) => ` ${words}.`).join('')}`,
    ...{ top, height: y + PADDING - top },
  }
}

/** SVG breaks no lines. @param wide the width of a letter, as a share of the size of the font */
function wrapped(text: string, width: number, wide = 0.56): readonly string[] {
  const most = Math.floor(width / (FONT_SIZE * wide))
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

function drawn(box: Box, left: number): Html {
  const { top, height, name, about, ways, onward, optional } = box
  const [x, middle, bottom] = [left + PADDING, (left + WIDTH - 2) / 2, top + height]
  const line = (i: number) => top + PADDING + LINE * (i + 1) - 4
  return html`<rect x="${left}" y="${top}" width="${WIDTH - 2 - left}" height="${height}" rx="6" fill="#f4f8fc" stroke="#1f4e79" stroke-dasharray="${optional ? '5 4' : 'none'}"/>
${name.map((text, i) => html`<text x="${x}" y="${line(i)}" font-weight="bold">${text}</text>`)}
${about.map((text, i) => html`<text x="${x}" y="${line(name.length + i)}" fill="#333">${text}</text>`)}
${ways.map((way) => drawnWay(way, x))}
<path d="M${middle} ${bottom}V${bottom + GAP - 1}" stroke="#333" fill="none" marker-end="url(#head)"/>
<text x="${middle + 8}" y="${bottom + GAP / 2 + 4}" font-size="12">${onward}</text>
`
}

function drawnWay({ lines, y, ends, leads }: Box['ways'][number], x: number): Html {
  const mark = ends
    ? html`<rect x="${x}" y="${y + 4}" width="7" height="7" fill="#9b1c1c"/>`
    : html`<circle cx="${x + 3.5}" cy="${y + 7.5}" r="3" fill="${leads === null ? 'none' : '#7a4b00'}" stroke="#7a4b00"/>`
  return html`${mark}${lines.map((text, i) => html`<text x="${x + 12}" y="${y + LINE * (i + 1) - 5}" fill="${ends ? '#9b1c1c' : '#5c3900'}">${text}</text>`)}`
}

/** Along the column from every way that takes it, with its head at the step it leads to. */
function drawnLane({ to, asks }: Lane, boxes: readonly Box[], left: number, x: number): Html {
  const from = boxes.flatMap(({ ways }) =>
    ways.filter(({ leads }) => leads?.to === to && leads.asks === asks).map(({ y }) => y + 7.5),
  )
  const head = (boxes.find(({ id }) => id === to)?.top ?? 0) + (asks ? 20 : 12)
  const [first, last] = [Math.min(head, ...from), Math.max(head, ...from)]
  const entries = from.map((y) => `M${left} ${y}H${x}`).join('')
  return html`<g stroke="#7a4b00" fill="none" stroke-dasharray="${asks ? '3 3' : 'none'}"><path d="${entries}M${x} ${first}V${last}"/><path d="M${x} ${head}H${left}" marker-end="url(#head)"/></g>
`
}
