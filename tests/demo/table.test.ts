import { describe, expect, it } from 'vitest'
import { table } from '../../demo/table.ts'
import { goodDay, intentionsFor } from './good-day.ts'

describe('the table of the day', async () => {
  const intentions = await intentionsFor(60)
  const lines = table(intentions, goodDay(intentions)).split('\n')
  const figuresOf = (line = '') => line.trim().split(/ {2,}/).slice(1)

  it('adds up: the procedures to their field, fields and routes to the city', () => {
    const routes = lines.findIndex((line) => line.startsWith('  Quy trình'))
    const sum = (from: number, to: number, of: RegExp) =>
      lines
        .slice(from, to)
        .filter((line) => of.test(line))
        .reduce((all, line) => all + Number(figuresOf(line)[0]), 0)
    expect(sum(1, routes, /^ {2}\p{Lu}/u)).toBe(60)
    expect(sum(1, routes, /^ {4}/)).toBeGreaterThanOrEqual(48)
    expect(sum(routes + 1, lines.length - 1, /^ {2}[^ ─]/)).toBe(60)
    expect(figuresOf(lines.at(-1))[0]).toBe('60')
    const ofField = intentions.filter(({ procedure }) => procedure.field === 'Hộ tịch').length
    expect(figuresOf(lines.find((line) => line.startsWith('  Hộ tịch')))[0]).toBe(`${ofField}`)
  })

  it('is in columns, whatever the name', () => {
    const figured = lines.filter((line) => figuresOf(line).length > 1)
    expect(new Set(figured.map((line) => line.length)).size).toBe(1)
  })
})
