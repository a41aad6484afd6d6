import {
  CheckCircleFilled,
  ClockCircleOutlined,
  EditOutlined,
  LockOutlined,
  WarningFilled,
} from '@ant-design/icons'
import { Progress, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CampaignInstrumentView, CampaignRowView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'

const looks = {
  draft: { color: 'default', icon: <EditOutlined /> },
  open: { color: 'processing', icon: <ClockCircleOutlined /> },
  closed: { color: 'default', icon: <LockOutlined /> },
} as const

/** Where a campaign stands, as a word with a shape of its own. */
export function CampaignStateTag({ state }: { readonly state: CampaignRowView['state'] }) {
  const { t } = useTranslation('campaigns')
  return (
    <Tag color={looks[state].color} icon={looks[state].icon}>
      {t(`state.${state}`)}
    </Tag>
  )
}

/** So many of so many, as numbers, a share and a bar. */
export function Share({ part, whole }: { readonly part: number; readonly whole: number }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  if (whole === 0) return <span className="campaign-none">{t('nothingDue')}</span>
  return (
    <span className="campaign-share figures">
      <span>{t('share', { part: format.number(part), whole: format.number(whole) })}</span>
      <Progress
        percent={Math.round((part / whole) * 1000) / 10}
        size="small"
        status={part === whole ? 'success' : 'normal'}
        format={(percent) => `${percent ?? 0}%`}
      />
    </span>
  )
}

/** How many are late, with a sign; nothing when none is. */
export function Late({ count }: { readonly count: number }) {
  const format = useFormat()
  if (count === 0) return null
  return (
    <span className="campaign-late">
      <WarningFilled aria-hidden /> {format.number(count)}
    </span>
  )
}

/** Where an instrument stands in the campaign. */
export function Standing({ one }: { readonly one: CampaignInstrumentView }) {
  const { t } = useTranslation('campaigns')
  return (
    <span className="tags">
      <Tag
        color={one.state === 'returned' ? 'error' : one.accepted ? 'success' : 'default'}
        icon={one.accepted ? <CheckCircleFilled /> : undefined}
      >
        {t(`report.${one.state}`)}
      </Tag>
      {one.late !== undefined && (
        <Tag color="error" icon={<WarningFilled />}>
          {t(`late.${one.late}`)}
        </Tag>
      )}
    </span>
  )
}
