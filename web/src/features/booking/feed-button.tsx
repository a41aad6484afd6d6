import { CalendarOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useBookingAct } from './booking-queries.ts'
import { FeedAddress } from './feeds-page.tsx'

/** Puts the times an instrument is taken into one's calendar. */
export function FeedButton({ instrumentId }: { readonly instrumentId: number }) {
  const { t } = useTranslation('booking')
  const open = useBookingAct((id: number) =>
    call(bookingContract.openCalendarFeed, { body: { kind: 'instrument', instrumentId: id } }),
  )
  return (
    <>
      <Button icon={<CalendarOutlined />} loading={open.isPending} onClick={() => open.mutate(instrumentId)}>
        {t('feed.ofInstrument')}
      </Button>
      <Modal
        open={open.isSuccess || open.isError}
        title={t('feed.ofInstrument')}
        footer={<Button href="/app/calendar-feeds">{t('feed.title')}</Button>}
        onCancel={open.reset}
      >
        <ProblemAlert problem={open.error} />
        {open.data && <FeedAddress opened={open.data} />}
      </Modal>
    </>
  )
}
