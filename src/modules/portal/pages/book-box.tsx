import type { InstrumentPage } from '../use-cases/instrument-page.ts'
import type { Reader } from './reader.ts'

const hoursOf = (reader: Reader, minutes: number): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return reader.say('duration.minutes', { minutes: rest })
  return rest === 0
    ? reader.say('duration.hours', { hours })
    : reader.say('duration.both', { hours, minutes: rest })
}

function Rules({ reader, page }: { reader: Reader; page: InstrumentPage }) {
  const { rules } = page
  if (rules === undefined) return null
  return (
    <ul className="quiet">
      <li>
        {reader.say('book.length', {
          shortest: hoursOf(reader, rules.shortestMinutes),
          longest: hoursOf(reader, rules.longestMinutes),
        })}
      </li>
      <li>
        {reader.say('book.notice', { notice: hoursOf(reader, rules.noticeMinutes), days: rules.horizonDays })}
      </li>
      <li>{reader.say(`book.approval.${rules.approval}`)}</li>
    </ul>
  )
}

/** The way to have samples measured, where the instrument takes them. */
function SendSamples({ reader, page }: { reader: Reader; page: InstrumentPage }) {
  if (page.turnaroundDays === undefined) return null
  return (
    <>
      <p className="quiet">{reader.say('book.samples', { days: page.turnaroundDays })}</p>
      <a className="button" href={`/app/orders/new/${page.instrument.entry.instrumentId}`}>
        {reader.say('book.send_samples')}
      </a>
    </>
  )
}

/** The box that stays in sight: next free times, what is required, the way to book. */
export function BookBox({ reader, page }: { reader: Reader; page: InstrumentPage }) {
  const { entry, timeZone, price, serviceUrl } = page.instrument
  const bookable = page.rules !== undefined
  const outside = /^https?:\/\//.test(serviceUrl) ? serviceUrl : undefined
  return (
    <aside className="panel book" aria-label={reader.say('book')}>
      <h2>{reader.say('book')}</h2>
      {bookable && page.free.length > 0 ? (
        <>
          <p>{reader.say('book.free', { duration: hoursOf(reader, page.minutes) })}</p>
          <ul>
            {page.free.map((slot) => (
              <li key={slot.start}>
                <time dateTime={new Date(slot.start).toISOString()}>
                  {reader.moment(slot.start, timeZone)}
                </time>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{reader.say(bookable ? 'book.nothing_free' : 'book.not_bookable')}</p>
      )}
      {price === '' ? null : (
        <p className="quiet">
          {reader.say('book.price')}
          <br />
          <span lang={reader.locale === 'en' ? 'zh-CN' : undefined}>
            {price.length > 80 ? `${price.slice(0, 79)}…` : price}
          </span>
        </p>
      )}
      <Rules reader={reader} page={page} />
      {bookable ? (
        <a className="button accent" href={`/app/book/${entry.instrumentId}`}>
          {reader.say(reader.signedIn ? 'book.go' : 'book.sign_in')}
        </a>
      ) : null}
      <SendSamples reader={reader} page={page} />
      {!bookable && outside !== undefined ? (
        <a className="button" href={outside} rel="nofollow noopener">
          {reader.say('book.outside')}
        </a>
      ) : null}
    </aside>
  )
}
