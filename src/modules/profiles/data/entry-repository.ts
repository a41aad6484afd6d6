import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/connect.ts'

/** The lists a unit keeps: who works at its instruments, what it is qualified for, by what it tests. */
export const entryKinds = ['technician', 'qualification', 'norm'] as const
export type EntryKind = (typeof entryKinds)[number]

export interface Technician {
  readonly name: string
  readonly title: string
  readonly skills: string
  readonly accountId: number | null
  readonly instrumentIds: readonly number[]
  readonly centreIds: readonly number[]
}
export interface Qualification {
  readonly kind: string
  readonly number: string
  readonly scope: string
  readonly validFrom: string
  readonly validUntil: string
  readonly fileId: number | null
  readonly instrumentIds: readonly number[]
  readonly centreIds: readonly number[]
}
export interface Norm {
  readonly number: string
  readonly title: string
  readonly titleEn: string
  readonly instrumentIds: readonly number[]
}
export interface Entries {
  readonly technician: Technician
  readonly qualification: Qualification
  readonly norm: Norm
}
export type Kept<T> = T & { readonly unitId: number; readonly id: number }

const ids = (value: unknown) => sql`${[...(value as readonly number[])]}::bigint[]`
const day = (value: unknown) => sql`${value}::date`
const plain = (value: unknown) => sql`${value}`

/** Column and cast of every field. */
const fields: {
  readonly [K in EntryKind]: Readonly<
    Record<keyof Entries[K], readonly [string, (v: unknown) => RawBuilder<unknown>]>
  >
} = {
  technician: {
    name: ['name', plain],
    title: ['title', plain],
    skills: ['skills', plain],
    accountId: ['account_id', plain],
    instrumentIds: ['instrument_ids', ids],
    centreIds: ['centre_ids', ids],
  },
  qualification: {
    kind: ['kind', plain],
    number: ['number', plain],
    scope: ['scope', plain],
    validFrom: ['valid_from', day],
    validUntil: ['valid_until', day],
    fileId: ['file_id', plain],
    instrumentIds: ['instrument_ids', ids],
    centreIds: ['centre_ids', ids],
  },
  norm: {
    number: ['number', plain],
    title: ['title', plain],
    titleEn: ['title_en', plain],
    instrumentIds: ['instrument_ids', ids],
  },
}
type Field = readonly [key: string, column: string, cast: (value: unknown) => RawBuilder<unknown>]
const fieldsOf = (kind: EntryKind): Field[] =>
  Object.entries(fields[kind]).map(([key, [column, cast]]) => [key, column, cast])

/** Lists of ids come back as JSON, so that they arrive as numbers. */
const selected = (kind: EntryKind) =>
  sql.join(
    fieldsOf(kind).map(([key, column, cast]) =>
      cast === ids
        ? sql`to_jsonb(${sql.ref(column)}) as ${sql.ref(key)}`
        : sql`${sql.ref(column)} as ${sql.ref(key)}`,
    ),
  )

/** The entries of some units, or of all. */
export async function entriesOf<K extends EntryKind>(
  db: Db,
  kind: K,
  unitIds: readonly number[] | undefined,
): Promise<Kept<Entries[K]>[]> {
  const { rows } = await sql<Kept<Entries[K]>>`
    select unit_id as "unitId", id, ${selected(kind)} from ${sql.table(kind)}
    where ${unitIds === undefined}::boolean or unit_id = any(${[...(unitIds ?? [])]}::bigint[])
    order by unit_id, ${sql.ref(kind === 'technician' ? 'name' : 'number')}, id`.execute(db)
  return rows
}

/** One entry, held until the transaction ends. */
export async function lockedEntry<K extends EntryKind>(
  tx: Tx,
  kind: K,
  of: { readonly unitId: number; readonly id: number },
): Promise<Entries[K] | undefined> {
  const { rows } = await sql<Entries[K]>`select ${selected(kind)} from ${sql.table(kind)}
    where unit_id = ${of.unitId} and id = ${of.id} for update`.execute(tx)
  return rows[0]
}

const valuesOf = <K extends EntryKind>(kind: K, entry: Entries[K]) =>
  fieldsOf(kind).map(([key, column, cast]) => ({ column, value: cast(entry[key as keyof Entries[K]]) }))

export async function insertEntry<K extends EntryKind>(
  tx: Tx,
  kind: K,
  unitId: number,
  entry: Entries[K],
): Promise<number> {
  const values = valuesOf(kind, entry)
  const { rows } = await sql<{ id: number }>`
    insert into ${sql.table(kind)} (unit_id, ${sql.join(values.map(({ column }) => sql.ref(column)))})
    values (${unitId}, ${sql.join(values.map(({ value }) => value))}) returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function updateEntry<K extends EntryKind>(
  tx: Tx,
  kind: K,
  of: { readonly unitId: number; readonly id: number },
  entry: Entries[K],
): Promise<void> {
  const set = valuesOf(kind, entry).map(({ column, value }) => sql`${sql.ref(column)} = ${value}`)
  await sql`update ${sql.table(kind)} set ${sql.join(set)} where unit_id = ${of.unitId} and id = ${of.id}`.execute(
    tx,
  )
}

export async function removeEntry(
  tx: Tx,
  kind: EntryKind,
  of: { readonly unitId: number; readonly id: number },
): Promise<void> {
  await sql`delete from ${sql.table(kind)} where unit_id = ${of.unitId} and id = ${of.id}`.execute(tx)
}

export interface NamedInstrument {
  readonly id: number
  readonly name: string
  readonly nameEn: string
  /** The public may know of it. */
  readonly accepted: boolean
}

/** Names of instruments of a unit; those of others are not among them. */
export async function namedInstruments(
  db: Db,
  unitId: number,
  instrumentIds: readonly number[],
): Promise<NamedInstrument[]> {
  if (instrumentIds.length === 0) return []
  const { rows } = await sql<NamedInstrument>`
    select id, name, coalesce(elements ->> 'ename', '') as "nameEn", accepted_version is not null and disposed_on is null as accepted
    from instrument where unit_id = ${unitId} and id = any(${[...instrumentIds]}::bigint[]) order by name, id`.execute(
    db,
  )
  return rows
}

const purpose = 'profile_document'
export { purpose as profileFilePurpose }

export interface ProfileFile {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  /** Named by a rule or a qualification, so everybody may read it. */
  readonly published: boolean
}

/** A file a unit handed in for its profile. */
export async function profileFile(db: Db, unitId: number, fileId: number): Promise<ProfileFile | undefined> {
  const { rows } = await sql<ProfileFile>`
    select name, media_type as "mediaType", size_bytes as "sizeBytes",
      exists (select from unit_rule r where r.file_id = f.id) or exists (select from qualification q where q.file_id = f.id) as published
    from stored_file f where f.id = ${fileId} and f.unit_id = ${unitId} and f.purpose = ${purpose}`.execute(
    db,
  )
  return rows[0]
}
