import { expect, test } from 'vitest'
import { Turns } from '../../engine/turns.ts'

/** Work that ends on request, and writes down when it began. */
function works() {
  const began: string[] = []
  const ends = new Map<string, () => void>()
  return {
    began,
    end: (name: string) => ends.get(name)?.(),
    work: (name: string) => () => {
      began.push(name)
      return new Promise<string>((resolve) => {
        ends.set(name, () => resolve(name))
      })
    },
  }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

test('turns under one key run in their order, one at a time; another key does not wait', async () => {
  const turns = new Turns()
  const { began, end, work } = works()
  const done = ['first', 'second'].map((name) => turns.take('dossier', 1_000, work(name)))
  done.push(turns.take('other dossier', 1_000, work('other')))
  await soon()
  expect(began).toEqual(['first', 'other'])
  end('first')
  await done[0]
  await soon()
  expect(began).toEqual(['first', 'other', 'second'])
  end('second')
  end('other')
  expect(await Promise.all(done)).toEqual(['first', 'second', 'other'])
})

test('a turn that waits too long gets an error and blocks no other; one that fails passes the turn on', async () => {
  const turns = new Turns()
  const { began, end, work } = works()
  const first = turns.take('dossier', 1_000, work('first'))
  const impatient = turns.take('dossier', 1, work('impatient'))
  const failing = turns.take('dossier', 1_000, () => Promise.reject(new Error('fails')))
  const last = turns.take('dossier', 1_000, work('last'))
  await expect(impatient).rejects.toMatchObject({ code: 'tooManyPending' })
  end('first')
  await first
  await expect(failing).rejects.toThrow('fails')
  await soon()
  expect(began).toEqual(['first', 'last'])
  end('last')
  expect(await last).toBe('last')
})
