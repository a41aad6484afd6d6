import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DeclarationRowView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'

const colors = {
  draft: 'default',
  unit_review: 'processing',
  department_review: 'processing',
  province_review: 'processing',
  filed: 'success',
  returned: 'warning',
  withdrawn: 'default',
  expired: 'warning',
} as const

/** Where a declaration stands; a filed one that has not begun yet says so. */
export function DeclarationStateTag({
  declaration,
}: {
  readonly declaration: Pick<DeclarationRowView, 'state' | 'inForce'>
}) {
  const { t } = useTranslation('declarations')
  const { state, inForce } = declaration
  return (
    <Tag color={colors[state]}>
      {t(state === 'filed' && !inForce ? 'state.filedLater' : `state.${state}`)}
    </Tag>
  )
}

/** The first instruments and how many there are. */
export function useSubject(): (declaration: DeclarationRowView) => string {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  return ({ reason, names, namesEn, instrumentCount: count }) => {
    const first = format.either(names[0] ?? '', namesEn[0] ?? '')
    if (reason.secret || first === '') return t('subject.secret', { count })
    return count === 1 ? first : t('subject.many', { name: first, count })
  }
}

/** Both days of the period. */
export function usePeriod(): (of: { readonly validFrom: string; readonly validUntil: string }) => string {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  return ({ validFrom, validUntil }) =>
    t('period', { from: format.date(validFrom), until: format.date(validUntil) })
}
