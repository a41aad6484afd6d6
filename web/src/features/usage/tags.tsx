import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { UseView } from '#modules/usage/contract.ts'

const useColours = { running: 'processing', finished: 'success', void: 'default' } as const
export function UseStatusTag({ status }: { readonly status: UseView['status'] }) {
  const { t } = useTranslation('usage')
  return <Tag color={useColours[status]}>{t(`status.${status}`)}</Tag>
}

const recordColours = { to_complete: 'warning', complete: 'success', void: 'default' } as const
export function RecordStateTag({ state }: { readonly state: keyof typeof recordColours }) {
  const { t } = useTranslation('usage')
  return <Tag color={recordColours[state]}>{t(`record.${state}`)}</Tag>
}

export function UserKindTag({ external }: { readonly external: boolean }) {
  const { t } = useTranslation('usage')
  return <Tag color={external ? 'processing' : 'default'}>{t(external ? 'external' : 'internal')}</Tag>
}

/** Booking states as this page words them. */
export function BookingStatusTag({ status }: { readonly status: string }) {
  const { t } = useTranslation('usage')
  const colours: Readonly<Record<string, string>> = {
    in_use: 'processing',
    completed: 'success',
    no_show: 'error',
  }
  return <Tag color={colours[status] ?? 'default'}>{t(`booking.${status}`)}</Tag>
}
