import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFilters } from '../../lib/address.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { BookingList } from './booking-list.tsx'
import { myBookingsQuery } from './booking-queries.ts'

type Address = { when?: 'coming' | 'past' | undefined; cursor?: string | undefined }

/** One's own bookings: move, cancel, see what was decided. */
export default function MyBookingsPage() {
  const { t } = useTranslation('booking')
  const [{ when = 'coming', cursor }, setAddress] = useFilters<Address>()
  const bookings = useQuery(myBookingsQuery(when, 20, cursor))
  return (
    <PageFrame
      title={t('mine.title')}
      hint={t('mine.hint')}
      extra={
        <Segmented
          value={when}
          options={[
            { value: 'coming', label: t('mine.coming') },
            { value: 'past', label: t('mine.past') },
          ]}
          onChange={(value) => setAddress({ when: value === 'past' ? 'past' : undefined, cursor: undefined })}
        />
      }
    >
      <Loaded query={bookings}>
        {({ items, next }) => (
          <>
            <BookingList
              items={items}
              withUser={false}
              empty={
                <EmptyState why={t(when === 'coming' ? 'mine.noneComing' : 'mine.nonePast')}>
                  <Button type="primary" href="/instruments">
                    {t('mine.find')}
                  </Button>
                </EmptyState>
              }
            />
            <Paging cursor={cursor} next={next} onGo={(to) => setAddress({ cursor: to })} />
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}

function Paging({
  cursor,
  next,
  onGo,
}: {
  readonly cursor: string | undefined
  readonly next: string | undefined
  readonly onGo: (cursor: string | undefined) => void
}) {
  const { t } = useTranslation('booking')
  if (cursor === undefined && next === undefined) return null
  return (
    <p>
      {cursor !== undefined && <Button onClick={() => onGo(undefined)}>{t('page.first')}</Button>}{' '}
      {next !== undefined && <Button onClick={() => onGo(next)}>{t('page.next')}</Button>}
    </p>
  )
}
