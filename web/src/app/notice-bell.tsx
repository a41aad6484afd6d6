import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Badge, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { unreadQuery } from '../lib/notices.ts'

/** How many notices are unread; opens their list. */
export function NoticeBell() {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  const unread = useQuery(unreadQuery).data?.unread ?? 0
  const label = unread === 0 ? t('notices') : t('notices.unread', { count: unread })
  return (
    <Button
      type="text"
      icon={
        <Badge count={unread} size="small" overflowCount={99} offset={[4, -2]}>
          <BellOutlined className="shell-bell" />
        </Badge>
      }
      aria-label={label}
      title={label}
      onClick={() => void navigate({ to: '/notices' })}
    />
  )
}
