import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'

const choices = [
  { generation: 'G2', format: 'xlsx' },
  { generation: 'G2', format: 'csv' },
  { generation: 'G1', format: 'xlsx' },
  { generation: 'G1', format: 'csv' },
] as const

interface Props {
  /** Where the sheet comes from, without the query. */
  readonly path: string
  /** What the list shows now. */
  readonly filters: Readonly<Record<string, string | undefined>>
  readonly generations?: readonly string[]
}

/** Takes the list as it is away as a national sheet. */
export function ExportMenu({ path, filters, generations = ['G2', 'G1'] }: Props) {
  const { t } = useTranslation('reporting')
  const addressOf = (choice: (typeof choices)[number]) => {
    const wish: Readonly<Record<string, string | undefined>> = { ...filters, ...choice }
    const given = Object.entries(wish).flatMap(([key, value]): [string, string][] =>
      value === undefined ? [] : [[key, value]],
    )
    return `${path}?${new URLSearchParams(given).toString()}`
  }
  return (
    <Dropdown
      menu={{
        items: choices
          .filter(({ generation }) => generations.includes(generation))
          .map((choice) => ({
            key: `${choice.generation}-${choice.format}`,
            label: (
              <a href={addressOf(choice)} download>
                {t(`export.${choice.generation}`, { format: choice.format })}
              </a>
            ),
          })),
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('act.export')}</Button>
    </Dropdown>
  )
}
