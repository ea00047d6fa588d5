import { describe, expect, it } from 'vitest'
import type { Intention } from '../../demo/intentions.ts'
import { givenOf, runPath } from '../../procedures/grammar/checks/examples.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'
import { intentionsFor, split } from './good-day.ts'

describe('what is filed', async () => {
  const all = (await loadProcedures()).procedures
  const codes = new Set(all.map(({ code }) => code))
  const procedures = [...new Set((await intentionsFor(12)).map(({ procedure }) => procedure))]
  // Each of the twelve so often that each of its examples has its turn.
  const most = Math.max(...procedures.map(({ examples }) => examples.length))
  const intentions = await intentionsFor(12 * 2 * most + codes.size - 12)

  it('is of twelve procedures at first, then of every other, which go the ways of their routes', () => {
    const early = intentions.slice(0, 48)
    expect(new Set(early.map(({ procedure }) => procedure))).toEqual(new Set(procedures))
    const once = intentions.slice(0, 48 + codes.size - 12)
    expect(new Set(once.map(({ procedure }) => procedure.code))).toEqual(codes)
    const others = once.slice(48)
    expect(new Set(others.map(({ ends }) => ends))).toContain('refused')
    expect(others.flatMap(({ items }) => items.map(({ kind }) => kind))).toContain('supplement')
  })

  it('goes every way that the examples of the twelve go', () => {
    // What lay in the post finds the time of its reception over, and goes the same way.
    const lengthOf = (items: Intention['items']) => items.filter(({ kind }) => kind !== 'due').length
    const filed = new Set(
      intentions.map(({ procedure, ends, items }) => `${procedure.code} ${ends} ${lengthOf(items)}`),
    )
    for (const procedure of procedures) {
      for (const example of procedure.examples) {
        const { items } = runPath(planOf(procedure), example.path, givenOf(example))
        expect(filed).toContain(`${procedure.code} ${example.ends} ${lengthOf(items)}`)
      }
    }
  })

  it('comes by every channel, and some of it too late', () => {
    expect(new Set(intentions.map(({ body }) => body.channel))).toEqual(
      new Set(['online', 'counter', 'post']),
    )
    const late = intentions.filter((intention) => intention.late)
    const lateOften = late.flatMap(({ procedure }) => (procedures.includes(procedure) ? procedure : []))
    expect(new Set(lateOften).size).toBeGreaterThan(procedures.length / 2)
    for (const { items, body } of late) {
      expect(items.map(({ kind }) => kind)).toContain('due')
      expect(body).toMatchObject({ channel: 'counter', received: { reason: 'paper' } })
    }
    const reasons = intentions.flatMap(({ body }) => body.received?.reason ?? [])
    expect(new Set(reasons)).toEqual(new Set(['paper', 'post']))
  })

  it('comes from an old commune whose name does not tell where it lies, and is judged in its part', () => {
    const unplaced = intentions.filter(({ split }) => split !== null)
    expect(unplaced.length).toBeGreaterThan(intentions.length / 20)
    for (const { commune, body } of unplaced) {
      expect(commune.areaId).toBe(split.areaId)
      expect(body.places).toEqual([{ kind: expect.any(String), oldWard: split.oldWard }])
    }
  })

  it('brings no paper that a database replaces', () => {
    for (const { procedure, body } of intentions) {
      for (const { kind } of body.papers ?? []) expect(procedure.papers[kind]?.replacedBy).toBeUndefined()
    }
  })

  it('is the same for a seed', async () => {
    expect(await intentionsFor(intentions.length)).toEqual(intentions)
  })

  it('names an account that the bank rejects only where the applicant will correct it', () => {
    for (const { body, corrected } of intentions) {
      const closed = String(body.form.payeeAccount).endsWith('0000')
      expect(closed).toBe(corrected !== null)
      expect(corrected?.payeeAccount ?? '8').toMatch(/8$/)
    }
  })
})
