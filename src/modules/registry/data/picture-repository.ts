import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/connect.ts'

/** A picture is known by the id of its file. */
export interface Picture {
  readonly pictureId: number
  readonly thumbnailFileId: number
  readonly instrumentId: number
}

export async function picturesOf(db: Db, instrumentId: number): Promise<Picture[]> {
  const { rows } =
    await sql<Picture>`select p.file_id as "pictureId", p.thumbnail_file_id as "thumbnailFileId",
      p.instrument_id as "instrumentId"
    from instrument_picture p join instrument i on i.unit_id = p.unit_id and i.id = p.instrument_id
    where i.id = ${instrumentId} order by p.position, p.file_id`.execute(db)
  return rows
}

/** The first picture of each of some instruments that has one. */
export async function firstPictures(
  db: Db,
  instrumentIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ instrumentId: number; pictureId: number }>`select distinct on (p.instrument_id)
      p.instrument_id as "instrumentId", p.file_id as "pictureId"
    from instrument i join instrument_picture p on p.unit_id = i.unit_id and p.instrument_id = i.id
    where i.id = any(${[...instrumentIds]}::bigint[]) order by p.instrument_id, p.position, p.file_id`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.instrumentId, row.pictureId]))
}

export async function pictureById(db: Db, pictureId: number): Promise<Picture | undefined> {
  const { rows } = await sql<Picture>`select file_id as "pictureId", thumbnail_file_id as "thumbnailFileId",
    instrument_id as "instrumentId" from instrument_picture where file_id = ${pictureId}`.execute(db)
  return rows[0]
}

export async function insertPicture(
  tx: Tx,
  picture: {
    unitId: number
    instrumentId: number
    fileId: number
    thumbnailFileId: number
    position: number
  },
): Promise<void> {
  await sql`insert into instrument_picture (unit_id, instrument_id, file_id, thumbnail_file_id, position)
    values (${picture.unitId}, ${picture.instrumentId}, ${picture.fileId}, ${picture.thumbnailFileId},
      ${picture.position})`.execute(tx)
}

/** Removes a picture with its files. */
export async function deletePicture(tx: Tx, picture: Picture): Promise<void> {
  await sql`delete from instrument_picture where file_id = ${picture.pictureId}`.execute(tx)
  await sql`delete from stored_file where id in (${picture.pictureId}, ${picture.thumbnailFileId})`.execute(
    tx,
  )
}
