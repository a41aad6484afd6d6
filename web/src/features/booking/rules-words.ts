import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import type { RulesShape } from './booking-queries.ts'

type Weekly = RulesShape['weekly']
type Users = Weekly[number]['users']

const sameDay = (windows: Weekly): string =>
  JSON.stringify(windows.map(({ from, to, users }) => [from, to, users ?? []]))

/** Weekdays one after the other with the same hours, as one. */
function runsOf(weekly: Weekly): { first: number; last: number; windows: Weekly }[] {
  const runs: { first: number; last: number; windows: Weekly }[] = []
  for (let weekday = 1; weekday <= 7; weekday++) {
    const windows = weekly.filter((window) => window.weekday === weekday)
    const run = runs.at(-1)
    if (run?.last === weekday - 1 && sameDay(run.windows) === sameDay(windows)) run.last = weekday
    else if (windows.length > 0) runs.push({ first: weekday, last: weekday, windows })
  }
  return runs
}

type Says = ReturnType<typeof useSays>

/** The words sentences about rules are made of. */
function useSays() {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const comma = t('rules.comma')
  const usersOf = (users: Users) =>
    users === undefined
      ? ''
      : t('say.users', { users: users.map((kind) => t(`userKind.${kind}`)).join(comma) })
  const week = (weekly: Weekly): string[] =>
    runsOf(weekly).map(({ first, last, windows }) => {
      const days =
        first === last
          ? t(`weekday.${first}`)
          : t('say.days', { first: t(`weekday.${first}`), last: t(`weekday.${last}`) })
      return `${days} ${windows.map(({ from, to, users }) => `${from}–${to}${usersOf(users)}`).join(comma)}`
    })
  return { t, format, comma, usersOf, week }
}

const hoursSaid = ({ t, comma, week }: Says, r: RulesShape): string[] => [
  ...(r.weekly.length === 0 ? [t('say.never')] : week(r.weekly)),
  ...(r.terms ?? []).map(({ name, from, to, weekly }) =>
    t('say.term', {
      name,
      from,
      to,
      hours: weekly.length === 0 ? t('hours.closed') : week(weekly).join(comma),
    }),
  ),
  t(r.observesHolidays === false ? 'say.holidaysOpen' : 'say.holidaysShut'),
]

const lengthsSaid = ({ t, format, comma }: Says, r: RulesShape): string =>
  t('rules.line', {
    shortest: format.duration(r.shortestMinutes),
    longest: format.duration(r.longestMinutes),
    notice:
      r.noticeMinutes === 0
        ? t('rules.noNotice')
        : t('rules.notice', { length: format.duration(r.noticeMinutes) }),
    days: r.horizonDays,
    approval: t(`approval.${r.approval}`),
    users: r.openTo.map((kind) => t(`userKind.${kind}`)).join(comma),
  })

const quotasSaid = ({ t, comma, usersOf }: Says, r: RulesShape): string[] => [
  ...(r.quotas ?? []).map(({ per, period, hours, count, users }) => {
    const most = [
      hours === undefined ? [] : [t('say.hours', { hours })],
      count === undefined ? [] : [t('say.times', { count, number: count })],
    ].flat()
    const of = { per: t(`quota.per.${per}`), period: t(`quota.period.${period}`), users: usersOf(users) }
    return t('say.quota', { ...of, most: most.join(comma) })
  }),
  ...(r.openPerPerson === undefined
    ? []
    : [t('say.open', { count: r.openPerPerson, number: r.openPerPerson })]),
]

function oddSaid({ t, comma }: Says, r: RulesShape): string[] {
  const needs = (of: RulesShape['nightNeeds']) => (of ?? []).map((need) => t(`need.${need}`)).join(comma)
  const night = needs(r.nightNeeds)
  const weekend = needs(r.weekendNeeds)
  return [
    night === '' ? [] : [t('say.night', { from: r.nightFrom ?? '', to: r.nightTo ?? '', needs: night })],
    weekend === '' ? [] : [t('say.weekend', { needs: weekend })],
  ].flat()
}

function gapSaid({ t, format }: Says, r: RulesShape): string[] {
  const { bufferMinutes = 0, setupMinutes = 0, cleanupMinutes = 0 } = r
  const minutes = Math.max(bufferMinutes, setupMinutes + cleanupMinutes)
  return minutes === 0 ? [] : [t('say.gap', { gap: format.duration(minutes) })]
}

const chainsSaid = ({ t, usersOf }: Says, r: RulesShape): string[] => [
  ...(r.chains ?? []).map(({ users, steps }) =>
    t('say.chain', {
      users: usersOf(users),
      steps: steps.length === 0 ? t('approval.none') : steps.map(({ by }) => t(`chain.by.${by}`)).join(' → '),
    }),
  ),
  ...(r.pendingHolds ? [] : [t('say.notHeld')]),
]

/** Rules in plain words, one sentence a line. */
export function useRulesWords() {
  const says = useSays()
  const line = (r: RulesShape): string => lengthsSaid(says, r)
  const all = (r: RulesShape): string[] => [
    ...hoursSaid(says, r),
    line(r),
    ...gapSaid(says, r),
    ...quotasSaid(says, r),
    ...oddSaid(says, r),
    ...chainsSaid(says, r),
    says.t(`forOthers.${r.bookForOthers ?? 'lead'}`),
  ]
  return { all, line }
}
