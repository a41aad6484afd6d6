import { useTranslation } from 'react-i18next'
import type { CertificateView } from '#modules/qualification/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { CertificateSteps } from './certificate-steps.tsx'
import { StandingTag, useCovered, useLevels } from './qualification-words.tsx'

interface Props {
  readonly rows: readonly CertificateView[]
  readonly empty: string
  /** First column and further ones: the holder and acts for leads. */
  readonly before?: readonly FittingColumn<CertificateView>[]
  readonly after?: readonly FittingColumn<CertificateView>[]
}

/** Certificates with what they are for and until when. */
export function CertificateList({ rows, empty, before = [], after = [] }: Props) {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const { nameOf } = useLevels()
  const covered = useCovered()
  const columns: FittingColumn<CertificateView>[] = [
    ...before,
    { key: 'level', title: t('field.level'), width: 130, render: (_, row) => nameOf(row.level) },
    { key: 'covers', title: t('field.covers'), render: (_, row) => covered(row) },
    {
      key: 'unit',
      title: t('field.unit'),
      render: (_, row) => either(row.unitName, row.unitNameEn),
    },
    { key: 'from', title: t('field.validFrom'), dataIndex: 'validFrom', width: 120 },
    {
      key: 'until',
      title: t('field.validUntil'),
      width: 120,
      render: (_, row) => row.validUntil ?? t('field.endless'),
    },
    {
      key: 'standing',
      title: t('field.standing'),
      width: 110,
      render: (_, row) => <StandingTag standing={row.standing} />,
    },
    {
      key: 'steps',
      title: t('field.history'),
      width: 90,
      render: (_, row) => <CertificateSteps steps={row.steps} />,
    },
    ...after,
  ]
  return (
    <FittingTable<CertificateView>
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={[...rows]}
      pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      locale={{ emptyText: <EmptyState why={empty} /> }}
    />
  )
}
