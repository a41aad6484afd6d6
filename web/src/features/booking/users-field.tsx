import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { userKinds } from '#modules/booking/contract.ts'
import type { RulesShape } from './booking-queries.ts'

type Users = NonNullable<RulesShape['weekly'][number]['users']>

/** Kinds of user something is for; nothing chosen means all. */
export function UsersField({
  value,
  label,
  onChange,
}: {
  readonly value: Users | undefined
  readonly label: string
  readonly onChange: (users: Users | undefined) => void
}) {
  const { t } = useTranslation('booking')
  return (
    <Select<Users>
      mode="multiple"
      maxTagCount={1}
      aria-label={label}
      placeholder={t('hours.everybody')}
      style={{ width: 168 }}
      value={value ?? []}
      options={userKinds.map((kind) => ({ value: kind, label: t(`userKind.${kind}`) }))}
      onChange={(users) => onChange(users.length === 0 ? undefined : users)}
    />
  )
}
