import { Checkbox, Flex, Form, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ElementDefinitionView } from '#modules/registry/contract.ts'
import type { ElementGapView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { ElementInput } from './element-input.tsx'
import { type FillState, isText } from './fill-wish.ts'
import { isFilled, levelAbove } from './form-values.ts'

const proposalsShown = 12
/** Shorter texts, such as a postcode, are nobody's copy. */
const shortestCopied = 20

interface Props {
  readonly definition: ElementDefinitionView
  readonly elements: readonly ElementDefinitionView[]
  readonly gap: ElementGapView | undefined
  readonly state: FillState
  readonly change: (part: Partial<FillState>) => void
  readonly problems: readonly string[]
}

function Gap({ gap }: { readonly gap: ElementGapView | undefined }) {
  const { t } = useTranslation('reporting')
  if (gap === undefined) return null
  return (
    <>
      {(['missing', 'tooLong', 'wrong'] as const)
        .filter((kind) => gap[kind] > 0)
        .map((kind) => (
          <Tag key={kind} color={kind === 'wrong' ? 'error' : 'warning'}>
            {t(`fillMany.${kind}`, { count: gap[kind] })}
          </Tag>
        ))}
    </>
  )
}

/** The elements a text may be taken from. */
function Source({ definition, elements, state, change }: Props) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  return (
    <Select
      allowClear
      size="small"
      aria-label={t('fillMany.from')}
      placeholder={t('fillMany.from')}
      style={{ width: 220 }}
      value={state.from[definition.id] ?? null}
      showSearch={{ optionFilterProp: 'label' }}
      options={elements
        .filter((other) => isText(other) && other.id !== definition.id)
        .map(({ id, label }) => ({ value: id, label: format.either(label.zh, label.en) }))}
      onChange={(source: string | undefined) => change({ from: { ...state.from, [definition.id]: source } })}
    />
  )
}

function Mends({ definition, gap, state, change }: Props) {
  const { t } = useTranslation('reporting')
  const { id, maxLength } = definition
  const tick = (kind: 'shorten' | 'suggestion') => ({
    checked: state[kind][id] === true,
    onChange: (event: { target: { checked: boolean } }) =>
      change({ [kind]: { ...state[kind], [id]: event.target.checked } }),
  })
  return (
    <>
      {gap !== undefined && gap.tooLong > 0 && (
        <Checkbox {...tick('shorten')}>{t('fillMany.shorten', { limit: maxLength })}</Checkbox>
      )}
      {gap !== undefined && gap.suggested > 0 && (
        <Checkbox {...tick('suggestion')}>
          {t('fillMany.suggestion', { count: gap.suggested })}
          <div className="report-second">
            {gap.proposals
              .slice(0, proposalsShown)
              .map((one) => t('fillMany.proposal', { ...one }))
              .join(' · ')}
            {gap.proposals.length > proposalsShown && ' …'}
          </div>
        </Checkbox>
      )}
    </>
  )
}

/** One element of the drawer: what is missing, the value for all, and other ways to mend it. */
export function FillField(props: Props) {
  const { definition, elements, gap, state, problems } = props
  const format = useFormat()
  const above = levelAbove(definition, elements)
  const within = above === undefined ? undefined : state.values[above]
  const label = format.either(definition.label.zh, definition.label.en)
  return (
    <>
      <Form.Item
        name={definition.id}
        label={
          <span>
            {`${label}${definition.unit === undefined ? '' : ` (${format.measure(definition.unit)})`} `}
            <Gap gap={gap} />
            <span className="report-help">{format.either(definition.help.zh, definition.help.en)}</span>
          </span>
        }
        {...(problems.length > 0 ? { validateStatus: 'error' as const, help: problems.join('；') } : {})}
        style={{ marginBottom: 8 }}
      >
        <ElementInput
          definition={definition}
          disabled={state.from[definition.id] !== undefined}
          within={isFilled(within) ? String(within) : undefined}
        />
      </Form.Item>
      <Flex vertical gap={4} className="report-mends">
        {isText(definition) && (definition.maxLength ?? 0) >= shortestCopied && <Source {...props} />}
        <Mends {...props} />
      </Flex>
    </>
  )
}
