import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WatchBehindView } from '#modules/statistics/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { type BehindWish, watchBehindQuery } from './watch-queries.ts'

const tabOf = { item: 'profile', qualification: 'qualifications', rule: 'rules' } as const

/** Where a thing is mended. */
function placeOf(item: WatchBehindView, unitId: number): string {
  if (item.kind === 'instrument') return `/reports/${item.id ?? ''}`
  if (item.kind === 'record') return `/usage/records?record=${item.id ?? ''}`
  return `/units/${unitId}?tab=${tabOf[item.kind]}`
}

function useName() {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  return ({ kind, name }: WatchBehindView) =>
    kind === 'item' ? t(`watch.item.${name.zh}`) : format.either(name.zh, name.en)
}

/** What is missing, late, old or wrong behind a figure, each with the way to mend it. */
export function WatchBehindDrawer({
  unitId,
  wish,
  onClose,
}: {
  readonly unitId: number
  readonly wish: BehindWish
  readonly onClose: () => void
}) {
  const { t, i18n } = useTranslation('statistics')
  const format = useFormat()
  const nameOf = useName()
  const query = useQuery(watchBehindQuery(unitId, wish))
  return (
    <Drawer
      open
      size={760}
      title={`${t(`watch.${wish.thing}`)} · ${t(`watch.${wish.measure}`)}`}
      onClose={onClose}
    >
      <Loaded query={query}>
        {({ items, total }) => (
          <>
            <p>
              {t(total > items.length ? 'watch.firstOf' : 'watch.count', {
                count: total,
                shown: items.length,
              })}
            </p>
            <FittingTable<WatchBehindView>
              rowKey={(item) => `${item.kind} ${item.id ?? ''} ${item.no} ${item.name.zh}`}
              size="small"
              dataSource={items}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <EmptyState why={t('watch.allDone')} /> }}
              columns={[
                {
                  title: t('watch.what'),
                  key: 'what',
                  render: (_, item) => <Link to={placeOf(item, unitId)}>{nameOf(item)}</Link>,
                },
                {
                  title: t('watch.no'),
                  key: 'no',
                  render: (_, { kind, no }) => (kind === 'item' ? '' : no),
                },
                { title: t('watch.on'), key: 'on', render: (_, { on }) => on ?? '' },
                {
                  title: t('watch.details'),
                  key: 'details',
                  render: (_, { details }) =>
                    details
                      .map(({ zh, en }) => format.either(zh, en))
                      .join(i18n.language === 'en' ? ', ' : '、'),
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </Drawer>
  )
}
