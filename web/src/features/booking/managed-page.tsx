import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { managedQuery } from './booking-queries.ts'

type Address = { search?: string | undefined; cursor?: string | undefined }

/** Instruments whose hours, rules and closures the lead keeps. */
export default function ManagedPage() {
  const { t } = useTranslation('booking')
  const [{ search = '', cursor }, setAddress] = useFilters<Address>()
  const { either } = useFormat()
  const managed = useQuery(managedQuery(search, cursor))
  return (
    <PageFrame
      title={t('managed.title')}
      hint={t('managed.hint')}
      extra={
        <Input.Search
          allowClear
          defaultValue={search}
          placeholder={t('managed.search')}
          onSearch={(value) => setAddress({ search: value, cursor: undefined })}
        />
      }
    >
      <Loaded query={managed}>
        {({ items, next }) => (
          <>
            <FittingTable
              rowKey="instrumentId"
              size="middle"
              pagination={false}
              dataSource={items}
              locale={{ emptyText: <EmptyState why={t('managed.none')} /> }}
              columns={[
                {
                  title: t('facts.instrument'),
                  render: (_, item) => (
                    <Link to={`/booking-instruments/${item.instrumentId}`}>
                      {either(item.name, item.nameEn)}
                    </Link>
                  ),
                },
                { title: t('managed.unit'), render: (_, item) => either(item.unitName, item.unitNameEn) },
                {
                  title: t('managed.state'),
                  render: (_, item) => (
                    <>
                      <Tag color={item.bookable ? 'success' : 'default'}>
                        {t(item.bookable ? 'managed.open' : 'managed.shut')}
                      </Tag>
                      {!item.published && <Tag>{t('managed.unpublished')}</Tag>}
                    </>
                  ),
                },
                { title: t('managed.waiting'), dataIndex: 'waiting', align: 'right', className: 'figures' },
                {
                  title: t('facts.verbs'),
                  card: 'whole',
                  render: (_, item) => <Link to={`/book/${item.instrumentId}`}>{t('managed.calendar')}</Link>,
                },
              ]}
            />
            {next !== undefined && (
              <Button onClick={() => setAddress({ cursor: next })}>{t('page.next')}</Button>
            )}
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
