import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Card, Popconfirm, Space, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { useAnswer, useLeave, type WaitingEntry, waitingQuery } from './waiting-queries.ts'

const colours: Readonly<Record<WaitingEntry['state'], string>> = {
  waiting: 'processing',
  offered: 'warning',
  taken: 'success',
  declined: 'default',
  unanswered: 'warning',
  left: 'default',
  over: 'default',
}

/** Seconds left of an offer, counted down from what the server said. */
function useSecondsLeft(from: number): number {
  const [left, setLeft] = useState(from)
  useEffect(() => {
    const end = Date.now() + from * 1000
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [from])
  return left
}

const clock = (seconds: number): string => {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

function OfferPart({ offer }: { readonly offer: NonNullable<WaitingEntry['offer']> }) {
  const { t } = useTranslation('allocation')
  const format = useFormat()
  const { message } = App.useApp()
  const answer = useAnswer()
  const left = useSecondsLeft(offer.secondsLeft)
  const act = (accept: boolean) =>
    answer.mutate(
      { offerId: offer.id, accept },
      { onSuccess: ({ status }) => void message.success(t(`answered.${status}`)) },
    )
  return (
    <Alert
      type="success"
      showIcon
      title={t('offer.title', { time: format.span(offer.start, offer.end) })}
      description={
        <>
          <p>
            {t('offer.left', { left: clock(left) })} ·{' '}
            {t('offer.until', { until: format.dateTime(offer.until) })}
          </p>
          <ProblemAlert problem={answer.error} />
          <Space wrap>
            <Button type="primary" loading={answer.isPending} disabled={left === 0} onClick={() => act(true)}>
              {t('offer.take')}
            </Button>
            <Popconfirm
              title={t('offer.declineAsk')}
              okText={t('offer.decline')}
              cancelText={t('keep')}
              onConfirm={() => act(false)}
            >
              <Button disabled={answer.isPending}>{t('offer.decline')}</Button>
            </Popconfirm>
          </Space>
        </>
      }
    />
  )
}

function EntryCard({ entry }: { readonly entry: WaitingEntry }) {
  const { t } = useTranslation('allocation')
  const format = useFormat()
  const leave = useLeave()
  const live = entry.state === 'waiting' || entry.state === 'offered'
  const names = entry.instruments.map(({ name, nameEn }) => format.either(name, nameEn))
  const weekdays = entry.weekdays.map((no) => t(`weekday.${no}`)).join(t('comma'))
  return (
    <Card
      size="small"
      style={{ marginBottom: 12 }}
      title={names.length > 1 ? t('several', { name: names[0], count: names.length }) : names[0]}
      extra={<Tag color={colours[entry.state]}>{t(`state.${entry.state}`)}</Tag>}
    >
      <p>
        {entry.kind === 'slot'
          ? format.span(entry.from, entry.until)
          : t('wish', {
              length: format.duration(entry.minutes),
              from: format.dateTime(entry.from),
              until: format.dateTime(entry.until),
              days: weekdays === '' ? t('everyDay') : weekdays,
              hours: `${entry.dayFrom}–${entry.dayUntil}`,
            })}
      </p>
      {entry.offer !== undefined && <OfferPart offer={entry.offer} />}
      {entry.state === 'waiting' && (
        <p>{entry.ahead === 0 ? t('place.first') : t('place.behind', { count: entry.ahead })}</p>
      )}
      <ProblemAlert problem={leave.error} />
      {live && (
        <Popconfirm
          title={t('leaveAsk')}
          okText={t('leave')}
          cancelText={t('keep')}
          onConfirm={() => leave.mutate(entry.id)}
        >
          <Button size="small" type="link" style={{ paddingInline: 0 }} loading={leave.isPending}>
            {t('leave')}
          </Button>
        </Popconfirm>
      )}
    </Card>
  )
}

/** What one waits for: one's place, offers with the time left, and what came of earlier ones. */
export default function WaitingPage() {
  const { t } = useTranslation('allocation')
  const waiting = useQuery(waitingQuery())
  return (
    <PageFrame title={t('title')} hint={t('hint')} narrow>
      <Loaded query={waiting}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState why={t('none')}>
              <Button type="primary" href="/instruments">
                {t('find')}
              </Button>
            </EmptyState>
          ) : (
            items.map((entry) => <EntryCard key={entry.id} entry={entry} />)
          )
        }
      </Loaded>
    </PageFrame>
  )
}
