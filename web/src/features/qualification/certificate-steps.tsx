import { Popover, Timeline } from 'antd'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '#modules/qualification/contract.ts'
import { useFormat } from '../../lib/format.ts'

/** The history of a certificate: who did what when, and why. */
export function CertificateSteps({ steps }: Pick<CertificateView, 'steps'>) {
  const { t } = useTranslation('qualification')
  const format = useFormat()
  const items = steps.map(({ act, reason, byName, at }) => ({
    key: `${act} ${at}`,
    content: (
      <>
        <div>{t('step.line', { act: t(`step.${act}`), name: byName, time: format.dateTime(at) })}</div>
        {reason !== '' && <div>{reason}</div>}
      </>
    ),
  }))
  return (
    <Popover trigger="click" content={<Timeline items={items} style={{ marginTop: 8, maxWidth: 320 }} />}>
      <Button size="small" type="link" style={{ paddingInline: 0 }}>
        {t('steps')}
      </Button>
    </Popover>
  )
}
