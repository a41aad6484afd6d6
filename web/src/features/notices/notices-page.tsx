import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { type InboxNoticeView, noticesContract } from '#modules/notices/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { unreadQuery } from '../../lib/notices.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, LoadingState } from '../../ui/states.tsx'
import './notices.css'

type Shown = 'unread' | 'all'

function useNotices(unread: boolean) {
  const { i18n } = useTranslation()
  return useInfiniteQuery({
    queryKey: ['notices', 'list', unread, i18n.language],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(noticesContract.inbox, {
        query: { unread: unread ? 'true' : 'false', before: pageParam, limit: 30 },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  })
}

function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids: number[] | undefined) => call(noticesContract.markNoticesRead, { body: { ids } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}

function NoticeLine({
  notice,
  onRead,
}: {
  readonly notice: InboxNoticeView
  readonly onRead: (id: number) => void
}) {
  const { t } = useTranslation('notices')
  const format = useFormat()
  const fresh = notice.readAt === undefined
  return (
    <li className={fresh ? 'notice notice-fresh' : 'notice'}>
      <div className="notice-head">
        <span className="notice-topic">{t(`topic.${notice.topic}`, notice.topic)}</span>
        <time dateTime={notice.createdAt}>{format.dateTime(notice.createdAt)}</time>
        {fresh && <span className="notice-new">{t('fresh')}</span>}
      </div>
      <Link to={notice.link} className="notice-title" onClick={() => fresh && onRead(notice.id)}>
        {notice.title}
      </Link>
      {notice.text !== '' && <p className="notice-text">{notice.text}</p>}
      {fresh && (
        <Button type="link" size="small" className="cell-link" onClick={() => onRead(notice.id)}>
          {t('markRead')}
        </Button>
      )}
    </li>
  )
}

/** Everything the program told me, newest first. */
export default function NoticesPage() {
  const { t } = useTranslation('notices')
  const [filters, setFilters] = useFilters<{ show: Shown }>()
  const show = filters.show ?? 'all'
  const list = useNotices(show === 'unread')
  const read = useMarkRead()
  const unread = useQuery(unreadQuery).data?.unread ?? 0
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <PageFrame
      title={t('title')}
      hint={t('hint')}
      narrow
      extra={
        <Button disabled={unread === 0} loading={read.isPending} onClick={() => read.mutate(undefined)}>
          {t('markAll')}
        </Button>
      }
    >
      <div className="list-filters">
        <Segmented<Shown>
          value={show}
          options={(['all', 'unread'] as const).map((value) => ({
            value,
            label: t(`show.${value}`, { count: unread }),
          }))}
          onChange={(value) => setFilters({ show: value === 'all' ? undefined : value })}
        />
      </div>
      <ProblemAlert problem={list.error ?? read.error} />
      <Card>
        {list.isPending && <LoadingState rows={4} />}
        {!list.isPending && items.length === 0 && <EmptyState why={t(`empty.${show}`)} />}
        <ul className="plain-list notices">
          {items.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} onRead={(id) => read.mutate([id])} />
          ))}
        </ul>
        {list.hasNextPage && (
          <Button
            className="list-more"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('more')}
          </Button>
        )}
      </Card>
    </PageFrame>
  )
}
