import type { Interval } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { hour, instant, instantAt, type Instant, instantOf } from '#kernel/time.ts'
import type { ImportColumn, ImportField } from './import-columns.ts'

/** A row of a sheet of bookings, each field as it is written there. */
export type ImportTexts = Readonly<Record<ImportField, string>>

/** A reason against a row, and the field it is about. */
export interface RowReason {
  readonly field: ImportField | undefined
  readonly refusal: Refusal
}

const longest: Readonly<Partial<Record<ImportField, number>>> = {
  sourceNo: 100,
  guest: 100,
  unit: 100,
  purpose: 500,
  project: 200,
}

/** The fields of a row, without stray spaces. */
export function textsOf(cells: readonly (string | number)[], columns: readonly ImportColumn[]): ImportTexts {
  const text = (field: ImportField): string => {
    const column = columns.find((each) => each.field === field)
    return column === undefined
      ? ''
      : String(cells[column.position] ?? '')
          .normalize('NFKC')
          .trim()
  }
  return {
    ...{
      sourceNo: text('sourceNo'),
      instrument: text('instrument'),
      date: text('date'),
      start: text('start'),
    },
    ...{ end: text('end'), who: text('who'), guest: text('guest'), unit: text('unit') },
    ...{ purpose: text('purpose'), project: text('project') },
  }
}

/** What becomes of a row: it is new, it is here already, or it is refused. */
export const importRowStates = ['new', 'known', 'refused'] as const
export type ImportRowState = (typeof importRowStates)[number]

/**
 * Whose legal person a guest's use counts for: the unit the row names when it is known; nobody's here when it names one that
 * is not, which is then kept as it was written; the bringer's when the row says nothing (docs/decisions/0013).
 */
export const guestUnitSources = ['named', 'outside', 'bringer'] as const
export type GuestUnitSource = (typeof guestUnitSources)[number]
export interface GuestUnit {
  readonly from: GuestUnitSource
  readonly unitId: number | undefined
  /** Name of a unit that is not among ours; empty otherwise. */
  readonly outside: string
}

/** The unit of a guest, told from the cell of the row. */
export function guestUnitOf(
  cell: string,
  unitNamed: ReadonlyMap<string, number>,
  bringersUnitId: number | undefined,
): GuestUnit {
  if (cell === '') return { from: 'bringer', unitId: bringersUnitId, outside: '' }
  const unitId = unitNamed.get(foldedName(cell))
  return unitId === undefined
    ? { from: 'outside', unitId, outside: cell }
    : { from: 'named', unitId, outside: '' }
}

/** Unit names are the same whatever case, width or spaces they are written in. */
export const foldedName = (name: string): string =>
  name.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase()

/** What is missing or too long in a row, before anything else is looked at. */
export function textReasons(texts: ImportTexts): RowReason[] {
  const needed: readonly ImportField[] = ['instrument', 'start', 'end', 'purpose']
  const reasons: RowReason[] = needed
    .filter((field) => texts[field] === '')
    .map((field) => ({ field, refusal: { code: 'booking.import_missing' } }))
  if (texts.who === '' && texts.guest === '')
    reasons.push({ field: 'who', refusal: { code: 'booking.import_missing' } })
  for (const [field, limit] of Object.entries(longest) as [ImportField, number][])
    if (texts[field].length > limit)
      reasons.push({ field, refusal: { code: 'booking.import_too_long', limit } })
  return reasons
}

const timeOnly = /^(\d{1,2})[:：时点](\d{1,2})?分?(?::\d{1,2})?$/
const dayAndTime =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:：时点](\d{1,2})?分?(?::(\d{1,2})(?:\.\d+)?)?)?$/
const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/
const padded = (value: string | undefined) => (value ?? '0').padStart(2, '0')

function serialMoment(text: string, zone: string): Instant | undefined {
  const serial = Number(text)
  if (!/^\d{5}(\.\d+)?$/.test(text) || serial < 36_526 || serial > 73_050) return undefined
  const naive = new Date(Math.round((serial - 25_569) * 24 * 60) * 60_000).toISOString()
  return instantAt(naive.slice(0, 10), naive.slice(11, 16), zone)
}

function localMoment(year: string, month: string, dayOfMonth: string, time: string, zone: string) {
  const date = `${year}-${padded(month)}-${padded(dayOfMonth)}`
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const real = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== date) return undefined
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return undefined
  return instantAt(date, time, zone)
}

/** A time alone belongs to the day given beside it. */
function timeOfDay(time: RegExpExecArray, date: string, zone: string): Instant | undefined {
  const onDay = dayAndTime.exec(date.replace(/[T\s]+0?0:00(:00)?$/, ''))
  if (onDay === null) return undefined
  const [, year = '', month = '', dayOfMonth = ''] = onDay
  return localMoment(year, month, dayOfMonth, `${padded(time[1])}:${padded(time[2])}`, zone)
}

/** A moment however sheets write it, on the wall clock of the instrument; undefined when it cannot be told. */
export function readMoment(text: string, date: string, zone: string): Instant | undefined {
  if (withOffset.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : instantOf(text)
  const time = timeOnly.exec(text)
  if (time !== null) return timeOfDay(time, date, zone)
  const whole = dayAndTime.exec(text)
  if (whole === null) return serialMoment(text, zone)
  const [, year = '', month = '', dayOfMonth = '', hours, minutes] = whole
  if (hours === undefined) return undefined
  return localMoment(year, month, dayOfMonth, `${padded(hours)}:${padded(minutes)}`, zone)
}

/** The time a row asks for, or the reasons it cannot be told. */
export function slotOfRow(texts: ImportTexts, zone: string): Interval | RowReason[] {
  const start = readMoment(texts.start, texts.date, zone)
  const end = readMoment(texts.end, texts.date, zone)
  if (start !== undefined && end !== undefined) return { start, end: endAfter(start, end, texts.end) }
  const unread = (field: 'start' | 'end', at: Instant | undefined): RowReason[] =>
    at === undefined ? [{ field, refusal: { code: 'booking.import_bad_time' } }] : []
  return [...unread('start', start), ...unread('end', end)]
}

/** `22:00`–`00:30` ends on the next day. */
const endAfter = (start: Instant, end: Instant, text: string): Instant =>
  end <= start && timeOnly.test(text) ? instant(end + 24 * hour) : end

/** The cell a reason of the booking rules is about: times for most, the instrument for what is closed as a whole. */
export const fieldOfRefusal = ({ code }: Refusal): ImportField =>
  code === 'booking.not_open' ? 'instrument' : 'start'
