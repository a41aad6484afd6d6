import type { Interval } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { day, dateIn, type Instant, instant, instantAt, isoIn } from '#kernel/time.ts'
import type { CertificateState } from './certificate.ts'
import { type Level, rankOf, reaches } from './levels.ts'

/** What an instrument asks of who uses it, from a moment on; a level left out asks for nothing. */
export interface Requirement {
  /** Level for running it oneself by day. */
  readonly byDay: string | undefined
  /** Level for running it oneself when any part of the time is night. */
  readonly atNight: string | undefined
  /** Level for using it with somebody beside. */
  readonly guided: string | undefined
  /** Night on the wall clock of the unit, `22:00`–`07:00`. */
  readonly nightFrom: string
  readonly nightUntil: string
}

/** A certificate that covers the instrument. */
export interface HeldCertificate {
  readonly level: string
  readonly validFrom: string
  readonly validUntil: string | undefined
  readonly state: CertificateState
}

/** A course that leads to a certificate for the instrument. */
export interface OfferedCourse {
  readonly id: number
  readonly title: string
  readonly titleEn: string
  readonly level: string
  readonly online: boolean
  /** The next session with a free seat. */
  readonly nextAt: Instant | undefined
  readonly place: string
}

const dayBefore = (date: string): string => new Date(Date.parse(date) - day).toISOString().slice(0, 10)
const nextDay = (date: string): string => new Date(Date.parse(date) + day).toISOString().slice(0, 10)

/** Whether any part of a slot lies in the night of a zone; a night that begins when it ends is none. */
export function touchesNight(
  slot: Interval,
  { nightFrom, nightUntil }: Pick<Requirement, 'nightFrom' | 'nightUntil'>,
  zone: string,
): boolean {
  if (nightFrom === nightUntil) return false
  for (let date = dayBefore(dateIn(slot.start, zone)); ; date = nextDay(date)) {
    const begins = instantAt(date, nightFrom, zone)
    if (begins >= slot.end) return false
    const ends = instantAt(nightUntil > nightFrom ? date : nextDay(date), nightUntil, zone)
    if (ends > slot.start) return true
  }
}

/** The level a slot needs; undefined when anybody may. Samples handed in and remote use need none. */
export function levelNeeded(
  requirement: Requirement,
  slot: Interval,
  serviceWay: string,
  zone: string,
): string | undefined {
  if (serviceWay === 'guided') return requirement.guided
  if (serviceWay !== 'self') return undefined
  return touchesNight(slot, requirement, zone)
    ? (requirement.atNight ?? requirement.byDay)
    : requirement.byDay
}

/** The course that leads there: with enough level, the lowest such, then one that can be begun soonest. */
export function courseTowards(
  courses: readonly OfferedCourse[],
  levels: readonly Level[],
  level: string,
): OfferedCourse | undefined {
  const soon = ({ online, nextAt }: OfferedCourse) => (online ? 0 : (nextAt ?? Number.MAX_SAFE_INTEGER))
  return courses
    .filter((course) => reaches(levels, course.level, level))
    .toSorted(
      (a, b) => rankOf(levels, a.level) - rankOf(levels, b.level) || soon(a) - soon(b) || a.id - b.id,
    )[0]
}

const lastMoment = ({ end }: Interval, zone: string): string => dateIn(instant(end - 1), zone)

/** The nearer to a right, the later in the list; the best certificate speaks. */
const flaws = ['needed', 'expired', 'suspended', 'expires_before_slot'] as const
type Flaw = (typeof flaws)[number]

/** The one thing that stands against a certificate for a slot; undefined when it is good. */
function flawOf(held: HeldCertificate, slot: Interval, today: string, zone: string): Flaw | undefined {
  if (held.state === 'suspended') return 'suspended'
  if (held.state !== 'valid') return 'needed'
  const { validUntil } = held
  if (validUntil !== undefined && validUntil < today) return 'expired'
  if (validUntil !== undefined && validUntil < lastMoment(slot, zone)) return 'expires_before_slot'
  if (held.validFrom > dateIn(slot.start, zone)) return 'needed'
  return undefined
}

const levelWords = (levels: readonly Level[], code: string) => {
  const level = levels.find((one) => one.code === code)
  return { level: code, levelName: level?.name ?? code, levelNameEn: level?.nameEn ?? code }
}

/** How to get there; `context` chooses the sentence. */
const courseWords = (course: OfferedCourse, zone: string) => ({
  context: course.online ? 'online' : course.nextAt === undefined ? 'course' : 'session',
  ...{ courseId: course.id, courseTitle: course.title, courseTitleEn: course.titleEn || course.title },
  link: `/courses/${course.id}`,
  ...(course.nextAt === undefined
    ? {}
    : {
        nextSession: isoIn(course.nextAt, zone),
        nextTime: isoIn(course.nextAt, zone).slice(0, 16).replace('T', ' '),
        place: course.place,
      }),
})

export interface GateGround {
  readonly requirement: Requirement
  readonly certificates: readonly HeldCertificate[]
  readonly courses: readonly OfferedCourse[]
}

/** Why a person may not use an instrument at a time in this way, with how to get there; nothing when they may. */
export function gateRefusals(
  { requirement, certificates, courses }: GateGround,
  wish: {
    readonly slot: Interval
    readonly serviceWay: string
    readonly zone: string
    readonly now: Instant
  },
  levels: readonly Level[],
): Refusal[] {
  const { slot, zone } = wish
  const level = levelNeeded(requirement, slot, wish.serviceWay, zone)
  if (level === undefined) return []
  const today = dateIn(wish.now, zone)
  const enough = certificates.filter((held) => reaches(levels, held.level, level))
  const judged = enough.map((held) => ({ held, flaw: flawOf(held, slot, today, zone) }))
  if (judged.some(({ flaw }) => flaw === undefined)) return []
  const best = judged.toSorted(
    (a, b) => flaws.indexOf(b.flaw ?? 'needed') - flaws.indexOf(a.flaw ?? 'needed'),
  )[0]
  const flaw = best?.flaw ?? 'needed'
  const course = courseTowards(courses, levels, level)
  const held = certificates
    .filter((one) => flawOf(one, slot, today, zone) === undefined)
    .toSorted((a, b) => rankOf(levels, b.level) - rankOf(levels, a.level))[0]
  return [
    {
      code: `qualification.${flaw}`,
      ...levelWords(levels, level),
      ...(held === undefined ? {} : { held: held.level }),
      ...(flaw === 'needed' || best?.held.validUntil === undefined
        ? {}
        : { validUntil: best.held.validUntil }),
      ...(course === undefined ? {} : courseWords(course, zone)),
    },
  ]
}
