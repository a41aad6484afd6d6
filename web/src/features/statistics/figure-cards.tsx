import { Button, Card, Descriptions, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FigureView } from '#modules/statistics/contract.ts'
import { useFormat } from '../../lib/format.ts'

/** A figure as it is written: grouped, with its decimals and its unit. */
export function useFigureText() {
  const format = useFormat()
  const { t } = useTranslation('statistics')
  return (figure: Pick<FigureView, 'value' | 'decimals' | 'unit'>) => ({
    number: figure.value === null ? '–' : format.number(figure.value, figure.decimals),
    unit: t(`unit.${figure.unit}`, figure.unit),
  })
}

interface DialogProps {
  readonly figure: FigureView
  readonly asOf: string
  readonly reportingVersion: string
  readonly onBehind: (() => void) | undefined
  readonly onClose: () => void
}

/** Formula, version, what was divided by what, and the way to the records. */
function DefinitionDialog({ figure, asOf, reportingVersion, onBehind, onClose }: DialogProps) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const text = useFigureText()(figure)
  const { numerator, denominator } = figure
  return (
    <Modal
      open
      title={format.either(figure.label.zh, figure.label.en)}
      onCancel={onClose}
      footer={
        onBehind === undefined ? null : (
          <Button type="primary" onClick={onBehind}>
            {t('behind')}
          </Button>
        )
      }
    >
      <Descriptions
        column={1}
        size="small"
        bordered
        items={[
          { key: 'value', label: t('value'), children: `${text.number} ${text.unit}` },
          {
            key: 'formula',
            label: t('formula'),
            children: format.either(figure.formula.zh, figure.formula.en),
          },
          {
            key: 'computed',
            label: t('computed'),
            children:
              denominator === null
                ? format.number(numerator, 2)
                : t('divided', {
                    numerator: format.number(numerator, 2),
                    denominator: format.number(denominator, 2),
                  }),
          },
          { key: 'definition', label: t('definition'), children: figure.version },
          { key: 'source', label: t('source'), children: figure.source },
          { key: 'rules', label: t('reportingVersion'), children: reportingVersion },
          { key: 'asOf', label: t('asOf'), children: format.dateTime(asOf) },
        ]}
      />
    </Modal>
  )
}

/** Every figure as a card; ƒ opens formula, version and records. */
export function FigureCards({
  figures,
  asOf,
  reportingVersion,
  onBehind,
}: {
  readonly figures: readonly FigureView[]
  readonly asOf: string
  readonly reportingVersion: string
  readonly onBehind: ((figure: FigureView) => void) | undefined
}) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const textOf = useFigureText()
  const [open, setOpen] = useState<FigureView>()
  return (
    <div className="figures-grid">
      {figures.map((figure) => {
        const text = textOf(figure)
        const label = format.either(figure.label.zh, figure.label.en)
        return (
          <Card key={figure.id} size="small">
            <div className="figure-head">
              <span>{label}</span>
              <Button
                size="small"
                type="text"
                aria-label={t('explain', { label })}
                onClick={() => setOpen(figure)}
              >
                {'ƒ'}
              </Button>
            </div>
            <div className="figure-value figures">
              {text.number} <small>{text.unit}</small>
            </div>
          </Card>
        )
      })}
      {open !== undefined && (
        <DefinitionDialog
          figure={open}
          asOf={asOf}
          reportingVersion={reportingVersion}
          onClose={() => setOpen(undefined)}
          onBehind={
            onBehind &&
            (() => {
              setOpen(undefined)
              onBehind(open)
            })
          }
        />
      )}
    </div>
  )
}
