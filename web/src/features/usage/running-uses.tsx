import { Button, Card, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import type { UseView } from '#modules/usage/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { RunningClock } from './running-clock.tsx'

/** What is running now, with a clock and the one thing to do. */
export function RunningUses({
  uses,
  onCheckOut,
}: {
  readonly uses: readonly UseView[]
  readonly onCheckOut: (useId: number) => void
}) {
  const { t } = useTranslation('usage')
  const format = useFormat()
  if (uses.length === 0) return null
  return (
    <section aria-label={t('running')}>
      <h2 className="usage-heading">{t('running')}</h2>
      <Flex wrap gap={12}>
        {uses.map((use) => (
          <Card key={use.id} size="small" className="usage-running">
            <strong>{format.either(use.instrumentName, use.instrumentNameEn)}</strong>
            <div>
              {t(`kind.${use.kind}`)} · {use.userName}
            </div>
            <div className="usage-clock">
              <RunningClock since={use.startedAt} />
            </div>
            <div>{t('since', { when: format.dateTime(use.startedAt) })}</div>
            {use.may.checkOut && (
              <Button block onClick={() => onCheckOut(use.id)}>
                {t('checkOut')}
              </Button>
            )}
          </Card>
        ))}
      </Flex>
    </section>
  )
}
