import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Card, Descriptions, Flex, Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DeclarationStepView, DeclarationView } from '#modules/reporting/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { DeclarationActs } from './declaration-acts.tsx'
import { DeclarationFiles } from './declaration-files.tsx'
import { declarationQuery } from './declaration-queries.ts'
import { DeclarationStateTag, usePeriod, useSubject } from './declaration-tags.tsx'
import './declarations.css'

function Content({ declaration }: { readonly declaration: DeclarationView }) {
  const { t } = useTranslation('declarations')
  const period = usePeriod()
  return (
    <Card title={t('part.content')}>
      <Descriptions
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'reason', label: t('field.reason'), children: declaration.reason.name },
          { key: 'count', label: t('field.count'), children: declaration.instrumentCount },
          { key: 'period', label: t('field.period'), children: period(declaration) },
          {
            key: 'number',
            label: t('field.filingNumber'),
            children: declaration.filingNumber ?? t('field.notFiled'),
          },
          { key: 'writer', label: t('field.writer'), children: declaration.writtenByName },
          ...(declaration.renewsId === undefined
            ? []
            : [
                {
                  key: 'renews',
                  label: t('field.renews'),
                  children: <Link to={`/declarations/${declaration.renewsId}`}>{t('act.openBefore')}</Link>,
                },
              ]),
        ]}
      />
      {declaration.explanation !== '' && <p className="declaration-text">{declaration.explanation}</p>}
      {declaration.reason.secret && (
        <Alert className="declaration-text" type="info" showIcon title={t('secret.note')} />
      )}
    </Card>
  )
}

function Instruments({ declaration }: { readonly declaration: DeclarationView }) {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  if (declaration.instruments.length === 0) return null
  return (
    <Card title={t('part.instruments', { count: declaration.instruments.length })}>
      <FittingTable<DeclarationView['instruments'][number]>
        rowKey="instrumentId"
        size="middle"
        pagination={{ hideOnSinglePage: true, pageSize: 20 }}
        dataSource={declaration.instruments}
        columns={[
          {
            key: 'name',
            title: t('column.name'),
            render: (_, one) => (
              <Link to={`/reports/${one.instrumentId}`}>
                {format.either(one.name, one.nameEn) || one.innerId}
              </Link>
            ),
          },
          { key: 'model', title: t('column.model'), width: 140, dataIndex: 'model' },
          { key: 'number', title: t('column.number'), width: 150, dataIndex: 'innerId' },
          {
            key: 'worth',
            title: t('column.worth'),
            align: 'right',
            width: 120,
            render: (_, one) => one.worthFen !== undefined && format.number(one.worthFen / 1_000_000, 2),
          },
          { key: 'booked', title: t('column.booked'), width: 120, dataIndex: 'bookedOn' },
        ]}
      />
    </Card>
  )
}

function History({ steps }: { readonly steps: readonly DeclarationStepView[] }) {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  if (steps.length === 0) return null
  return (
    <Card title={t('part.history')}>
      <Timeline
        items={steps.map((step, at) => ({
          key: at,
          content: (
            <>
              <div>{t('history.step', { who: step.actorName, step: t(`step.${step.step}`) })}</div>
              <div className="declaration-second">{format.dateTime(step.at)}</div>
              {step.comment !== '' && <div>{step.comment}</div>}
            </>
          ),
        }))}
      />
    </Card>
  )
}

function ReturnedNote({ declaration }: { readonly declaration: DeclarationView }) {
  const { t } = useTranslation('declarations')
  const back = declaration.steps.find((step) => step.step === 'return')
  if (declaration.state !== 'returned' || back === undefined) return null
  return (
    <Alert
      className="problem"
      type="warning"
      showIcon
      title={t('returned.title', { who: back.actorName })}
      description={back.comment}
    />
  )
}

function Whole({ declaration }: { readonly declaration: DeclarationView }) {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  const subject = useSubject()
  const names = declaration.instruments.map((one) => one.name)
  const namesEn = declaration.instruments.map((one) => one.nameEn)
  return (
    <PageFrame
      title={t('page.title', { subject: subject({ ...declaration, names, namesEn }) })}
      hint={
        <Flex gap={8} wrap align="center">
          <DeclarationStateTag declaration={declaration} />
          <span>{format.either(declaration.unitName, declaration.unitNameEn)}</span>
        </Flex>
      }
      extra={<DeclarationActs declaration={declaration} />}
    >
      <ReturnedNote declaration={declaration} />
      <div className="declaration-columns">
        <div className="declaration-column">
          <Content declaration={declaration} />
          <Instruments declaration={declaration} />
        </div>
        <div className="declaration-column">
          <DeclarationFiles declaration={declaration} />
          <History steps={declaration.steps} />
        </div>
      </div>
    </PageFrame>
  )
}

/** One declaration: what it says, what was decided, its files and its letter. */
export default function DeclarationPage() {
  const query = useQuery(declarationQuery(Number(usePathParam('declarationId'))))
  return <Loaded query={query}>{(declaration) => <Whole declaration={declaration} />}</Loaded>
}
