import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Card, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { lateSteps, stepDeciders } from '#modules/booking/contract.ts'
import type { RulesShape } from './booking-queries.ts'
import { UsersField } from './users-field.tsx'
import './booking.css'

type Chains = NonNullable<RulesShape['chains']>
type Chain = Chains[number]
type Step = Chain['steps'][number]
interface Props {
  readonly value?: Chains
  readonly onChange?: (value: Chains) => void
}

function StepRow({
  step,
  no,
  onChange,
  onRemove,
}: {
  readonly step: Step
  readonly no: number
  readonly onChange: (step: Step) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation('booking')
  return (
    <div className="chain-step">
      <span>{no}.</span>
      <Select
        aria-label={t('chain.decider')}
        style={{ width: 150 }}
        value={step.by}
        options={stepDeciders.map((value) => ({ value, label: t(`chain.by.${value}`) }))}
        onChange={(by) => onChange({ ...step, by })}
      />
      <InputNumber
        aria-label={t('chain.within')}
        placeholder={t('chain.noLimit')}
        min={1}
        max={2160}
        precision={0}
        suffix={t('chain.hours')}
        style={{ width: 130 }}
        value={step.withinHours ?? null}
        onChange={(hours) => {
          const rest = { by: step.by, ...(step.late === undefined ? {} : { late: step.late }) }
          onChange(hours === null ? rest : { ...rest, withinHours: hours })
        }}
      />
      {step.withinHours !== undefined && (
        <Select
          aria-label={t('chain.late')}
          style={{ width: 190 }}
          value={step.late ?? 'expire'}
          options={lateSteps.map((value) => ({ value, label: t(`chain.late.${value}`) }))}
          onChange={(late) => onChange({ ...step, late })}
        />
      )}
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('chain.removeStep')} onClick={onRemove} />
    </div>
  )
}

/** Who decides about requests, step by step, by kind of user. */
export function ChainsEditor({ value = [], onChange }: Props) {
  const { t } = useTranslation('booking')
  const put = (i: number, chain: Chain) => onChange?.(value.with(i, chain))
  const usersOf = (users: Chain['users']) => (users === undefined ? {} : { users })
  return (
    <div role="group" aria-label={t('chain.title')}>
      {value.map((chain, i) => (
        <Card
          key={i}
          size="small"
          style={{ marginBottom: 8 }}
          title={
            <UsersField
              value={chain.users}
              label={t('chain.users')}
              onChange={(users) => put(i, { steps: chain.steps, ...usersOf(users) })}
            />
          }
          extra={
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('chain.remove')}
              onClick={() => onChange?.(value.toSpliced(i, 1))}
            />
          }
        >
          {chain.steps.length === 0 && <p>{t('chain.none')}</p>}
          {chain.steps.map((step, at) => (
            <StepRow
              key={at}
              step={step}
              no={at + 1}
              onChange={(changed) => put(i, { ...chain, steps: chain.steps.with(at, changed) })}
              onRemove={() => put(i, { ...chain, steps: chain.steps.toSpliced(at, 1) })}
            />
          ))}
          <Button
            type="link"
            icon={<PlusOutlined />}
            onClick={() => put(i, { ...chain, steps: [...chain.steps, { by: 'lead' }] })}
          >
            {t('chain.addStep')}
          </Button>
        </Card>
      ))}
      <Button
        type="link"
        icon={<PlusOutlined />}
        onClick={() => onChange?.([...value, { steps: [{ by: 'lead' }] }])}
      >
        {t('chain.add')}
      </Button>
    </div>
  )
}
