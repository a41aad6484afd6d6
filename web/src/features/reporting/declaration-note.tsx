import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { declarationRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'
import { useAbility } from '../../lib/session.ts'

const alive = 'unit_review,department_review,province_review,filed,draft,returned'

/** The declaration of not reporting that concerns the instrument, for those who may read it. */
export function DeclarationNote({ instrumentId }: { readonly instrumentId: number }) {
  const { t } = useTranslation('reporting')
  const reads = useAbility('declaration.read')
  const query = useQuery({
    queryKey: ['declarations', 'of', instrumentId, currentLocale()],
    enabled: reads,
    queryFn: ({ signal }) =>
      call(declarationRoutes.listDeclarations, {
        query: { instrumentId, state: alive, order: 'recent', limit: 1 },
        signal,
      }),
  })
  const [one] = query.data?.items ?? []
  if (one === undefined) return null
  return (
    <Alert
      className="problem"
      type="info"
      showIcon
      title={t('declaration.note', { reason: one.reason.name, from: one.validFrom, until: one.validUntil })}
      description={t(`declaration.state.${one.state}`, { number: one.filingNumber ?? '' })}
      action={<Link to={`/declarations/${one.declarationId}`}>{t('declaration.open')}</Link>}
    />
  )
}
