import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { allocationContract } from '#modules/allocation/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type BookingData, type CheckData, useBookingAct } from './booking-queries.ts'
import type { SlotWish } from './booking-queries.ts'

/** What stands against a slot only because somebody else has it now. */
const helpedByWaiting = new Set(['booking.slot_taken', 'booking.kept_for_waiting', 'booking.needs_buffer'])

/** What is written in the form of a booking. */
interface Written {
  readonly purpose: string
  readonly project?: string | undefined
  readonly serviceWay: BookingData['serviceWay']
}

interface Props {
  readonly instrumentId: number
  readonly slot: SlotWish
  readonly check: CheckData | undefined
  /** What is written so far, when it is complete. */
  readonly written: () => Promise<Written>
}

/** Where the time is somebody else’s: wait for it instead of booking it. */
export function WaitButton({ instrumentId, slot, check, written }: Props) {
  const { t } = useTranslation('booking')
  const { message } = App.useApp()
  const go = useNavigate()
  const act = useBookingAct(({ purpose, project = '', serviceWay }: Written) =>
    call(allocationContract.joinWaiting, {
      body: {
        ...{ kind: 'slot', instrumentIds: [instrumentId], from: slot.start, until: slot.end },
        ...{ purpose, project, serviceWay },
      },
    }),
  )
  if (!check?.refusals.some(({ code }) => helpedByWaiting.has(code))) return null
  const join = async () => {
    const fields = await written()
    act.mutate(fields, {
      onSuccess: () => {
        void message.success(t('wait.done'))
        void go({ to: '/waiting' })
      },
    })
  }
  return (
    <>
      <ProblemAlert problem={act.error} />
      <Button loading={act.isPending} onClick={() => void join().catch(() => undefined)}>
        {t('wait.join')}
      </Button>
    </>
  )
}
