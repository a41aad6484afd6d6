import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFilters } from '../../lib/address.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { BookingList } from './booking-list.tsx'
import { BulkDecide } from './bulk-decide.tsx'
import { DeputiesPanel } from './deputies-panel.tsx'
import { approvalsQuery, type BookingData } from './booking-queries.ts'

/** Requests that wait for the reader's decision, soonest start first. */
export default function ApprovalsPage() {
  const { t } = useTranslation('booking')
  const [{ cursor }, setAddress] = useFilters<{ cursor?: string | undefined }>()
  const [chosen, setChosen] = useState<readonly number[]>([])
  const chosenOf = (items: readonly BookingData[]) => items.filter(({ id }) => chosen.includes(id))
  const waiting = useQuery(approvalsQuery(true, cursor))
  return (
    <PageFrame title={t('approvals.title')} hint={t('approvals.hint')}>
      <Loaded query={waiting}>
        {({ items, next }) => (
          <>
            {items.length > 0 && <BulkDecide chosen={chosenOf(items)} onDone={() => setChosen([])} />}
            <BookingList
              items={items}
              withUser
              selection={{ chosen, onChange: setChosen }}
              empty={<EmptyState why={t('approvals.none')} />}
            />
            {next !== undefined && (
              <Button onClick={() => setAddress({ cursor: next })}>{t('page.next')}</Button>
            )}
          </>
        )}
      </Loaded>
      <DeputiesPanel />
    </PageFrame>
  )
}
