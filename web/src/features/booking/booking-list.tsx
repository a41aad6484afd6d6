import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Drawer, Grid, Space } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { BookingFacts, StatusTag } from './booking-facts.tsx'
import type { BookingData } from './booking-queries.ts'
import { placeOf, userOf } from './booking-words.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { DecideDialog } from './decide-dialog.tsx'

interface Props {
  readonly items: readonly BookingData[]
  /** Whether the user is worth a column: not in one's own list. */
  readonly withUser: boolean
  readonly empty: React.ReactNode
  /** Ids of the chosen bookings, where many are decided at once. */
  readonly selection?: {
    readonly chosen: readonly number[]
    readonly onChange: (chosen: readonly number[]) => void
  }
}

type Dialog = { readonly kind: 'cancel' | 'approve' | 'reject'; readonly booking: BookingData }

function Verbs({
  booking,
  onDialog,
}: {
  readonly booking: BookingData
  readonly onDialog: (dialog: Dialog) => void
}) {
  const { t } = useTranslation('booking')
  const navigate = useNavigate()
  const { may } = booking
  return (
    <Space wrap>
      {may.decide && (
        <>
          <Button type="primary" onClick={() => onDialog({ kind: 'approve', booking })}>
            {t('decide.approve')}
          </Button>
          <Button danger onClick={() => onDialog({ kind: 'reject', booking })}>
            {t('decide.reject')}
          </Button>
        </>
      )}
      {may.move && (
        <Button
          onClick={() =>
            void navigate({
              to: `/book/${booking.instrumentId}`,
              search: { move: booking.id, from: booking.start.slice(0, 10) },
            })
          }
        >
          {t('form.move')}
        </Button>
      )}
      {may.cancel && (
        <Button danger type="text" onClick={() => onDialog({ kind: 'cancel', booking })}>
          {t('cancel.act')}
        </Button>
      )}
    </Space>
  )
}

/** A box before each request, and one for all in the heading. */
function choiceColumn(
  { chosen, onChange }: NonNullable<Props['selection']>,
  items: Props['items'],
  t: TFunction<'booking'>,
): FittingColumn<BookingData> {
  const all = items.every(({ id }) => chosen.includes(id))
  return {
    title: (
      <Checkbox
        aria-label={t('bulk.all')}
        checked={items.length > 0 && all}
        onChange={() => onChange(all ? [] : items.map(({ id }) => id))}
      />
    ),
    width: 48,
    onCell: () => ({ onClick: (event) => event.stopPropagation() }),
    render: (_, { id, userName }) => (
      <Checkbox
        aria-label={t('bulk.choose', { user: userName })}
        checked={chosen.includes(id)}
        onChange={() => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
      />
    ),
  }
}

/** Bookings as rows; a row opens its side panel, each line has the verbs its reader may use. */
export function BookingList({ items, withUser, empty, selection }: Props) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const wide = Grid.useBreakpoint()['md'] === true
  const [opened, setOpened] = useState<number>()
  const [dialog, setDialog] = useState<Dialog>()
  const shown = items.find((booking) => booking.id === opened)
  const close = () => setDialog(undefined)
  return (
    <>
      <FittingTable<BookingData>
        rowKey="id"
        below={820}
        size="middle"
        pagination={false}
        dataSource={[...items]}
        locale={{ emptyText: empty }}
        onRow={({ id }) => ({ onClick: () => setOpened(id), style: { cursor: 'pointer' } })}
        columns={[
          ...(selection === undefined ? [] : [choiceColumn(selection, items, t)]),
          {
            title: t('facts.time'),
            render: (_, booking) => (
              <Button type="link" style={{ padding: 0 }} onClick={() => setOpened(booking.id)}>
                {format.span(booking.start, booking.end)}
              </Button>
            ),
          },
          {
            title: t('facts.instrument'),
            render: (_, booking) => placeOf(booking, format),
          },
          ...(withUser
            ? [
                {
                  title: t('facts.user'),
                  render: (_: unknown, booking: BookingData) => userOf(booking, format),
                },
              ]
            : []),
          { title: t('facts.purpose'), dataIndex: 'purpose', ellipsis: true, width: 220 },
          {
            title: t('facts.status'),
            render: (_, booking) => (
              <>
                <StatusTag status={booking.status} />
                {booking.waitsFor !== undefined && <small>{t(`chain.waits.${booking.waitsFor}`)}</small>}
              </>
            ),
          },
          {
            title: t('facts.verbs'),
            card: 'whole',
            onCell: () => ({ onClick: (event) => event.stopPropagation() }),
            render: (_, booking) => <Verbs booking={booking} onDialog={setDialog} />,
          },
        ]}
      />
      <Drawer
        open={shown !== undefined}
        onClose={() => setOpened(undefined)}
        title={shown && format.either(shown.instrumentName, shown.instrumentNameEn)}
        placement={wide ? 'right' : 'bottom'}
        size={wide ? 440 : '80%'}
      >
        {shown !== undefined && (
          <>
            <BookingFacts booking={shown} />
            <Verbs booking={shown} onDialog={setDialog} />
          </>
        )}
      </Drawer>
      {dialog?.kind === 'cancel' && <CancelDialog booking={dialog.booking} onClose={close} />}
      {dialog !== undefined && dialog.kind !== 'cancel' && (
        <DecideDialog booking={dialog.booking} approve={dialog.kind === 'approve'} onClose={close} />
      )}
    </>
  )
}
