import { QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import i18next from 'i18next'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config as zodConfig } from 'zod'
import { configureClient, Problem } from '../lib/client.ts'
import { currentLocale, openWords } from '../lib/i18n.ts'
import { sessionQuery } from '../lib/session.ts'
import './app.css'
import { Providers } from './providers.tsx'
import { openRouter } from './router.tsx'

// The content security policy forbids eval, which zod would otherwise try for speed.
zodConfig({ jitless: true })
openWords()

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof Problem && error.status > 0 && error.status < 500),
    },
  },
})
configureClient({
  locale: currentLocale,
  unreachable: () => i18next.t('ui:offline'),
  // The shell sees that nobody is signed in and asks them to, keeping the address.
  unauthenticated: () => {
    client.setQueryData(sessionQuery.queryKey, null)
  },
})
i18next.on('languageChanged', () => {
  void client.invalidateQueries()
})

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root')
createRoot(root).render(
  <StrictMode>
    <Providers client={client}>
      <RouterProvider router={openRouter()} />
    </Providers>
  </StrictMode>,
)
