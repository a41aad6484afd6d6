import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Drawer, Flex, Form, Radio, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ElementDefinitionView, ElementDictionaryView } from '#modules/registry/contract.ts'
import {
  type ElementGapsView,
  fillingRoutes,
  type FillResultView,
  type ReportRowView,
} from '#modules/reporting/contract.ts'
import { call, Problem } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { FillField } from './fill-field.tsx'
import { emptyFill, fillsOf, type FillState } from './fill-wish.ts'
import { type FormValues, isWanted, sectionsOf } from './form-values.ts'
import { gapsTogether } from './gaps-together.ts'
import { inParts } from './in-parts.ts'
import { dictionaryQuery } from './report-queries.ts'

interface Props {
  readonly rows: readonly ReportRowView[]
  readonly onClose: () => void
  readonly onDone: (results: readonly FillResultView[]) => void
}
type Scope = 'gaps' | 'everywhere'

function useGaps(ids: readonly number[]) {
  return useQuery({
    queryKey: ['report', 'gaps', ids],
    queryFn: async ({ signal }) =>
      gapsTogether(
        await inParts(ids, (part) =>
          call(fillingRoutes.elementGaps, { body: { instrumentIds: part }, signal }),
        ),
      ),
  })
}

/** Reasons of a refusal by the element they are about. */
const reasonsOf = (problem: unknown, element: string): string[] =>
  problem instanceof Problem
    ? problem.refusals.filter((one) => one['element'] === element).map((one) => one.message)
    : []

function ScopeChoice({ scope, onChange }: { readonly scope: Scope; readonly onChange: (to: Scope) => void }) {
  const { t } = useTranslation('reporting')
  return (
    <Flex vertical gap={8}>
      <Radio.Group
        value={scope}
        aria-label={t('fillMany.scope')}
        options={(['gaps', 'everywhere'] as const).map((value) => ({
          value,
          label: t(`fillMany.scope.${value}`),
        }))}
        onChange={(event) => onChange(event.target.value as Scope)}
      />
      {scope === 'everywhere' && <Alert type="warning" showIcon title={t('fillMany.overwrites')} />}
    </Flex>
  )
}

interface FieldsProps {
  readonly dictionary: ElementDictionaryView
  readonly gaps: ElementGapsView
  readonly state: FillState
  readonly change: (part: Partial<FillState>) => void
  readonly problem: unknown
  readonly everything: boolean
}

function Fields({ dictionary, gaps, state, change, problem, everything }: FieldsProps) {
  const { t } = useTranslation('reporting')
  const { elements } = dictionary
  const gapOf = (id: string) => gaps.gaps.find((gap) => gap.element === id)
  const asked = (one: ElementDefinitionView) =>
    everything ||
    gapOf(one.id) !== undefined ||
    (one.requiredWhen !== undefined && isWanted(one, state.values))
  const sections = sectionsOf(elements)
    .map(({ name, definitions }) => ({
      name,
      definitions: definitions.filter((one) => one.id !== 'innerId' && asked(one)),
    }))
    .filter((section) => section.definitions.length > 0)
  if (sections.length === 0) return <EmptyState why={t('fillMany.none')} />
  return sections.map(({ name, definitions }) => (
    <section key={name}>
      <Typography.Title level={5}>{t(`section.${name}`)}</Typography.Title>
      {definitions.map((definition) => (
        <FillField
          key={definition.id}
          {...{ definition, elements, state, change }}
          gap={gapOf(definition.id)}
          problems={reasonsOf(problem, definition.id)}
        />
      ))}
    </section>
  ))
}

/** Sends the wish for all instruments chosen and keeps what was refused. */
function useFill(ids: readonly number[], onDone: Props['onDone']) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const fill = async (fills: ReturnType<typeof fillsOf>, scope: Scope, show: (element: string) => void) => {
    setBusy(true)
    setProblem(undefined)
    try {
      onDone(
        await inParts(ids, (part) =>
          call(fillingRoutes.fillElements, { body: { instrumentIds: part, fills, scope } }),
        ),
      )
    } catch (error) {
      setProblem(error)
      const refused = error instanceof Problem ? error.refusals[0]?.['element'] : undefined
      if (typeof refused === 'string') show(refused)
    }
    setBusy(false)
  }
  return { busy, problem, fill }
}

/** Fills what is equal for all the instruments chosen, once: what is missing in them stands first to hand. */
export function FillDrawer({ rows, onClose, onDone }: Props) {
  const { t } = useTranslation('reporting')
  const ids = rows.map((row) => row.instrumentId)
  const gaps = useGaps(ids)
  const dictionary = useQuery(dictionaryQuery())
  const [form] = Form.useForm<FormValues>()
  const [state, setState] = useState<FillState>(emptyFill)
  const [scope, setScope] = useState<Scope>('gaps')
  const [everything, setEverything] = useState(false)
  const { busy, problem, fill } = useFill(ids, onDone)
  const fills = fillsOf(state)
  const change = (part: Partial<FillState>) => setState((before) => ({ ...before, ...part }))
  return (
    <Drawer
      open
      size={760}
      title={t('fillMany.title', { count: rows.length })}
      onClose={onClose}
      footer={
        <Flex gap={8} justify="end" align="center" wrap>
          <ProblemAlert problem={problem} />
          <Button onClick={onClose}>{t('fillMany.close')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={fills.length === 0}
            onClick={() =>
              void fill(fills, scope, (element) => form.scrollToField(element, { block: 'center' }))
            }
          >
            {t('fillMany.ok', { count: fills.length })}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        <Typography.Text type="secondary">{t('fillMany.hint')}</Typography.Text>
        <Loaded query={gaps} rows={10}>
          {(standing) => (
            <>
              <div>{t('fillMany.standing', { ...standing })}</div>
              <ScopeChoice scope={scope} onChange={setScope} />
              <Checkbox checked={everything} onChange={(event) => setEverything(event.target.checked)}>
                {t('fillMany.everything')}
              </Checkbox>
              <Loaded query={dictionary} rows={10}>
                {(known) => (
                  <Form
                    form={form}
                    layout="vertical"
                    requiredMark={false}
                    autoComplete="off"
                    onValuesChange={(_, values) => change({ values: { ...values } })}
                  >
                    <Fields {...{ state, change, problem, everything }} dictionary={known} gaps={standing} />
                  </Form>
                )}
              </Loaded>
            </>
          )}
        </Loaded>
      </Flex>
    </Drawer>
  )
}
