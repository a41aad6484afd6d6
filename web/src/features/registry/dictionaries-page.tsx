import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Select, Tag, Tooltip, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type DictionaryHeadView,
  type ElementDefinitionView,
  type ElementDictionaryView,
  registryContract,
} from '#modules/registry/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useConditionWords } from './condition-words.ts'
import { DictionaryUpload } from './dictionary-upload.tsx'
import './dictionaries.css'

const headsQuery = {
  queryKey: ['element-dictionaries'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(registryContract.elementDictionaries, { signal }),
}
const versionQuery = (kind: string, version: string) => ({
  queryKey: ['element-dictionary', kind, version],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call(registryContract.elementDictionary, { params: { kind }, query: { version }, signal }),
})

function useLimit() {
  const { t } = useTranslation('registry')
  const { either, measure } = useFormat()
  return (definition: ElementDefinitionView): string =>
    [
      definition.maxLength === undefined ? '' : t('limit.length', { count: definition.maxLength }),
      definition.maxValues === undefined ? '' : t('limit.values', { count: definition.maxValues }),
      definition.decimals === undefined ? '' : t('limit.decimals', { count: definition.decimals }),
      definition.unit === undefined ? '' : measure(definition.unit),
      definition.codeTable === undefined ? '' : t(`table.${definition.codeTable}`, definition.codeTable),
      (definition.enum ?? []).map((one) => either(one.zh ?? one.value, one.en)).join(' / '),
    ]
      .filter((part) => part !== '')
      .join(t('limit.comma'))
}

function Wanted({
  definition,
  dictionary,
}: {
  definition: ElementDefinitionView
  dictionary: ElementDictionaryView
}) {
  const { t } = useTranslation('registry')
  const words = useConditionWords(dictionary)
  if (definition.system === true) return <Tag>{t('wanted.system')}</Tag>
  if (definition.emptyAs !== undefined) return <>{t('wanted.emptyAs', { value: definition.emptyAs })}</>
  if (definition.required) return <Tag color="processing">{t('wanted.always')}</Tag>
  if (definition.requiredWhen !== undefined) return <>{words(definition.requiredWhen)}</>
  return <Typography.Text type="secondary">{t('wanted.no')}</Typography.Text>
}

function Elements({ dictionary }: { readonly dictionary: ElementDictionaryView }) {
  const { t } = useTranslation('registry')
  const { either } = useFormat()
  const limit = useLimit()
  return (
    <FittingTable
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={dictionary.elements}
      columns={[
        { title: t('dictionary.no'), width: 60, align: 'right', render: (_, one, i) => one.no ?? i + 1 },
        {
          title: t('dictionary.heading'),
          width: 220,
          render: (_, one) => (
            <Tooltip title={one.source}>
              <span className={one.source === undefined ? '' : 'dictionary-ours'}>
                {one.heading ?? one.label.zh}
              </span>
              {one.local === true && <Tag className="dictionary-tag">{t('dictionary.local')}</Tag>}
            </Tooltip>
          ),
        },
        {
          title: t('dictionary.element'),
          width: 220,
          render: (_, one) => (
            <>
              {either(one.label.zh, one.label.en)}
              <br />
              <Typography.Text type="secondary">{one.id}</Typography.Text>
            </>
          ),
        },
        { title: t('dictionary.type'), width: 110, render: (_, one) => t(`type.${one.type}`) },
        { title: t('dictionary.limit'), width: 220, render: (_, one) => limit(one) },
        {
          title: t('dictionary.wanted'),
          width: 150,
          render: (_, one) => <Wanted definition={one} dictionary={dictionary} />,
        },
        {
          title: t('dictionary.help'),
          width: 300,
          render: (_, one) => either(one.help.zh, one.help.en),
        },
      ]}
    />
  )
}

function save(dictionary: ElementDictionaryView) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(dictionary, null, 2)], { type: 'application/json' }),
  )
  link.download = `${dictionary.version}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}

function Version({ head }: { readonly head: DictionaryHeadView }) {
  const { t } = useTranslation('registry')
  const query = useQuery(versionQuery(head.name, head.version))
  return (
    <Loaded query={query} rows={8}>
      {(dictionary) => (
        <Card
          title={t('dictionary.elements', { version: head.version, count: head.count })}
          extra={
            <Button icon={<DownloadOutlined />} onClick={() => save(dictionary)}>
              {t('dictionary.download')}
            </Button>
          }
        >
          <Typography.Paragraph type="secondary">{dictionary.source}</Typography.Paragraph>
          <Elements dictionary={dictionary} />
        </Card>
      )}
    </Loaded>
  )
}

/** Element dictionaries: what each kind and generation consists of, and how to replace one. */
export function DictionariesPage() {
  const { t } = useTranslation('registry')
  const { either, date } = useFormat()
  const [filters, change] = useFilters<{ version: string | undefined }>()
  const [adding, setAdding] = useState(false)
  const query = useQuery(headsQuery)
  const nameOf = ({ name, title }: DictionaryHeadView) => either(title?.zh ?? name, title?.en ?? name)
  return (
    <PageFrame
      title={t('dictionary.title')}
      hint={t('dictionary.hint')}
      extra={
        <Button type="primary" icon={<UploadOutlined />} onClick={() => setAdding(true)}>
          {t('dictionary.add')}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ items }) => {
          const chosen =
            items.find((item) => item.version === filters.version) ??
            items.find((item) => item.name === '4' && item.inForce && item.generation === 'G2') ??
            items[0]
          return (
            <Flex vertical gap={16}>
              <Select
                style={{ maxWidth: 520 }}
                aria-label={t('dictionary.choose')}
                {...(chosen === undefined ? {} : { value: chosen.version })}
                onChange={(version: string) => change({ version })}
                options={[...Map.groupBy(items, nameOf)].map(([label, ones]) => ({
                  label,
                  title: label,
                  options: ones.map((one) => ({
                    value: one.version,
                    label: t(one.inForce ? 'dictionary.optionInForce' : 'dictionary.option', {
                      ...{ title: label, generation: one.generation, version: one.version },
                      from: date(one.effectiveFrom),
                    }),
                  })),
                }))}
              />
              {chosen !== undefined && <Version key={chosen.version} head={chosen} />}
            </Flex>
          )
        }}
      </Loaded>
      <DictionaryUpload
        open={adding}
        onClose={() => setAdding(false)}
        onAdded={() => change({ version: undefined })}
      />
    </PageFrame>
  )
}
