import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RecordImportView } from '#modules/reporting/contract.ts'

interface Props {
  readonly result: RecordImportView | undefined
  readonly onClose: () => void
}

/** What a workbook brought: counted by kind, and the rows that did not go in with their reason. */
export function RecordImportResult({ result, onClose }: Props) {
  const { t } = useTranslation('reporting')
  if (result === undefined) return null
  const refused = result.kinds.flatMap(({ kind, refused: rows }) => rows.map((row) => ({ ...row, kind })))
  return (
    <Alert
      type={refused.length > 0 ? 'warning' : 'success'}
      showIcon
      closable={{ onClose }}
      title={t('record.imported')}
      description={
        <ul className="record-import">
          {result.kinds.map(({ kind, created, updated, unchanged }) => (
            <li key={kind}>
              {t('record.importedKind', { kind: t(`record.kind.${kind}`), created, updated, unchanged })}
            </li>
          ))}
          {refused.map(({ kind, row, message }) => (
            <li key={`${kind} ${row} ${message}`}>
              {t('record.refusedRow', { kind: t(`record.kind.${kind}`), row, message })}
            </li>
          ))}
        </ul>
      }
    />
  )
}
