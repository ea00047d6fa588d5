import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { until } from '../../../harness/until.ts'
import { type Reload, reloadingProcedures } from '../../../procedures/registry/reload.ts'

const dir = await mkdtemp(join(tmpdir(), 'reload-'))
await mkdir(join(dir, 'thu-nghiem'))
// As in the project: a module that is no ES module is kept by its path, whatever its version.
await writeFile(join(dir, 'package.json'), '{"type": "module"}')
afterAll(() => rm(dir, { recursive: true }))

const registration = fileURLToPath(new URL('../invented/registration.ts', import.meta.url))
const write = (slug: string, what: string) =>
  writeFile(
    join(dir, 'thu-nghiem', `${slug}.ts`),
    `import { registration } from '${registration}'\nexport default ${what}`,
  )

test('new dossiers are filed under a definition that was written again; a broken one is reported', async () => {
  await write('9.000001-dang-ky', 'registration')
  const reloads: Reload[] = []
  const { registry, stop } = await reloadingProcedures((reload) => reloads.push(reload), dir)
  const before = registry.inForce('9.000001', '2026-11-25')
  if (before === undefined) throw new Error('the definition is not there')

  await write('9.000001-dang-ky', "Object.freeze({ ...registration, name: 'Đăng ký mới' })")
  await until('it is taken up', () => registry.inForce('9.000001', '2026-11-25')?.name === 'Đăng ký mới')
  expect(reloads).toEqual([{ files: ['thu-nghiem/9.000001-dang-ky.ts'] }])
  // The previous definition still gives its plan.
  expect(registry.compiled(before).plan.name).toBe('Đăng ký thử nghiệm')

  // As an editor does that puts the new text in the place of the old one.
  await write('moi', "Object.freeze({ ...registration, name: 'Đăng ký mới hơn' })")
  await rename(join(dir, 'thu-nghiem', 'moi.ts'), join(dir, 'thu-nghiem', '9.000001-dang-ky.ts'))
  await until('it is taken up', () => registry.inForce('9.000001', '2026-11-25')?.name === 'Đăng ký mới hơn')

  await write('hong', '1')
  const isReported = (reload: Reload) =>
    'error' in reload && reload.error instanceof Error && reload.error.message.includes('thu-nghiem/hong.ts')
  await until('it is reported', () => reloads.some(isReported))
  expect(registry.procedures.map(({ name }) => name)).toEqual(['Đăng ký mới hơn'])
  stop()
})
