import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFilters, usePathParam } from '../../lib/address.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { BookingList } from './booking-list.tsx'
import { instrumentBookingsQuery, rulesQuery } from './booking-queries.ts'
import { ClosuresPanel } from './closures-panel.tsx'
import { RulesForm } from './rules-form.tsx'

type Address = { tab?: string | undefined; cursor?: string | undefined }

function Bookings({
  instrumentId,
  cursor,
  onNext,
}: {
  readonly instrumentId: number
  readonly cursor: string | undefined
  readonly onNext: (cursor: string) => void
}) {
  const { t } = useTranslation('booking')
  const bookings = useQuery(instrumentBookingsQuery(instrumentId, 'coming', cursor))
  return (
    <Loaded query={bookings}>
      {({ items, next }) => (
        <>
          <BookingList items={items} withUser empty={<EmptyState why={t('mine.noneComing')} />} />
          {next !== undefined && <Button onClick={() => onNext(next)}>{t('page.next')}</Button>}
        </>
      )}
    </Loaded>
  )
}

/** Hours, rules, closures and bookings of one instrument, for its lead. */
export default function ManageInstrumentPage() {
  const { t } = useTranslation('booking')
  const instrumentId = Number(usePathParam('instrumentId'))
  const [{ tab = 'rules', cursor }, setAddress] = useFilters<Address>()
  const rules = useQuery(rulesQuery(instrumentId))
  return (
    <PageFrame
      title={t('manage.title', { name: rules.data?.instrumentName ?? '' })}
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
              onChange={(key) => setAddress({ tab: key, cursor: undefined })}
              items={[
                {
                  key: 'rules',
                  label: t('manage.rules'),
                  children: <RulesForm key={known.version} known={known} />,
                },
                {
                  key: 'closures',
                  label: t('manage.closures'),
                  children: <ClosuresPanel instrumentId={instrumentId} timeZone={known.timeZone} />,
                },
                {
                  key: 'bookings',
                  label: t('manage.bookings'),
                  children: (
                    <Bookings
                      instrumentId={instrumentId}
                      cursor={cursor}
                      onNext={(to) => setAddress({ cursor: to })}
                    />
                  ),
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
