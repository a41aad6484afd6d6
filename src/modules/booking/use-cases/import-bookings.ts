import { type Actor, requireSignedIn, scopeOf, type SignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { Refused } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { accountsKnownAs, type KnownAccount } from '#modules/identity/index.ts'
import { ruleSet } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { readSheet } from '#platform/sheets/read-sheet.ts'
import { bytesInMemory, defaultSheetLimits, type SheetRow } from '#platform/sheets/sheet.ts'
import { instrumentsNamed, type NamedInstrument, unitsNamed, zonesOf } from '../data/import-repository.ts'
import { bookingRuleSet, rowsPerImport } from '../data/shipped-defaults.ts'
import {
  type ImportColumn,
  isImportHeading,
  matchImportColumns,
  missingFields,
} from '../domain/import-columns.ts'
import {
  foldedName,
  type GuestUnit,
  guestUnitOf,
  type ImportTexts,
  type RowReason,
  slotOfRow,
  textReasons,
  textsOf,
} from '../domain/import-row.ts'
import { importInstrument, type ImportRun, type RowToImport, type RowVerdict } from './import-instrument.ts'
import { holidayCalendar } from './special-days.ts'

/** A row of the file with what becomes of it. */
export interface ImportedRow {
  readonly no: number
  readonly cells: readonly (string | number)[]
  readonly texts: ImportTexts
  readonly state: RowVerdict['state']
  readonly instrument: NamedInstrument | undefined
  readonly zone: string
  readonly slot: Interval | undefined
  readonly guest: boolean
  /** For whom a guest's use counts; undefined for people with an account. */
  readonly guestUnit: GuestUnit | undefined
  readonly reasons: readonly RowReason[]
}
export interface BookingImport {
  readonly columns: readonly ImportColumn[]
  readonly rows: readonly ImportedRow[]
}

type D = Pick<Deps, 'db' | 'clock'>

/** All bytes of an upload; its route limits them. */
async function bytesOf(upload: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of upload) parts.push(part)
  return Buffer.concat(parts)
}

async function readFile(deps: D, upload: AsyncIterable<Uint8Array>) {
  const set = await ruleSet(deps.db, bookingRuleSet, dateIn(deps.clock.now(), 'Asia/Shanghai'))
  const limits = { ...defaultSheetLimits, maxRows: rowsPerImport(set ?? {}) }
  const source = bytesInMemory(await bytesOf(upload))
  const sheet = await readSheet(source, { limits, isKnownHeading: isImportHeading })
  const columns = matchImportColumns(sheet.header)
  const missing = missingFields(columns)
  if (missing.length > 0)
    throw new Refused(
      missing.map((field) => ({ code: `booking.import_no_${field}` })),
      'invalid',
    )
  const rows: SheetRow[] = []
  for await (const batch of sheet.batches)
    rows.push(...batch.filter(({ cells }) => cells.some((cell) => String(cell).trim() !== '')))
  return { columns, rows }
}

interface Ground {
  readonly instruments: ReadonlyMap<string, readonly NamedInstrument[]>
  readonly accounts: ReadonlyMap<string, readonly KnownAccount[]>
  /** Ids of units by their folded name. */
  readonly units: ReadonlyMap<string, number>
}

async function groundOf(deps: D, actor: Actor, texts: readonly ImportTexts[]): Promise<Ground> {
  const names = [...new Set(texts.map(({ instrument }) => instrument).filter((name) => name !== ''))]
  const who = texts.map((row) => row.who).filter((word) => word !== '')
  const unitNames = new Set(texts.map(({ unit }) => foldedName(unit)).filter((name) => name !== ''))
  const [found, accounts, units] = await Promise.all([
    instrumentsNamed(deps.db, scopeOf(actor, 'booking.manage'), names),
    accountsKnownAs(deps.db, who),
    unitsNamed(deps.db, [...unitNames]),
  ])
  const instruments = new Map(
    names.map((name) => {
      const numbered = found.filter(({ innerId }) => innerId === name)
      return [name, numbered.length > 0 ? numbered : found.filter(({ id }) => String(id) === name)]
    }),
  )
  const named = units.flatMap(({ id, name, nameEn }): [string, number][] => [
    [foldedName(nameEn), id],
    [foldedName(name), id],
  ])
  return { instruments, accounts: Map.groupBy(accounts, ({ knownAs }) => knownAs), units: new Map(named) }
}

type Placed =
  | { readonly reasons: readonly RowReason[] }
  | {
      readonly instrument: NamedInstrument
      readonly row: RowToImport
      readonly guestUnit: GuestUnit | undefined
    }

const onlyOne = <T>(
  found: readonly T[] | undefined,
  problem: string,
  reasons: RowReason[],
  field: 'instrument' | 'who',
) => {
  if (found?.length === 1) return found[0]
  const code = `booking.import_${problem}_${found === undefined || found.length === 0 ? 'unknown' : 'ambiguous'}`
  reasons.push({ field, refusal: { code } })
  return undefined
}

/** Whose booking it is: the account named, or the importer's own on behalf of a guest without one. */
function personOf(texts: ImportTexts, ground: Ground, actor: SignedIn, reasons: RowReason[]) {
  const known = ground.accounts.get(texts.who)
  if (texts.who === '' || ((known === undefined || known.length === 0) && texts.guest !== '')) {
    const from = guestUnitOf(texts.unit, ground.units, actor.unitId)
    const counts = { userUnitId: from.unitId, guestUnit: from.outside }
    return { person: { accountId: actor.accountId, guestName: texts.guest, ...counts }, from }
  }
  const account = onlyOne(known, 'person', reasons, 'who')
  if (account === undefined) return undefined
  const person = { accountId: account.id, userUnitId: account.unitId, guestName: '', guestUnit: '' }
  return { person, from: undefined }
}

/** Times nobody can read are told at once; those that can are judged where the instrument stands. */
function unreadTimes(texts: ImportTexts): readonly RowReason[] {
  const slot = slotOfRow(texts, usualZone)
  const given = ({ field }: RowReason) => field !== undefined && texts[field] !== ''
  return Array.isArray(slot) ? slot.filter(given) : []
}

function placed(no: number, texts: ImportTexts, ground: Ground, actor: SignedIn): Placed {
  const reasons = textReasons(texts)
  const instrument =
    texts.instrument === ''
      ? undefined
      : onlyOne(ground.instruments.get(texts.instrument), 'instrument', reasons, 'instrument')
  const named = texts.who !== '' || texts.guest !== ''
  const whose = named ? personOf(texts, ground, actor, reasons) : undefined
  if (reasons.length > 0 || instrument === undefined || whose === undefined)
    return { reasons: [...reasons, ...unreadTimes(texts)] }
  return { instrument, row: { no, texts, ...whose.person }, guestUnit: whose.from }
}

/** Instruments one after the other in one order, each under its lock, so that two imports never wait in a circle. */
async function verdictsOn(
  run: ImportRun,
  rows: readonly { instrument: NamedInstrument; row: RowToImport }[],
  zones: ReadonlyMap<number, string>,
): Promise<Map<number, RowVerdict>> {
  const groups = Map.groupBy(rows, ({ instrument }) => instrument.id)
  const inOrder = [...groups.values()].toSorted(
    ([a], [b]) =>
      (a?.instrument.unitId ?? 0) - (b?.instrument.unitId ?? 0) ||
      (a?.instrument.id ?? 0) - (b?.instrument.id ?? 0),
  )
  const verdicts = new Map<number, RowVerdict>()
  for (const group of inOrder) {
    const [first] = group
    if (first === undefined) continue
    const { unitId, id: instrumentId } = first.instrument
    const at = { unitId, instrumentId, zone: zones.get(unitId) ?? usualZone }
    const own = group.map(({ row }) => row)
    for (const verdict of await importInstrument(run, at, own)) verdicts.set(verdict.no, verdict)
  }
  return verdicts
}

type Shown = Omit<ImportedRow, 'no' | 'cells' | 'texts'>
const usualZone = 'Asia/Shanghai'
const unseen: Shown = {
  ...{ state: 'refused', instrument: undefined, zone: usualZone, slot: undefined, guest: false },
  ...{ guestUnit: undefined, reasons: [] },
}

function shownAs(each: Placed, verdict: RowVerdict | undefined, zones: ReadonlyMap<number, string>): Shown {
  if (!('row' in each)) return { ...unseen, reasons: each.reasons }
  const { instrument, row, guestUnit } = each
  return {
    instrument,
    zone: zones.get(instrument.unitId) ?? usualZone,
    state: verdict?.state ?? 'refused',
    slot: verdict?.slot,
    guest: row.guestName !== '',
    guestUnit,
    reasons: verdict?.reasons ?? [],
  }
}

/**
 * Bookings of an older system come along: each row is judged by the rules of a booking with the rights of whoever brings it;
 * good rows are booked unless it is only a look, the others say everything that stands against them. The same file again
 * changes nothing: a row is known by its own number, else by instrument, person and start.
 */
export async function importBookings(
  deps: D,
  actor: Actor,
  upload: AsyncIterable<Uint8Array>,
  dryRun: boolean,
): Promise<BookingImport> {
  const by = requireSignedIn(actor)
  const { columns, rows } = await readFile(deps, upload)
  const read = rows.map(({ no, cells }) => ({ no, cells, texts: textsOf(cells, columns) }))
  const ground = await groundOf(
    deps,
    actor,
    read.map(({ texts }) => texts),
  )
  const known = read.map(({ no, texts }) => placed(no, texts, ground, by))
  const ready = known.filter((each) => 'row' in each)
  const zones = await zonesOf(
    deps.db,
    ready.map(({ instrument }) => instrument.unitId),
  )
  const run = { deps, actor: by, holidays: await holidayCalendar(deps.db), dryRun }
  const verdicts = await verdictsOn(run, ready, zones)
  return {
    columns,
    rows: read.map((row, i) => {
      const each = known[i]
      return { ...row, ...(each === undefined ? unseen : shownAs(each, verdicts.get(row.no), zones)) }
    }),
  }
}
