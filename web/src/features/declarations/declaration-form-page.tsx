import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Card, Flex, Form } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { declarationRoutes, type DeclarationView } from '#modules/reporting/contract.ts'
import { useFilters, usePathParam } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useSession } from '../../lib/session.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import {
  DeclarationFields,
  type DeclarationFormValues,
  type Rules,
  type Span,
} from './declaration-fields.tsx'
import { declarationQuery, declarationRulesQuery, useDeclarationsChanged } from './declaration-queries.ts'
import './declarations.css'

const fieldOf = {
  'declaration.reason_unknown': 'reason',
  'declaration.period_reversed': 'period',
  'declaration.whole_years': 'years',
  'declaration.count_missing': 'secretCount',
  'declaration.too_many_instruments': 'instrumentIds',
}

const partOf = (span: Span | undefined, at: 0 | 1, format: string): string => span?.[at]?.format(format) ?? ''

/** Only what the reason asks for is sent: a secret declaration never carries an instrument or a text. */
function contentOf(values: DeclarationFormValues, rules: Rules) {
  const { reason, years, period, explanation = '', instrumentIds = [] } = values
  const secret = rules.reasons.find(({ code }) => code === reason)?.secret === true
  if (secret)
    return {
      reason,
      validFrom: `${partOf(years, 0, 'YYYY')}-01-01`,
      validUntil: `${partOf(years, 1, 'YYYY')}-12-31`,
      secretCount: values.secretCount ?? undefined,
    }
  const [validFrom, validUntil] = [partOf(period, 0, 'YYYY-MM-DD'), partOf(period, 1, 'YYYY-MM-DD')]
  return { reason, explanation, validFrom, validUntil, instrumentIds }
}

const fresh = (instrumentIds: number[]): DeclarationFormValues => ({
  reason: '',
  explanation: '',
  period: [dayjs(), dayjs().add(2, 'year').subtract(1, 'day')],
  years: [dayjs(), dayjs().add(2, 'year')],
  instrumentIds,
})

function valuesOf(declaration: DeclarationView): DeclarationFormValues {
  const span: DeclarationFormValues['period'] = [dayjs(declaration.validFrom), dayjs(declaration.validUntil)]
  return {
    reason: declaration.reason.code,
    explanation: declaration.explanation,
    period: span,
    years: span,
    secretCount: declaration.secretCount ?? null,
    instrumentIds: declaration.instruments.map((one) => one.instrumentId),
  }
}

interface Props {
  readonly declaration: DeclarationView | undefined
  readonly rules: Rules
}

function DeclarationForm({ declaration, rules }: Props) {
  const { t } = useTranslation('declarations')
  const navigate = useNavigate()
  const changed = useDeclarationsChanged()
  const ownUnit = useSession()?.unitId
  const [{ instruments }] = useFilters<{ instruments: string | undefined }>()
  const [form] = Form.useForm<DeclarationFormValues>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const chosen = (instruments ?? '').split(',').filter(Boolean).map(Number)
  const save = async (values: DeclarationFormValues) => {
    setBusy(true)
    setProblem(undefined)
    const content = contentOf(values, rules)
    try {
      const saved =
        declaration === undefined
          ? await call(declarationRoutes.createDeclaration, { body: { unitId: ownUnit ?? 0, ...content } })
          : await call(declarationRoutes.editDeclaration, {
              params: { declarationId: declaration.declarationId },
              body: { revision: declaration.revision, ...content },
            })
      await changed()
      await navigate({ to: `/declarations/${saved.declarationId}` })
    } catch (error) {
      if (showInFields(form, error, fieldOf)) setProblem(error)
      setBusy(false)
    }
  }
  const back = declaration === undefined ? '/declarations' : `/declarations/${declaration.declarationId}`
  return (
    <Card>
      <ProblemAlert problem={problem} />
      <Form<DeclarationFormValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={declaration === undefined ? fresh(chosen) : valuesOf(declaration)}
        onFinish={(values) => void save(values)}
        scrollToFirstError
      >
        <DeclarationFields rules={rules} known={declaration?.instruments ?? []} />
        <Flex gap={8}>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('act.save')}
          </Button>
          <Button onClick={() => void navigate({ to: back })}>{t('act.cancel')}</Button>
        </Flex>
      </Form>
    </Card>
  )
}

/** A new declaration, or one that was not handed in or came back. */
export default function DeclarationFormPage() {
  const { t } = useTranslation('declarations')
  const param = usePathParam('declarationId')
  const rules = useQuery(declarationRulesQuery())
  const existing = useQuery({ ...declarationQuery(Number(param)), enabled: param !== '' })
  const form = (declaration: DeclarationView | undefined) => (
    <Loaded query={rules}>{(data) => <DeclarationForm declaration={declaration} rules={data} />}</Loaded>
  )
  return (
    <PageFrame title={t(param === '' ? 'form.new' : 'form.edit')} hint={t('form.hint')} narrow>
      {param === '' ? form(undefined) : <Loaded query={existing}>{(data) => form(data)}</Loaded>}
    </PageFrame>
  )
}
