import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Space, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call, type Replied } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { useAbility } from '../../lib/session.ts'
import { useBookingAct } from './booking-queries.ts'

type Feed = Replied<typeof bookingContract.calendarFeeds>['items'][number]
type Opened = Replied<typeof bookingContract.openCalendarFeed>

const queryKey = ['booking', 'feeds']

function useFeedActs(onAddress: (opened: Opened | undefined) => void) {
  const open = useBookingAct((kind: 'mine' | 'managed') =>
    call(bookingContract.openCalendarFeed, { body: { kind } }),
  )
  const renew = useBookingAct((feedId: number) =>
    call(bookingContract.renewCalendarFeed, { params: { feedId } }),
  )
  const revoke = useBookingAct((feedId: number) =>
    call(bookingContract.revokeCalendarFeed, { params: { feedId } }),
  )
  return {
    problem: open.error ?? renew.error ?? revoke.error,
    busy: open.isPending || renew.isPending || revoke.isPending,
    open: (kind: 'mine' | 'managed') => open.mutate(kind, { onSuccess: onAddress }),
    renew: (id: number) => renew.mutate(id, { onSuccess: onAddress }),
    revoke: (id: number) => revoke.mutate(id, { onSuccess: () => onAddress(undefined) }),
  }
}

/** The secret address, shown this once. */
export function FeedAddress({ opened }: { readonly opened: Opened }) {
  const { t } = useTranslation('booking')
  return (
    <Alert
      type="success"
      showIcon
      className="problem"
      title={t('feed.addressTitle')}
      description={
        <>
          <Typography.Paragraph copyable={{ text: opened.address }} className="secret-address">
            {opened.address}
          </Typography.Paragraph>
          <p className="field-help">{t('feed.addressHint')}</p>
        </>
      }
    />
  )
}

function FeedTable({
  items,
  acts,
}: {
  readonly items: readonly Feed[]
  readonly acts: ReturnType<typeof useFeedActs>
}) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  return (
    <FittingTable<Feed>
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={[...items]}
      locale={{ emptyText: <EmptyState why={t('feed.none')} /> }}
      columns={[
        {
          title: t('feed.what'),
          render: (_, feed) =>
            feed.kind === 'instrument'
              ? t('feed.kind.instrument', {
                  name: format.either(feed.instrumentName ?? '', feed.instrumentNameEn ?? ''),
                })
              : t(`feed.kind.${feed.kind}`),
        },
        {
          title: t('feed.state'),
          render: (_, feed) =>
            feed.revokedAt === undefined ? (
              <Tag color="success">{t('feed.live')}</Tag>
            ) : (
              <Tag>{t('feed.revokedOn', { at: format.dateTime(feed.revokedAt) })}</Tag>
            ),
        },
        { title: t('feed.created'), render: (_, feed) => format.dateTime(feed.createdAt) },
        {
          title: t('feed.lastRead'),
          render: (_, feed) =>
            feed.lastReadAt === undefined ? t('feed.neverRead') : format.dateTime(feed.lastReadAt),
        },
        {
          title: t('facts.verbs'),
          card: 'whole',
          render: (_, feed) =>
            feed.revokedAt === undefined && (
              <Space wrap>
                <Popconfirm title={t('feed.renewSure')} onConfirm={() => acts.renew(feed.id)}>
                  <Button type="link">{t('feed.renew')}</Button>
                </Popconfirm>
                <Popconfirm title={t('feed.revokeSure')} onConfirm={() => acts.revoke(feed.id)}>
                  <Button type="link" danger>
                    {t('feed.revoke')}
                  </Button>
                </Popconfirm>
              </Space>
            ),
        },
      ]}
    />
  )
}

/** Bookings in one's own calendar: secret addresses, made, changed and ended here. */
export default function FeedsPage() {
  const { t } = useTranslation('booking')
  const [opened, setOpened] = useState<Opened>()
  const acts = useFeedActs(setOpened)
  const feeds = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(bookingContract.calendarFeeds, { signal }),
  })
  const live = new Set(feeds.data?.items.filter((feed) => !feed.revokedAt).map((feed) => feed.kind))
  const manages = useAbility('booking.manage')
  const kinds = (['mine', 'managed'] as const).filter(
    (kind) => !live.has(kind) && (kind === 'mine' || manages),
  )
  return (
    <PageFrame
      title={t('feed.title')}
      hint={t('feed.hint')}
      extra={kinds.map((kind) => (
        <Button
          key={kind}
          type="primary"
          disabled={!feeds.isSuccess || acts.busy}
          onClick={() => acts.open(kind)}
        >
          {t(`feed.open.${kind}`)}
        </Button>
      ))}
    >
      <ProblemAlert problem={acts.problem} />
      {opened && <FeedAddress opened={opened} />}
      <Loaded query={feeds}>{({ items }) => <FeedTable items={items} acts={acts} />}</Loaded>
      <p className="field-help">{t('feed.instrumentHint')}</p>
    </PageFrame>
  )
}
