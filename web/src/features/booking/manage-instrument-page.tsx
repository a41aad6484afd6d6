import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Segmented, Select, Space, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingStatuses } from '#modules/booking/contract.ts'
import { useFilters, usePathParam } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { BookingList } from './booking-list.tsx'
import { type BookingData, instrumentBookingsQuery, rulesQuery } from './booking-queries.ts'
import { ClosuresPanel } from './closures-panel.tsx'
import { RulesForm } from './rules-form.tsx'

type Status = BookingData['status']
type Address = {
  tab?: string | undefined
  cursor?: string | undefined
  when?: 'coming' | 'past' | undefined
  status?: Status | undefined
}

function Bookings({
  instrumentId,
  address: { cursor, when = 'coming', status },
  onChange,
}: {
  readonly instrumentId: number
  readonly address: Address
  readonly onChange: (change: Address) => void
}) {
  const { t } = useTranslation('booking')
  const bookings = useQuery(instrumentBookingsQuery(instrumentId, { when, status, cursor }))
  return (
    <>
      <Space wrap style={{ marginBottom: 12 }}>
        <Segmented
          value={when}
          options={[
            { value: 'coming', label: t('mine.coming') },
            { value: 'past', label: t('mine.past') },
          ]}
          onChange={(value) => onChange({ when: value === 'past' ? 'past' : undefined, cursor: undefined })}
        />
        <Select<Status | null>
          allowClear
          aria-label={t('list.status')}
          placeholder={t('list.status')}
          style={{ width: 160 }}
          value={status ?? null}
          options={bookingStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
          onChange={(value) => onChange({ status: value ?? undefined, cursor: undefined })}
        />
      </Space>
      <Loaded query={bookings}>
        {({ items, next }) => (
          <>
            <BookingList
              items={items}
              withUser
              empty={
                <EmptyState
                  why={t(
                    status === undefined
                      ? `mine.none${when === 'past' ? 'Past' : 'Coming'}`
                      : 'list.noneOfStatus',
                  )}
                />
              }
            />
            {cursor !== undefined && (
              <Button onClick={() => onChange({ cursor: undefined })}>{t('page.first')}</Button>
            )}{' '}
            {next !== undefined && (
              <Button onClick={() => onChange({ cursor: next })}>{t('page.next')}</Button>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

/** Hours, rules, closures and bookings of one instrument, for its lead. */
export default function ManageInstrumentPage() {
  const { t } = useTranslation('booking')
  const instrumentId = Number(usePathParam('instrumentId'))
  const [address, setAddress] = useFilters<Address>()
  const { tab = 'rules' } = address
  const rules = useQuery(rulesQuery(instrumentId))
  const { either } = useFormat()
  return (
    <PageFrame
      title={
        rules.data === undefined
          ? t('menu.managed')
          : t('manage.title', { name: either(rules.data.instrumentName, rules.data.instrumentNameEn) })
      }
      hint={t('manage.hint')}
      extra={<Link to={`/book/${instrumentId}`}>{t('managed.calendar')}</Link>}
    >
      <Loaded query={rules}>
        {(known) => (
          <>
            {known.version === 0 && (
              <Alert type="info" showIcon title={t('manage.proposal')} style={{ marginBottom: 16 }} />
            )}
            <Tabs
              activeKey={tab}
              onChange={(key) =>
                setAddress({ tab: key, cursor: undefined, when: undefined, status: undefined })
              }
              items={[
                {
                  key: 'rules',
                  label: t('manage.rules'),
                  children: <RulesForm key={`${known.version} ${known.coming.length}`} known={known} />,
                },
                {
                  key: 'closures',
                  label: t('manage.closures'),
                  children: <ClosuresPanel instrumentId={instrumentId} timeZone={known.timeZone} />,
                },
                {
                  key: 'bookings',
                  label: t('manage.bookings'),
                  children: <Bookings instrumentId={instrumentId} address={address} onChange={setAddress} />,
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
