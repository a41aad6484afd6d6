import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { cssVariables, darkPalette, lightPalette } from '#kernel/design-tokens.ts'
import { useAppearance, useDark } from '../lib/appearance.ts'
import { themeFor } from './theme.ts'
import { WordingQuestion } from './wording-question.tsx'

/** Language, looks and the cache around every page. */
export function Providers({
  client,
  children,
}: {
  readonly client: QueryClient
  readonly children: ReactNode
}) {
  const { i18n } = useTranslation()
  const dark = useDark()
  const { largeText } = useAppearance()
  const english = i18n.language === 'en'
  const theme = useMemo(() => themeFor(dark, largeText, english), [dark, largeText, english])
  useEffect(() => {
    const root = document.documentElement
    root.style.cssText = cssVariables(dark ? darkPalette : lightPalette)
    root.style.colorScheme = dark ? 'dark' : 'light'
    root.dataset['theme'] = dark ? 'dark' : 'light'
    root.classList.toggle('large-text', largeText)
  }, [dark, largeText])
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider
        locale={english ? en : zh}
        theme={theme}
        button={{ autoInsertSpace: false }}
        form={{ requiredMark: false }}
      >
        <App>
          <WordingQuestion />
          {children}
        </App>
      </ConfigProvider>
    </QueryClientProvider>
  )
}
