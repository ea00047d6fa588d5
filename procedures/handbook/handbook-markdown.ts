import { diagram } from '../grammar/plan/diagram.ts'
import type { Plan } from '../grammar/plan/plan.ts'
import type { Handbook, HandbookSection } from './handbook.ts'

/**
 * The handbook of a procedure in Markdown; the same content gives the same text.
 * @param drawing of its plan, as a block: for Mermaid by default
 */
export function handbookMarkdown(
  { name, facts, caution, sections }: Handbook,
  plan: Plan,
  drawing: string = `\`\`\`mermaid\n${diagram(plan)}\`\`\``,
): string {
  const drawn = `## Sơ đồ\n\n${drawing}`
  return [
    `# ${escaped(name)}`,
    facts.map(([label, value]) => `${label}: ${escaped(value)}`).join('  \n'),
    ...(caution === null ? [] : [`> **Lưu ý.** ${escaped(caution)}`]),
    ...sections.flatMap((section) => (section.id === 'steps' ? [textOf(section), drawn] : [textOf(section)])),
    '',
  ].join('\n\n')
}

function textOf({ id, title, lists }: HandbookSection): string {
  const blocks = lists.flatMap(({ heading, lines }) => [
    ...(heading === null ? [] : [`### ${heading}`]),
    lines.map((line, i) => `${id === 'steps' ? `${i + 1}.` : '-'} ${escaped(line)}`).join('\n'),
  ])
  return [`## ${title}`, ...blocks].join('\n\n')
}

/** What a renderer would take for its own; names of papers come from published pages. */
const escaped = (line: string): string => line.replace(/[\\`*_[\]<>#|]/g, '\\$&')
