import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'

/** Where a row stands, in words: its number, behind its worksheet where there are several. */
export function usePlace(): (place: { readonly row: number; readonly sheet?: string | undefined }) => string {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  return ({ row, sheet }) =>
    sheet === undefined ? format.number(row) : t('rows.inSheet', { sheet, row: format.number(row) })
}
