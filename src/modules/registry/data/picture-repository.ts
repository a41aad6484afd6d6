import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/connect.ts'

/** A picture is known by the id of its file. */
export interface Picture {
  readonly pictureId: number
  readonly thumbnailFileId: number
  readonly instrumentId: number
  /** The first version that has it, and the first that has it no more. */
  readonly fromVersion: number
  readonly untilVersion: number | null
}

/** Whether a version has the picture. */
export const isIn = ({ fromVersion, untilVersion }: Picture, version: number): boolean =>
  fromVersion <= version && (untilVersion === null || untilVersion > version)

/** Every picture any version of an instrument has. */
async function allPictures(db: Db, instrumentId: number): Promise<Picture[]> {
  const { rows } =
    await sql<Picture>`select p.file_id as "pictureId", p.thumbnail_file_id as "thumbnailFileId",
      p.instrument_id as "instrumentId", p.from_version as "fromVersion", p.until_version as "untilVersion"
    from instrument_picture p join instrument i on i.unit_id = p.unit_id and i.id = p.instrument_id
    where i.id = ${instrumentId} order by p.position, p.file_id`.execute(db)
  return rows
}

/** The pictures of the working version. */
export const picturesOf = async (db: Db, instrumentId: number): Promise<Picture[]> =>
  (await allPictures(db, instrumentId)).filter(({ untilVersion }) => untilVersion === null)

/** The pictures a version had. */
export const picturesAt = async (db: Db, instrumentId: number, version: number): Promise<Picture[]> =>
  (await allPictures(db, instrumentId)).filter((picture) => isIn(picture, version))

/** The first picture of each of some instruments that has one. */
export async function firstPictures(
  db: Db,
  instrumentIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ instrumentId: number; pictureId: number }>`select distinct on (p.instrument_id)
      p.instrument_id as "instrumentId", p.file_id as "pictureId"
    from instrument i join instrument_picture p on p.unit_id = i.unit_id and p.instrument_id = i.id
    where i.id = any(${[...instrumentIds]}::bigint[]) and p.until_version is null order by p.instrument_id, p.position, p.file_id`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.instrumentId, row.pictureId]))
}

export async function pictureById(db: Db, pictureId: number): Promise<Picture | undefined> {
  const { rows } = await sql<Picture>`select file_id as "pictureId", thumbnail_file_id as "thumbnailFileId",
    instrument_id as "instrumentId", from_version as "fromVersion", until_version as "untilVersion"
    from instrument_picture where file_id = ${pictureId}`.execute(db)
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
    fromVersion: number
  },
): Promise<void> {
  await sql`insert into instrument_picture (unit_id, instrument_id, file_id, thumbnail_file_id, position,
      from_version)
    values (${picture.unitId}, ${picture.instrumentId}, ${picture.fileId}, ${picture.thumbnailFileId},
      ${picture.position}, ${picture.fromVersion})`.execute(tx)
}

/** Takes a picture away from a version on; earlier ones keep it. */
export async function endPicture(tx: Tx, picture: Picture, version: number): Promise<void> {
  await sql`update instrument_picture set until_version = ${version} where file_id = ${picture.pictureId}`.execute(
    tx,
  )
}

/** Removes a picture with its files. */
export async function deletePicture(tx: Tx, picture: Picture): Promise<void> {
  await sql`delete from instrument_picture where file_id = ${picture.pictureId}`.execute(tx)
  await sql`delete from stored_file where id in (${picture.pictureId}, ${picture.thumbnailFileId})`.execute(
    tx,
  )
}
