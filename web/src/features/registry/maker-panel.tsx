import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Flex, Form, Input, Popconfirm, Select, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makerRoutes, type MakerView } from '#modules/registry/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { makerBody, MakerFields, type MakerValues } from './maker-fields.tsx'
import { makerQuery, useMakerAct, useMakerChoices } from './maker-queries.ts'

interface PartProps {
  readonly maker: MakerView
  readonly act: ReturnType<typeof useMakerAct>
}

function Names({ maker, act, onOpen }: PartProps & { readonly onOpen: (id: number) => void }) {
  const { t } = useTranslation('registry')
  const [name, setName] = useState('')
  const params = { makerId: maker.id }
  const add = (kind: 'alias' | 'misspelling') =>
    act.mutate(async () => {
      await call(makerRoutes.addMakerName, { params, body: { name, kind } })
      setName('')
    })
  const split = (key: string) =>
    act.mutate(async () => onOpen((await call(makerRoutes.splitMaker, { params, body: { key } })).id))
  const remove = (key: string) =>
    act.mutate(() => call(makerRoutes.removeMakerName, { params, body: { key } }))
  return (
    <section>
      <Typography.Title level={5}>{t('maker.names')}</Typography.Title>
      <ul className="problem-list">
        {maker.names.map((one) => (
          <li key={one.key}>
            {one.name} <Tag>{t(`maker.kind.${one.kind}`)}</Tag>
            {maker.names.length > 1 && (
              <>
                <Popconfirm
                  title={t('maker.split.sure', { name: one.name })}
                  onConfirm={() => split(one.key)}
                >
                  <Button type="link" size="small">
                    {t('maker.split')}
                  </Button>
                </Popconfirm>
                <Popconfirm
                  title={t('maker.remove.sure', { name: one.name })}
                  onConfirm={() => remove(one.key)}
                >
                  <Button type="link" size="small" danger>
                    {t('maker.remove')}
                  </Button>
                </Popconfirm>
              </>
            )}
          </li>
        ))}
      </ul>
      <Flex gap={8} wrap>
        <Input
          style={{ width: 200 }}
          value={name}
          maxLength={100}
          placeholder={t('maker.addName')}
          aria-label={t('maker.addName')}
          onChange={(event) => setName(event.target.value)}
        />
        <Button disabled={name.trim() === ''} loading={act.isPending} onClick={() => add('alias')}>
          {t('maker.add.alias')}
        </Button>
        <Button disabled={name.trim() === ''} loading={act.isPending} onClick={() => add('misspelling')}>
          {t('maker.add.misspelling')}
        </Button>
      </Flex>
    </section>
  )
}

function Merge({ maker, act, onOpen }: PartProps & { readonly onOpen: (id: number) => void }) {
  const { t } = useTranslation('registry')
  const format = useFormat()
  const [words, setWords] = useState('')
  const [into, setInto] = useState<number>()
  const choices = useMakerChoices(words).filter(({ id }) => id !== maker.id)
  const merge = () =>
    act.mutate(async () => {
      if (into === undefined) return
      await call(makerRoutes.mergeMaker, { params: { makerId: maker.id }, body: { into } })
      onOpen(into)
    })
  return (
    <section>
      <Typography.Title level={5}>{t('maker.merge')}</Typography.Title>
      <Typography.Paragraph type="secondary">{t('maker.merge.hint')}</Typography.Paragraph>
      <Flex gap={8} wrap>
        <Select<number>
          style={{ width: 280 }}
          showSearch={{ filterOption: false, onSearch: setWords }}
          value={into ?? null}
          aria-label={t('maker.merge.into')}
          placeholder={t('maker.merge.into')}
          options={choices.map(({ id, name, nameEn }) => ({ value: id, label: format.either(name, nameEn) }))}
          onChange={setInto}
        />
        <Popconfirm title={t('maker.merge.sure')} onConfirm={merge}>
          <Button disabled={into === undefined} loading={act.isPending}>
            {t('maker.merge.act')}
          </Button>
        </Popconfirm>
      </Flex>
    </section>
  )
}

function Spellings({ maker }: { readonly maker: MakerView }) {
  const { t } = useTranslation('registry')
  if (maker.spellings.length === 0)
    return <Typography.Text type="secondary">{t('maker.unused')}</Typography.Text>
  return (
    <section>
      <Typography.Title level={5}>{t('maker.spellings', { count: maker.instruments })}</Typography.Title>
      <ul className="problem-list">
        {maker.spellings.map(({ text, instruments }) => (
          <li key={text}>{t('maker.spelling', { text, count: instruments })}</li>
        ))}
      </ul>
    </section>
  )
}

function History({ maker }: { readonly maker: MakerView }) {
  const { t } = useTranslation('registry')
  const format = useFormat()
  if (maker.history.length === 0) return null
  const told = (details: Readonly<Record<string, unknown>>) =>
    ['name', 'from', 'into']
      .flatMap((key) => (typeof details[key] === 'string' ? [details[key]] : []))
      .join(' → ')
  return (
    <section>
      <Typography.Title level={5}>{t('maker.history')}</Typography.Title>
      <ul className="problem-list">
        {maker.history.map(({ act, at, actorName, details }) => (
          <li key={`${at} ${act} ${told(details)}`}>
            {`${format.dateTime(at)} ${actorName} ${t(`maker.act.${act}`)} ${told(details)}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Whole({ maker, onOpen }: { readonly maker: MakerView; readonly onOpen: (id: number) => void }) {
  const { t } = useTranslation('registry')
  const act = useMakerAct()
  const save = (values: MakerValues) =>
    act.mutate(() =>
      call(makerRoutes.changeMaker, {
        params: { makerId: maker.id },
        body: { ...makerBody(values), revision: maker.revision },
      }),
    )
  const { mergedInto } = maker
  if (mergedInto !== undefined)
    return (
      <Flex vertical gap={16}>
        <Alert
          type="info"
          showIcon
          title={t('maker.merged')}
          action={<Button onClick={() => onOpen(mergedInto)}>{t('maker.open')}</Button>}
        />
        <History maker={maker} />
      </Flex>
    )
  return (
    <Flex vertical gap={16}>
      <ProblemAlert problem={act.error} />
      <Form key={maker.revision} layout="vertical" initialValues={maker} onFinish={save}>
        <MakerFields />
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('maker.save')}
        </Button>
      </Form>
      <Names maker={maker} act={act} onOpen={onOpen} />
      <Spellings maker={maker} />
      <Merge maker={maker} act={act} onOpen={onOpen} />
      <History maker={maker} />
    </Flex>
  )
}

interface Props {
  readonly makerId: number | undefined
  readonly onOpen: (id: number | undefined) => void
}

/** One maker: fields, names, spellings in use, what it can be brought together with, its history. */
export function MakerPanel({ makerId, onOpen }: Props) {
  const format = useFormat()
  const query = useQuery({ ...makerQuery(makerId ?? 0), enabled: makerId !== undefined })
  const maker = query.data
  return (
    <Drawer
      open={makerId !== undefined}
      size={560}
      title={maker === undefined ? '' : format.either(maker.name, maker.nameEn)}
      onClose={() => onOpen(undefined)}
    >
      <Loaded query={query}>{(data) => <Whole key={data.id} maker={data} onOpen={onOpen} />}</Loaded>
    </Drawer>
  )
}
