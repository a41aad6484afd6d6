import type { Db, Tx } from '#platform/db/connect.ts'
import { tables } from './tables.ts'

export interface CentreText {
  readonly name: string
  readonly nameEn: string
  readonly rooms: string
  readonly introduction: string
}
const valuesOf = (centre: CentreText) => ({
  name: centre.name,
  name_en: centre.nameEn,
  rooms: centre.rooms,
  introduction: centre.introduction,
})

export async function insertCentre(tx: Tx, unitId: number, centre: CentreText): Promise<number> {
  const row = await tables(tx)
    .insertInto('centre')
    .values({ unit_id: unitId, ...valuesOf(centre) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function centreById(
  db: Db,
  centreId: number,
): Promise<(CentreText & { unitId: number }) | undefined> {
  return tables(db)
    .selectFrom('centre')
    .select(['unit_id as unitId', 'name', 'name_en as nameEn', 'rooms', 'introduction'])
    .where('id', '=', centreId)
    .executeTakeFirst()
}

export async function updateCentre(tx: Tx, unitId: number, id: number, centre: CentreText): Promise<void> {
  await tables(tx)
    .updateTable('centre')
    .set(valuesOf(centre))
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .execute()
}

export async function removeCentre(tx: Tx, unitId: number, id: number): Promise<void> {
  await tables(tx).deleteFrom('centre').where('unit_id', '=', unitId).where('id', '=', id).execute()
}
