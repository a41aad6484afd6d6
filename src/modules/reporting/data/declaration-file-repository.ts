import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'

/** A file of a declaration. */
export interface DeclarationFile {
  readonly fileId: number
  readonly kind: 'evidence' | 'signed_copy'
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly addedByName: string
  readonly addedAt: Instant
}

export async function declarationFiles(db: Db, unitId: number, id: number): Promise<DeclarationFile[]> {
  const { rows } =
    await sql<DeclarationFile>`select f.id as "fileId", df.kind, f.name, f.media_type as "mediaType",
      f.size_bytes as "sizeBytes", df.added_by_name as "addedByName", df.added_at as "addedAt"
    from declaration_file df join stored_file f on f.id = df.file_id
    where df.unit_id = ${unitId} and df.declaration_id = ${id} order by f.id`.execute(db)
  return rows
}

export async function insertDeclarationFile(
  tx: Tx,
  given: {
    readonly unitId: number
    readonly declarationId: number
    readonly fileId: number
    readonly kind: DeclarationFile['kind']
    readonly addedByName: string
  },
  now: Instant,
): Promise<void> {
  await sql`insert into declaration_file (unit_id, declaration_id, file_id, kind, added_by_name, added_at)
    values (${given.unitId}, ${given.declarationId}, ${given.fileId}, ${given.kind}, ${given.addedByName},
      ${now}::timestamptz)`.execute(tx)
}

/** Removes a file with its bytes. */
export async function deleteDeclarationFile(tx: Tx, fileId: number): Promise<void> {
  await sql`delete from declaration_file where file_id = ${fileId}`.execute(tx)
  await sql`delete from stored_file where id = ${fileId}`.execute(tx)
}
