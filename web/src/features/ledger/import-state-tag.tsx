import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LedgerImportRowView } from '#modules/reporting/contract.ts'

const colours: Readonly<Record<LedgerImportRowView['state'], string>> = {
  reading: 'processing',
  unreadable: 'error',
  mapping: 'warning',
  checking: 'processing',
  checked: 'warning',
  importing: 'processing',
  done: 'success',
  cancelled: 'default',
}

/** Where an import stands, in words and colour. */
export function ImportStateTag({ state }: { readonly state: LedgerImportRowView['state'] }) {
  const { t } = useTranslation('ledger')
  return <Tag color={colours[state]}>{t(`state.${state}`)}</Tag>
}
