import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

const keys = [
  ['J / K', 'next'],
  ['A', 'accept'],
  ['R', 'return'],
  ['1–9', 'reason'],
  ['E', 'write'],
  ['P', 'problem'],
  ['↑ / ↓', 'element'],
  ['D', 'difference'],
  ['C', 'comment'],
  ['U', 'undo'],
  ['S', 'send'],
  ['T', 'claim'],
  ['?', 'help'],
] as const

/** What every key of the review does. */
export function KeyHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('reporting')
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('review.keys.title')}>
      <dl className="review-keys">
        {keys.map(([key, what]) => (
          <div key={what}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`review.keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="report-second">{t('review.keys.note')}</p>
    </Modal>
  )
}
