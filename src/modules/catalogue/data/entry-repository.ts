import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { CatalogueEntry } from '../domain/entry.ts'
import type { ServiceMode, UserKind } from '../domain/query.ts'
import { tables } from './tables.ts'

const writersLock = 7_206_320

/** Makes writers of the catalogue wait for each other, so that revisions grow in the order of commits. */
export async function lockWriters(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${writersLock})`.execute(tx)
}

/** An entry without what other tellers add to it. */
type Written = Omit<CatalogueEntry, 'covered'>

const rowOf = (entry: Written) => ({
  unit_id: entry.unitId,
  instrument_id: entry.instrumentId,
  centre_id: entry.centreId ?? null,
  name: entry.name,
  name_en: entry.nameEn,
  model: entry.model,
  maker: entry.maker,
  maker_id: entry.makerId ?? null,
  maker_name: entry.makerName,
  maker_name_en: entry.makerNameEn,
  summary: entry.summary,
  summary_en: entry.summaryEn,
  price: entry.price,
  class_code: entry.classCode ?? null,
  city_code: entry.cityCode ?? null,
  disciplines: entry.disciplines,
  worth_fen: entry.worthFen ?? null,
  open_to: entry.openTo,
  modes: entry.modes,
  bookable: entry.bookable,
  unit_name: entry.unitName,
  unit_name_en: entry.unitNameEn,
  picture_id: entry.pictureId ?? null,
  accepted_at: new Date(entry.acceptedAt).toISOString(),
})

const columns = sql.raw(
  'unit_id, instrument_id, centre_id, name, name_en, model, maker, maker_id, maker_name, maker_name_en, summary, summary_en, price, class_code, city_code, disciplines, worth_fen, open_to, modes, bookable, unit_name, unit_name_en, picture_id, accepted_at',
)

/** Writes entries in one statement; what the instrument's own rules declared about openness stays. */
export async function upsertEntries(tx: Tx, entries: readonly Written[]): Promise<void> {
  if (entries.length === 0) return
  await sql`insert into catalogue_entry (${columns})
    select unit_id, instrument_id, centre_id, name, name_en, model, maker, maker_id, maker_name, maker_name_en, summary, summary_en, price, class_code, city_code,
      array(select jsonb_array_elements_text(disciplines)), worth_fen,
      array(select jsonb_array_elements_text(open_to)), array(select jsonb_array_elements_text(modes)),
      bookable, unit_name, unit_name_en, picture_id, accepted_at
    from jsonb_to_recordset(${JSON.stringify(entries.map(rowOf))}::jsonb) as row (unit_id bigint, instrument_id bigint,
      centre_id bigint, name text, name_en text, model text, maker text, maker_id bigint, maker_name text, maker_name_en text, summary text, summary_en text, price text, class_code text,
      city_code text, disciplines jsonb, worth_fen bigint, open_to jsonb, modes jsonb, bookable boolean, unit_name text,
      unit_name_en text, picture_id bigint, accepted_at timestamptz)
    on conflict (unit_id, instrument_id) do update set centre_id = excluded.centre_id, name = excluded.name,
      name_en = excluded.name_en, model = excluded.model, maker = excluded.maker, maker_id = excluded.maker_id,
      maker_name = excluded.maker_name, maker_name_en = excluded.maker_name_en, summary = excluded.summary,
      summary_en = excluded.summary_en, price = excluded.price, class_code = excluded.class_code, city_code = excluded.city_code,
      disciplines = excluded.disciplines, worth_fen = excluded.worth_fen,
      open_to = case when catalogue_entry.openness_declared then catalogue_entry.open_to else excluded.open_to end,
      modes = case when catalogue_entry.openness_declared then catalogue_entry.modes else excluded.modes end,
      unit_name = excluded.unit_name, unit_name_en = excluded.unit_name_en,
      picture_id = excluded.picture_id, accepted_at = excluded.accepted_at, withdrawn = false,
      revision = nextval('catalogue_revision')`.execute(tx)
}

/** Takes an instrument out of the catalogue; the row stays, so that web processes learn of it. */
export async function withdrawEntry(tx: Tx, instrumentId: number): Promise<void> {
  await sql`update catalogue_entry set withdrawn = true, revision = nextval('catalogue_revision')
    where instrument_id = ${instrumentId} and not withdrawn`.execute(tx)
}

/** Withdraws every entry that was not written since a revision: what a rebuild did not meet any more. */
export async function withdrawOlderThan(tx: Tx, revision: number): Promise<void> {
  await sql`update catalogue_entry set withdrawn = true, revision = nextval('catalogue_revision')
    where revision <= ${revision} and not withdrawn`.execute(tx)
}

/** A spelling of a maker with the record it leads to. */
export interface MakerSpelling {
  readonly maker: string
  readonly makerId: number | null
  readonly makerName: string
  readonly makerNameEn: string
}

/** Every spelling in the catalogue with the record it led to so far. */
export async function makerSpellings(db: Db): Promise<MakerSpelling[]> {
  const { rows } =
    await sql<MakerSpelling>`select distinct maker, maker_id as "makerId", maker_name as "makerName",
    maker_name_en as "makerNameEn" from catalogue_entry where maker <> ''`.execute(db)
  return rows
}

/** Leads spellings to their records. */
export async function leadSpellings(tx: Tx, spellings: readonly MakerSpelling[]): Promise<void> {
  if (spellings.length === 0) return
  await sql`update catalogue_entry e set maker_id = row."makerId", maker_name = row."makerName",
      maker_name_en = row."makerNameEn", revision = nextval('catalogue_revision')
    from jsonb_to_recordset(${JSON.stringify(spellings)}::jsonb)
      as row (maker text, "makerId" bigint, "makerName" text, "makerNameEn" text)
    where e.maker = row.maker
      and (e.maker_id, e.maker_name, e.maker_name_en) is distinct from (row."makerId", row."makerName", row."makerNameEn")`.execute(
    tx,
  )
}

/** Which entries to cover anew; all when nothing is named. */
export interface CoverageReach {
  readonly unitId?: number | undefined
  readonly instrumentId?: number | undefined
}
interface Covering {
  readonly unitId: number
  readonly instrumentIds: readonly number[]
  readonly centreIds: readonly number[]
  readonly text: string
}

/** Notes the words of what covers instruments, directly or through their centre; only what differs is a revision. */
export async function writeCovered(tx: Tx, reach: CoverageReach, all: readonly Covering[]): Promise<void> {
  const { unitId = null, instrumentId = null } = reach
  await sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
        as row ("unitId" bigint, "instrumentIds" jsonb, "centreIds" jsonb, text text)),
    wanted as (
      select e.unit_id, e.instrument_id, coalesce(string_agg(given.text, ' | ' order by given.text), '') as covered
      from catalogue_entry e left join given on given."unitId" = e.unit_id
        and (given."instrumentIds" @> to_jsonb(e.instrument_id) or given."centreIds" @> to_jsonb(e.centre_id))
      where (${unitId}::bigint is null or e.unit_id = ${unitId})
        and (${instrumentId}::bigint is null or e.instrument_id = ${instrumentId})
      group by e.unit_id, e.instrument_id)
    update catalogue_entry e set covered = wanted.covered, revision = nextval('catalogue_revision')
    from wanted where e.unit_id = wanted.unit_id and e.instrument_id = wanted.instrument_id
      and e.covered <> wanted.covered`.execute(tx)
}

/** For whom and how an instrument is opened, as its own booking rules say. */
export interface Openness {
  readonly instrumentId: number
  readonly bookable: boolean
  readonly openTo: readonly UserKind[]
  readonly modes?: readonly ServiceMode[] | undefined
}

/** Puts declared openness in the place of what was read from the texts. */
export async function writeOpenness(tx: Tx, all: readonly Openness[]): Promise<void> {
  if (all.length === 0) return
  const rows = all.map((one) => ({
    instrument_id: one.instrumentId,
    bookable: one.bookable,
    open_to: one.openTo,
    modes: one.modes ?? null,
  }))
  await sql`update catalogue_entry e set bookable = row.bookable, openness_declared = true,
      open_to = array(select jsonb_array_elements_text(row.open_to)),
      modes = case when row.modes is null or row.modes = 'null'::jsonb then e.modes
        else array(select jsonb_array_elements_text(row.modes)) end,
      revision = nextval('catalogue_revision')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (instrument_id bigint, bookable boolean, open_to jsonb, modes jsonb)
    where e.instrument_id = row.instrument_id`.execute(tx)
}

export async function lastRevision(db: Db): Promise<number> {
  const row = await tables(db)
    .selectFrom('catalogue_entry')
    .select((e) => e.fn.max('revision').as('revision'))
    .executeTakeFirst()
  return row?.revision ?? 0
}

/** An entry with the revision it was written at; `withdrawn` ones are to be forgotten. */
export interface Revised {
  readonly entry: CatalogueEntry
  readonly withdrawn: boolean
  readonly revision: number
}

/** The next entries after a revision, oldest first. */
export async function entriesAfter(db: Db, revision: number, limit: number): Promise<Revised[]> {
  const rows = await tables(db)
    .selectFrom('catalogue_entry')
    .selectAll()
    .where('revision', '>', revision)
    .orderBy('revision')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    revision: row.revision,
    withdrawn: row.withdrawn,
    entry: {
      unitId: row.unit_id,
      instrumentId: row.instrument_id,
      centreId: row.centre_id ?? undefined,
      name: row.name,
      nameEn: row.name_en,
      model: row.model,
      maker: row.maker,
      makerId: row.maker_id ?? undefined,
      makerName: row.maker_name,
      makerNameEn: row.maker_name_en,
      summary: row.summary,
      summaryEn: row.summary_en,
      price: row.price,
      classCode: row.class_code ?? undefined,
      cityCode: row.city_code ?? undefined,
      disciplines: row.disciplines,
      worthFen: row.worth_fen ?? undefined,
      openTo: row.open_to,
      modes: row.modes,
      bookable: row.bookable,
      unitName: row.unit_name,
      unitNameEn: row.unit_name_en,
      covered: row.covered,
      pictureId: row.picture_id ?? undefined,
      acceptedAt: row.accepted_at,
    },
  }))
}

/** Totals over everything that can be found, for the figures of the first page. */
export async function catalogueTotals(db: Db) {
  const row = await tables(db)
    .selectFrom('catalogue_entry')
    .select((e) => [
      e.fn.countAll().as('instruments'),
      e.fn.count('unit_id').distinct().as('units'),
      e.fn.sum('worth_fen').as('worthFen'),
    ])
    .where('withdrawn', '=', false)
    .executeTakeFirstOrThrow()
  return {
    instruments: Number(row.instruments),
    units: Number(row.units),
    worthFen: Number(row.worthFen),
  }
}

/** Ids of what can be found with the day it was accepted, for the site map. */
export async function entryIds(db: Db, offset: number, limit: number) {
  return tables(db)
    .selectFrom('catalogue_entry')
    .select(['instrument_id as instrumentId', 'accepted_at as acceptedAt'])
    .where('withdrawn', '=', false)
    .orderBy('instrument_id')
    .offset(offset)
    .limit(limit)
    .execute()
}

/** Takes an instrument out of the catalogue and forgets what the entry said; the row stays, so that web processes learn of it. */
export async function eraseEntry(tx: Tx, instrumentId: number): Promise<void> {
  await sql`update catalogue_entry set name = '', name_en = '', model = '', maker = '', maker_id = null, maker_name = '',
      maker_name_en = '', summary = '', summary_en = '', price = '', covered = '', class_code = null, disciplines = '{}', worth_fen = null,
      centre_id = null, picture_id = null, open_to = '{}', modes = '{}', withdrawn = true, revision = nextval('catalogue_revision')
    where instrument_id = ${instrumentId}`.execute(tx)
}
