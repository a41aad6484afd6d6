import { App } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { configureClient } from '../lib/client.ts'

/** Asks whoever sends words that mark something secret whether to go on; one question at a time. */
export function WordingQuestion() {
  const { modal } = App.useApp()
  const { t } = useTranslation('app')
  useEffect(() => {
    let asking: Promise<boolean> | undefined
    const ask = (message: string) =>
      new Promise<boolean>((answer) => {
        modal.confirm({
          title: t('wording.title'),
          content: message,
          okText: t('wording.goOn'),
          cancelText: t('wording.change'),
          // Enter must not say that something is not secret.
          focusable: { autoFocusButton: 'cancel' },
          onOk: () => answer(true),
          onCancel: () => answer(false),
        })
      })
    configureClient({
      acknowledgeWording: (message) => {
        asking ??= ask(message).finally(() => {
          asking = undefined
        })
        return asking
      },
    })
  }, [modal, t])
  return null
}
