import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TodoSource } from '../../app/feature-route.ts'
import { useAbility } from '../../lib/session.ts'
import { campaignsQuery, newInstrumentsQuery } from './campaign-queries.ts'

/** The end of a day in the province. */
const endOf = (day: string) => `${day}T23:59:59+08:00`

/** Whoever hands in or reviews in a unit answers for what the unit still has to report. */
function useOfUnit(): boolean {
  const submits = useAbility('report.submit_to_unit')
  const reviews = useAbility('report.review_in_unit')
  return submits || reviews
}

function useCampaignTodos() {
  const { t } = useTranslation('campaigns')
  const reads = useAbility('campaign.read')
  const enabled = useOfUnit() && reads
  const query = useQuery({ ...campaignsQuery, enabled })
  const items = (query.data?.items ?? [])
    .filter(({ state, remaining = 0 }) => state === 'open' && remaining > 0)
    .map(({ id, name, reportBy, remaining = 0 }) => ({
      id: String(id),
      label: t('todo.campaign', { name, count: remaining }),
      due: endOf(reportBy),
      href: `/campaigns/${id}`,
      verb: t('todo.campaign.verb'),
    }))
  return { items: enabled ? items : [], loading: enabled && query.isPending }
}

/** Operators answer for what the province accepted and the nation has not got. */
function useHandOverTodos() {
  const { t } = useTranslation('campaigns')
  const enabled = useAbility('campaign.manage')
  const query = useQuery({ ...campaignsQuery, enabled })
  const items = (query.data?.items ?? []).flatMap(({ id, name, forwardBy, toHandOver = 0 }) =>
    forwardBy === undefined || toHandOver === 0
      ? []
      : [
          {
            id: String(id),
            label: t('todo.handOver', { name, count: toHandOver }),
            due: endOf(forwardBy),
            href: `/campaigns/${id}`,
            verb: t('todo.handOver.verb'),
          },
        ],
  )
  return { items: enabled ? items : [], loading: enabled && query.isPending }
}

function useNewInstrumentTodos() {
  const { t } = useTranslation('campaigns')
  const enabled = useOfUnit()
  const query = useQuery({ ...newInstrumentsQuery(undefined), enabled })
  const mine = (query.data?.items ?? []).filter(({ waitsFor }) => waitsFor === 'unit')
  const overdue = mine.filter((one) => one.overdue).length
  const [first] = mine
  if (!enabled || first === undefined) return { items: [], loading: enabled && query.isPending }
  return {
    items: [
      {
        id: 'new',
        label: t(overdue > 0 ? 'todo.overdue' : 'todo.upcoming', { count: mine.length, overdue }),
        due: endOf(first.due),
        href: '/new-instruments',
        verb: t('todo.new.verb'),
      },
    ],
    loading: false,
  }
}

/** Whoever keeps the reference data loads the holidays of a year that deadlines already reach into. */
function useCalendarTodos() {
  const { t } = useTranslation('campaigns')
  const enabled = useAbility('reference.manage')
  const query = useQuery({ ...newInstrumentsQuery(undefined), enabled })
  const years = query.data?.yearsNotLoaded ?? []
  if (!enabled || years.length === 0) return { items: [], loading: enabled && query.isPending }
  return {
    items: [
      {
        id: 'calendar',
        label: t('todo.calendar', { years: years.join(t('comma')) }),
        href: '/new-instruments',
        verb: t('todo.calendar.verb'),
      },
    ],
    loading: false,
  }
}

export const todos: TodoSource[] = [
  { key: 'calendar', ability: 'reference.manage', useTodos: useCalendarTodos },
  { key: 'campaigns', ability: 'campaign.read', useTodos: useCampaignTodos },
  { key: 'hand-over', ability: 'campaign.manage', useTodos: useHandOverTodos },
  { key: 'new-instruments', ability: 'instrument.read_unpublished', useTodos: useNewInstrumentTodos },
]
