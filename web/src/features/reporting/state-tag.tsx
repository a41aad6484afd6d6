import {
  CheckCircleFilled,
  ClockCircleOutlined,
  EditOutlined,
  HourglassOutlined,
  RollbackOutlined,
} from '@ant-design/icons'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportRowView } from '#modules/reporting/contract.ts'

type State = ReportRowView['state']
const looks: Record<State, { color: string; icon: ReactNode }> = {
  draft: { color: 'default', icon: <EditOutlined /> },
  unit_review: { color: 'processing', icon: <ClockCircleOutlined /> },
  province_review: { color: 'processing', icon: <HourglassOutlined /> },
  accepted: { color: 'success', icon: <CheckCircleFilled /> },
  returned: { color: 'error', icon: <RollbackOutlined /> },
}

/** Where a report stands, as a word with a shape of its own. */
export function StateTag({ state }: { readonly state: State }) {
  const { t } = useTranslation('reporting')
  const { color, icon } = looks[state]
  return (
    <Tag color={color} icon={icon}>
      {t(`state.${state}`)}
    </Tag>
  )
}
