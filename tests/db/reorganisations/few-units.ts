import { type TestDatabase, testDatabase } from '../../database.ts'

const communes = ['new:00004', 'new:00008', 'new:00025']

/**
 * A test database with three communes, departments and the city, and nothing that has ended: each step of a reorganisation reads every
 * row, and what is shown is the same with a hundred of them.
 */
export async function fewUnits(): Promise<TestDatabase> {
  const database = await testDatabase()
  await keepFewUnits(database)
  return database
}

async function keepFewUnits(database: TestDatabase): Promise<void> {
  await database.asOwner((sql) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`
        create temporary table kept_unit on commit drop as
        select id from unit where id = any (${communes}::text[]) or tier in ('city', 'department')`
      await tx`
        create temporary table kept_area on commit drop as
        with recursive held as (
          select a.id, a.parent_id from area a where a.kind = 'city' or exists (
            select 1 from jurisdiction j where j.area_id = a.id and j.unit_id = any (${communes}::text[]))
          union select a.id, a.parent_id from held join area a on a.id = held.parent_id)
        select id from held`
      for (const history of ['', '_history']) {
        const from = (table: string) => tx(`${table}${history}`)
        for (const table of ['mandate', 'office', 'seal', 'site', 'unit_parent'])
          await tx`delete from ${from(table)} where unit_id not in (select id from kept_unit)`
        for (const table of ['competence', 'custody'])
          await tx`delete from ${from(table)} where unit_id is not null and unit_id not in (select id from kept_unit)`
        await tx`delete from ${from('unit_successor')}`
        // What was split is a parent of what is kept: it goes on being kept by a custodian.
        await tx`
          update ${from('jurisdiction')} set unit_id = ${communes[0] ?? ''}
          where custodian and unit_id not in (select id from kept_unit) and area_id in (select id from kept_area)`
        await tx`
          delete from ${from('jurisdiction')}
          where unit_id not in (select id from kept_unit) or area_id not in (select id from kept_area)`
        await tx`delete from ${from('area')} where id not in (select id from kept_area)`
        await tx`delete from ${from('unit')} where id not in (select id from kept_unit)`
      }
    }),
  )
}
