import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFilters } from '../../lib/address.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { BookingList } from './booking-list.tsx'
import { approvalsQuery } from './booking-queries.ts'

/** Requests that wait for the lead, soonest start first. */
export default function ApprovalsPage() {
  const { t } = useTranslation('booking')
  const [{ cursor }, setAddress] = useFilters<{ cursor?: string | undefined }>()
  const waiting = useQuery(approvalsQuery(true, cursor))
  return (
    <PageFrame title={t('approvals.title')} hint={t('approvals.hint')}>
      <Loaded query={waiting}>
        {({ items, next }) => (
          <>
            <BookingList items={items} withUser empty={<EmptyState why={t('approvals.none')} />} />
            {next !== undefined && (
              <Button onClick={() => setAddress({ cursor: next })}>{t('page.next')}</Button>
            )}
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
