import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#kernel/refusal.ts'
import type { Db, Tx } from '../db/connect.ts'

const chunkBytes = 1_048_576

export interface StoredFile {
  readonly id: number
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
}
export interface NewFile {
  readonly name: string
  readonly mediaType: string
  readonly purpose: string
  readonly unitId?: number | undefined
  readonly createdBy?: number | undefined
  /** Above this the upload is refused while it streams in, whatever size was declared. */
  readonly maxBytes: number
}

/** Cuts a stream of any chunk sizes into chunks of one size; memory stays at one chunk. */
async function* rechunked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    for (let at = 0; at < part.length; ) {
      const piece = part.subarray(at, at + chunkBytes - size)
      waiting.push(piece)
      size += piece.length
      at += piece.length
      if (size === chunkBytes) {
        yield Buffer.concat(waiting)
        waiting = []
        size = 0
      }
    }
  }
  if (size > 0) yield Buffer.concat(waiting)
}

/** Streams a file into the database; refuses with `file.too_large` or `file.empty`. */
export async function storeFile(
  tx: Tx,
  file: NewFile,
  bytes: AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  const name =
    (file.name.split(/[\\/]/).at(-1) ?? '')
      .replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 255) || 'file'
  const inserted = await sql<{
    id: number
  }>`insert into stored_file (unit_id, name, media_type, size_bytes, sha256, purpose, created_by)
    values (${file.unitId ?? null}, ${name}, ${file.mediaType}, 0, '', ${file.purpose}, ${file.createdBy ?? null}) returning id`.execute(
    tx,
  )
  const id = inserted.rows[0]?.id ?? 0
  const hash = createHash('sha256')
  let sizeBytes = 0
  let no = 0
  for await (const chunk of rechunked(bytes)) {
    sizeBytes += chunk.length
    if (sizeBytes > file.maxBytes) refuse('too_large', { code: 'file.too_large', maxBytes: file.maxBytes })
    hash.update(chunk)
    await sql`insert into stored_file_chunk (file_id, no, bytes) values (${id}, ${no++}, ${chunk})`.execute(
      tx,
    )
  }
  if (sizeBytes === 0) refuse('invalid', { code: 'file.empty' })
  await sql`update stored_file set size_bytes = ${sizeBytes}, sha256 = ${hash.digest()} where id = ${id}`.execute(
    tx,
  )
  return { id, name, mediaType: file.mediaType, sizeBytes }
}

/** An upload in memory; refuses with `file.too_large` as soon as it exceeds what is allowed. */
export async function gathered(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    size += part.length
    if (size > maxBytes) refuse('too_large', { code: 'file.too_large', maxBytes })
    parts.push(part)
  }
  if (size === 0) refuse('invalid', { code: 'file.empty' })
  return Buffer.concat(parts)
}

async function* chunksOf(db: Db, id: number): AsyncGenerator<Buffer> {
  for (let no = 0; ; no++) {
    const { rows } = await sql<{
      bytes: Buffer
    }>`select bytes from stored_file_chunk where file_id = ${id} and no = ${no}`.execute(db)
    const chunk = rows[0]?.bytes
    if (chunk === undefined) return
    yield chunk
  }
}

/** The whole file in memory; only for files whose size was checked. */
export async function wholeFile(db: Db, id: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of chunksOf(db, id)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Part of a file, `from` up to, not including, `to`; one chunk in memory at a time. */
export async function* readStoredRange(db: Db, id: number, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const no = Math.floor(at / chunkBytes)
    const start = at - no * chunkBytes
    const { rows } = await sql<{
      bytes: Buffer
    }>`select substring(bytes from ${start + 1} for ${to - at}) as bytes
      from stored_file_chunk where file_id = ${id} and no = ${no}`.execute(db)
    const bytes = rows[0]?.bytes
    if (bytes === undefined || bytes.length === 0) return
    yield bytes
    at += bytes.length
  }
}
