import { Card, Checkbox, Space, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LedgerImportView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'

interface Props {
  readonly sheets: LedgerImportView['sheets']
  readonly leftOut: readonly string[]
  readonly onChange: (leftOut: readonly string[]) => void
}

/** Which worksheets of a workbook go in; those of another kind are named, so that nobody looks for their rows. */
export function SheetChoice({ sheets, leftOut, onChange }: Props) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const read = sheets.filter((sheet) => sheet.read)
  const others = sheets.filter((sheet) => !sheet.read).map(({ name }) => name)
  if (sheets.length < 2) return null
  const note = others.length === 0 ? undefined : t('sheets.others', { names: others.join(t('comma')) })
  if (read.length < 2) return <Typography.Text type="secondary">{note}</Typography.Text>
  return (
    <Card size="small" title={t('sheets.title', { count: read.length })}>
      <Space orientation="vertical" size="small">
        <Typography.Text type="secondary">{t('sheets.hint')}</Typography.Text>
        <Space wrap size="middle">
          {read.map(({ name, rows }) => (
            <Checkbox
              key={name}
              checked={!leftOut.includes(name)}
              onChange={({ target }) =>
                onChange(target.checked ? leftOut.filter((one) => one !== name) : [...leftOut, name])
              }
            >
              {t('sheets.one', { name, count: rows, rows: format.number(rows) })}
            </Checkbox>
          ))}
        </Space>
        {note !== undefined && <Typography.Text type="secondary">{note}</Typography.Text>}
      </Space>
    </Card>
  )
}
