import { isoIn, zoned } from '#kernel/time.ts'
import type { FoundSlot } from '../use-cases/show-slots.ts'
import type { Reader } from './reader.ts'
import { lengthOf, type SlotsView } from './slots-form.tsx'

type Slot = FoundSlot['slots'][number]
const clock = (at: Slot['start'], zone: string): string =>
  zoned(at, zone).toPlainTime().toString({ smallestUnit: 'minute' })

/** `09:00–11:00`, with the day where it ends on another. */
function spanOf(reader: Reader, { start, end }: Slot, zone: string): string {
  const sameDay = reader.date(start, zone) === reader.date(end, zone) || clock(end, zone) === '00:00'
  const until = clock(end, zone) === '00:00' && sameDay ? '24:00' : clock(end, zone)
  return sameDay ? `${clock(start, zone)}–${until}` : `${clock(start, zone)} – ${reader.moment(end, zone)}`
}

/** The form of booking with this slot in it. */
function bookPath(found: FoundSlot, slot: Slot): string {
  const { zone, entry } = found
  const query = new URLSearchParams({
    from: zoned(slot.start, zone).toPlainDate().toString(),
    start: isoIn(slot.start, zone),
    end: isoIn(slot.end, zone),
  })
  return `/app/book/${entry.instrumentId}?${query.toString()}`
}

function When({ reader, found }: { reader: Reader; found: FoundSlot }) {
  const [slot] = found.slots
  if (slot === undefined) return null
  const { zone } = found
  const [date = '', weekday = ''] = reader.moment(slot.start, zone).split(' ')
  return (
    <p className="when">
      <time dateTime={isoIn(slot.start, zone)}>
        <span className="day">{`${date} ${weekday}`}</span>
        <strong>{spanOf(reader, slot, zone)}</strong>
      </time>
      <span className="quiet">{lengthOf(reader, (slot.end - slot.start) / 60_000)}</span>
      {zone === 'Asia/Shanghai' ? null : <span className="quiet">{zone}</span>}
    </p>
  )
}

function Price({ reader, found }: { reader: Reader; found: FoundSlot }) {
  const { hourlyYuan, entry, slots } = found
  const [slot] = slots
  if (hourlyYuan === undefined || slot === undefined)
    return (
      <p className="quiet" lang={entry.price === '' ? undefined : reader.chinese()}>
        {entry.price === '' ? reader.say('row.price_on_request') : entry.price}
      </p>
    )
  const total = (hourlyYuan * (slot.end - slot.start)) / 3_600_000
  return (
    <p>
      <strong>{reader.say('slots.total', { yuan: reader.number(Math.round(total)) })}</strong>{' '}
      <span className="quiet">{reader.say('slots.hourly', { yuan: reader.number(hourlyYuan) })}</span>
    </p>
  )
}

function Needs({ reader, found }: { reader: Reader; found: FoundSlot }) {
  const needs = [
    reader.say(found.approval ? 'slots.needs.approval' : 'slots.needs.nothing'),
    ...found.gates.map((gate) => reader.sayCode(gate.code, gate)),
  ]
  return (
    <ul className="tags">
      {needs.map((need) => (
        <li key={need}>{need}</li>
      ))}
    </ul>
  )
}

function Later({ reader, found }: { reader: Reader; found: FoundSlot }) {
  const [first, ...later] = found.slots
  if (first === undefined || later.length === 0) return null
  const { zone } = found
  const day = (slot: Slot) =>
    reader.date(slot.start, zone) === reader.date(first.start, zone)
      ? ''
      : `${reader.moment(slot.start, zone).split(' ').slice(0, 2).join(' ').slice(5)} `
  return (
    <p className="later">
      <span className="quiet">{reader.say('slots.later')}</span>
      {later.map((slot) => (
        <a key={slot.start} href={bookPath(found, slot)} rel="nofollow">
          {`${day(slot)}${spanOf(reader, slot, zone)}`}
        </a>
      ))}
    </p>
  )
}

function Row({ view, found }: { view: SlotsView; found: FoundSlot }) {
  const { reader, page } = view
  const { entry, slots, km } = found
  const [slot] = slots
  if (slot === undefined) return null
  const city = entry.cityCode === undefined ? undefined : page.names.cityName(entry.cityCode)
  const name = reader.name(entry.name, entry.nameEn)
  const verb = reader.say(reader.signedIn ? 'row.book' : 'book.sign_in')
  return (
    <li>
      <When reader={reader} found={found} />
      <div>
        <h2>
          <a href={reader.href(`/instruments/${entry.instrumentId}`)} lang={reader.chinese(entry.nameEn)}>
            {`${name} ${entry.model}`.trim()}
          </a>
        </h2>
        <p className="quiet">
          <span lang={reader.chinese(entry.unitNameEn)}>{reader.name(entry.unitName, entry.unitNameEn)}</span>
          {city === undefined ? '' : ` · ${reader.pick(city)}`}
          {km === undefined ? '' : ` · ${reader.say(km === 0 ? 'slots.same_city' : 'slots.km', { km })}`}
        </p>
        <Price reader={reader} found={found} />
        <Needs reader={reader} found={found} />
        <Later reader={reader} found={found} />
      </div>
      <a
        className="button"
        href={bookPath(found, slot)}
        rel="nofollow"
        aria-label={reader.say('slots.book_named', { verb, name, at: reader.moment(slot.start, found.zone) })}
      >
        {verb}
      </a>
    </li>
  )
}

/** Found slots, one instrument to a row: when, where, what it costs, what is still needed, one button. */
export function SlotRows({ view }: { view: SlotsView }) {
  return (
    <ol className="slotrows">
      {view.page.found.items.map((found) => (
        <Row key={found.instrumentId} view={view} found={found} />
      ))}
    </ol>
  )
}
