import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '#modules/qualification/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { rulesQuery } from './qualification-queries.ts'

/** Names of levels in the reader's language, and the levels in their order. */
export function useLevels() {
  const { either } = useFormat()
  const levels = useQuery(rulesQuery).data?.levels ?? []
  const nameOf = (code: string | undefined) => {
    const level = levels.find((one) => one.code === code)
    return level === undefined ? (code ?? '') : either(level.name, level.nameEn)
  }
  return { levels, nameOf, options: levels.map(({ code }) => ({ value: code, label: nameOf(code) })) }
}

type Covered = Pick<CertificateView, 'covers' | 'covered'>

/** What a course or certificate is for, in one line. */
export function useCovered() {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  return ({ covers, covered }: Covered): string => {
    const names = covered.map(({ name, nameEn }) => either(name, nameEn))
    const [first = ''] = names
    if (covers !== 'instruments') return t(`covers.${covers}.all`, { name: first })
    return names.length > 2
      ? t('covers.several', { names: names.slice(0, 2).join(t('covers.and')), number: names.length })
      : names.join(t('covers.and'))
  }
}

const colours = {
  not_yet: 'processing',
  valid: 'success',
  expiring: 'warning',
  expired: 'error',
  suspended: 'error',
  revoked: 'default',
  replaced: 'default',
} as const

export function StandingTag({ standing }: { readonly standing: CertificateView['standing'] }) {
  const { t } = useTranslation('qualification')
  return <Tag color={colours[standing]}>{t(`standing.${standing}`)}</Tag>
}
