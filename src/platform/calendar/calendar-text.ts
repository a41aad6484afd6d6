import { type Instant, isoOf } from '#kernel/time.ts'

/** How firmly an event stands (RFC 5545 §3.8.1.11). */
export type EventStatus = 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'

/** Somebody named in an event by mail address. */
export interface CalendarPerson {
  readonly name: string
  readonly email: string
}

/** One event as calendars take it; `sequence` grows with every change, `uid` never changes. */
export interface CalendarEvent {
  readonly uid: string
  readonly sequence: number
  readonly status: EventStatus
  readonly start: Instant
  readonly end: Instant
  /** When this text of the event was written. */
  readonly stamp: Instant
  readonly summary: string
  readonly description?: string
  readonly location?: string
  readonly url?: string
  readonly organizer?: CalendarPerson
  readonly attendee?: CalendarPerson
}

/** A calendar: a feed under a name, or with a method a message about its events (RFC 5546). */
export interface CalendarText {
  readonly name?: string
  readonly method?: 'REQUEST' | 'CANCEL'
  readonly events: readonly CalendarEvent[]
}

const lineOctets = 75
const octets = (text: string): number => Buffer.byteLength(text)

/** A content line in pieces of at most 75 octets, cut between characters; continuations begin with a space. */
export function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  for (const character of line) {
    if (octets(piece) + octets(character) > lineOctets) {
      pieces.push(piece)
      piece = ' '
    }
    piece += character
  }
  return [...pieces, piece].join('\r\n')
}

const isControl = (character: string): boolean =>
  (character < ' ' && character !== '\n' && character !== '\t') || character === '\u007F'

/** A value of type TEXT: escaped, without control characters a calendar may not contain. */
export const escaped = (text: string): string =>
  [...text.toWellFormed().replaceAll(/\r\n?/g, '\n')]
    .filter((character) => !isControl(character))
    .join('')
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll('\n', '\\n')

/** A parameter in quotes, which may hold neither quotes nor control characters. */
const quoted = (text: string): string =>
  `"${[...text.toWellFormed()].filter((character) => character >= ' ' && character !== '"' && character !== '\u007F').join('')}"`

/** `20261126T010000Z` */
const utc = (at: Instant): string => `${isoOf(at).slice(0, 19).replaceAll(/[-:]/g, '')}Z`

function eventLines(event: CalendarEvent): string[] {
  const { organizer, attendee } = event
  const line = (name: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [`${name}:${escaped(value)}`]
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(event.stamp)}`,
    `DTSTART:${utc(event.start)}`,
    `DTEND:${utc(event.end)}`,
    `STATUS:${event.status}`,
    `TRANSP:${event.status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'}`,
    ...line('SUMMARY', event.summary),
    ...line('DESCRIPTION', event.description),
    ...line('LOCATION', event.location),
    ...(event.url === undefined ? [] : [`URL:${event.url}`]),
    ...(organizer ? [`ORGANIZER;CN=${quoted(organizer.name)}:mailto:${organizer.email}`] : []),
    ...(attendee
      ? [
          `ATTENDEE;CN=${quoted(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:${attendee.email}`,
        ]
      : []),
    'END:VEVENT',
  ]
}

/** The calendar as iCalendar text (RFC 5545): times in UTC, lines folded at 75 octets, every line ended with CRLF. */
export function calendarText({ name, method, events }: CalendarText): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gongyi//Bookings//EN',
    'CALSCALE:GREGORIAN',
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    ...(name === undefined
      ? []
      : [
          `NAME:${escaped(name)}`,
          `X-WR-CALNAME:${escaped(name)}`,
          'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
          'X-PUBLISHED-TTL:PT15M',
        ]),
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}
